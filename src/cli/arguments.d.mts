export const ENGINES: string[]
export const USAGE: string
export function readArguments(given: readonly string[]): {
  links: string[]
  steps: number | null
  engine: string | null
  software: boolean
  format: 'table' | 'json' | 'csv'
  curves: boolean
  out: string | undefined
  help: boolean
}
