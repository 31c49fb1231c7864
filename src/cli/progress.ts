const WIDTH = 30
let began = 0
let shown = false

/** Draws a progress bar on standard error, where that is a terminal; a total of 0 takes it away. */
export function showProgress(done: number, total: number): void {
  if (!process.stderr.isTTY) return
  const now = Date.now()
  if (total === 0 || !shown) began = now
  shown = total > 0
  if (!shown) return void process.stderr.write('\r\x1b[K')
  const share = Math.min(1, done / total)
  const left = share > 0 ? ((now - began) * (1 - share)) / share / 1000 : 0
  const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '·')
  process.stderr.write(`\r${bar} ${Math.floor(100 * share)}%  ${duration(left)} left\x1b[K`)
}

/** Seconds for a person: “42 s”, “12 min”, “3 h 5 min”. */
export function duration(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
