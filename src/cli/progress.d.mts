export function showProgress(done: number, total: number): void
export function duration(seconds: number): string
