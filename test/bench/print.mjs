/** Where the fused engine does not train a task, nothing is compared with it. */
const NONE = '–'
const isNumber = (text) => text === NONE || /^[\d.]+$/.test(text)

/** Lines of a table; numbers stand to the right. */
function table(head, lines) {
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column].length)))
  const right = head.map((_, column) => lines.every((line) => isNumber(line[column])))
  const text = (line) =>
    line.map((cell, i) => (right[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ').trimEnd()
  return [head, ...lines].map(text).join('\n')
}

function rowLine(row, rows) {
  const fused = rows.find(({ engine, task, runs }) => engine === 'fused' && task === row.task && runs === row.runs)
  const ratio = fused ? (row.msPerStep / fused.msPerStep).toPrecision(3) : NONE
  return [row.task, String(row.runs), `${row.engine} (${row.backend})`, row.msPerStep.toFixed(3), ratio]
}

function pageLine(page) {
  const { runs, threadMsPerSecond, processorMsPerSecond, framesPerSecond, bytesPerFrame, longTasks, sliderMs } = page
  return [
    String(runs),
    `${threadMsPerSecond.toFixed(0)} ms, ${processorMsPerSecond.toFixed(0)} ms`,
    framesPerSecond.toFixed(1),
    String(bytesPerFrame ?? 'no frame'),
    longTasks.length > 0 ? `${longTasks.length}, up to ${Math.max(...longTasks)} ms` : 'none',
    sliderMs === null ? 'none' : `${sliderMs.toFixed(0)} ms`,
  ]
}

/** The whole result for a person. */
export function format({ adapter, cores, browser, date, rows, firstSteps, pages, speeds, goals }) {
  return [
    `${adapter} · ${cores} cores, as many workers of the portable engine where there are as many runs · ${browser} · ${date}`,
    table(['Task', 'Runs', 'Engine', 'ms a step', '× fused'], rows.map((row) => rowLine(row, rows))),
    'Fused, from a new shape to its first step, and the same shape again',
    table(
      ['Shape', 'New, ms', 'Again, ms'],
      firstSteps.map(({ sizes, firstMs, againMs }) => [sizes.join('-'), firstMs.toFixed(0), againMs.toFixed(0)]),
    ),
    'The built page while it trains; its own thread, busy and processor time in a second',
    table(['Runs', 'Own thread', 'Frames/s', 'Bytes/frame', 'Long tasks', 'Slowest answer'], pages.map(pageLine)),
    'Steps a second in the built page',
    table(
      ['What', 'Portable', 'Reference'],
      speeds.map(({ name, portable, reference }) => [name, portable.toFixed(1), reference.toFixed(1)]),
    ),
    'Goals on the software adapter',
    table(
      ['Goal', 'Wanted', 'Measured', 'Holds'],
      goals.map(({ goal, wanted, measured, holds }) => [goal, wanted, measured, holds ? 'yes' : 'NO']),
    ),
  ].join('\n\n')
}
