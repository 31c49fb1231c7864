import { durationText } from '../experiment/text.ts'

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
  process.stderr.write(`\r${bar} ${Math.floor(100 * share)}%  ${durationText(left)} left\x1b[K`)
}
