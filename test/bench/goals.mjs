const SMALL = '2-16-16-3, batch 64'
const WIDE = '784-64-10, batch 128'
const IMAGES = '28x28-c8-c16-10'
const fused = ['fused', 'webgpu']
const portable = ['portable', 'wasm']
const reference = ['reference', 'cpu']
const jaxWasm = ['jax-js', 'wasm']
const tfjsCpu = ['tfjs ops', 'cpu']
const tfjsWebGPU = ['tfjs ops', 'webgpu']
const jaxWebGPU = ['jax-js', 'webgpu']

/** Every task with a number of runs that the portable engine is held to, and how many times faster than jax-js. */
const PORTABLE = [
  { task: SMALL, runs: 1, atLeast: 60 },
  { task: SMALL, runs: 32, atLeast: 12 },
  { task: SMALL, runs: 128, atLeast: 8 },
  { task: WIDE, runs: 1, atLeast: 2.5 },
  { task: WIDE, runs: 8, atLeast: 6 },
]

/** How many times faster `fast` should be than `slow` on the software adapter. */
const GOALS = [
  ...PORTABLE.map((goal) => ({ ...goal, fast: portable, slow: jaxWasm })),
  ...PORTABLE.map((goal) => ({ ...goal, fast: portable, slow: tfjsCpu, atLeast: 60 })),
  { fast: fused, slow: tfjsWebGPU, task: SMALL, runs: 1, atLeast: 100 },
  { fast: fused, slow: tfjsWebGPU, task: SMALL, runs: 32, atLeast: 60 },
  { fast: fused, slow: jaxWebGPU, task: SMALL, runs: 1, atLeast: 15 },
  { fast: fused, slow: jaxWebGPU, task: SMALL, runs: 32, atLeast: 4 },
  { fast: fused, slow: jaxWasm, task: SMALL, runs: 1, atLeast: 4 },
  { fast: fused, slow: jaxWasm, task: SMALL, runs: 32, atLeast: 1 },
  { fast: reference, slow: tfjsCpu, task: SMALL, runs: 1, atLeast: 15 },
  { fast: reference, slow: tfjsCpu, task: SMALL, runs: 32, atLeast: 5 },
  { fast: fused, slow: tfjsWebGPU, task: WIDE, runs: 1, atLeast: 4 },
  { fast: fused, slow: tfjsWebGPU, task: WIDE, runs: 8, atLeast: 4 },
  { fast: portable, slow: jaxWasm, task: IMAGES, runs: 1, atLeast: 30 },
  { fast: portable, slow: jaxWasm, task: IMAGES, runs: 8, atLeast: 40 },
  { fast: portable, slow: ['tfjs layers', 'cpu'], task: IMAGES, runs: 1, atLeast: 40 },
  { fast: fused, slow: tfjsWebGPU, task: IMAGES, runs: 1, atLeast: 5 },
  { fast: fused, slow: tfjsWebGPU, task: IMAGES, runs: 8, atLeast: 5 },
  { fast: fused, slow: jaxWebGPU, task: IMAGES, runs: 1, atLeast: 2 },
  { fast: fused, slow: jaxWebGPU, task: IMAGES, runs: 8, atLeast: 2 },
]

/** Milliseconds that the first step of a new shape, a task of the page's thread and a slider's answer may take. */
const LIMITS = { firstStep: 300, longTask: 50, sliderAnswer: 100 }
const FRAMES_PER_SECOND = 5

function ratioGoal({ fast, slow, task, runs, atLeast }, rows) {
  const [fastRow, slowRow] = [fast, slow].map(([engine, backend]) =>
    rows.find((row) => row.engine === engine && row.backend === backend && row.task === task && row.runs === runs),
  )
  const goal = `${fast.join(' on ')} against ${slow.join(' on ')}, ${task}, runs ${runs}`
  if (!fastRow || !slowRow) return { goal, wanted: `≥ ${atLeast}×`, measured: 'not trained', holds: false }
  const ratio = slowRow.msPerStep / fastRow.msPerStep
  return { goal, wanted: `≥ ${atLeast}×`, measured: `${ratio.toPrecision(3)}×`, holds: ratio >= atLeast }
}

function limitGoal(goal, limit, ms) {
  const measured = ms === null ? 'no answer' : `${Math.round(ms)} ms`
  return { goal, wanted: `≤ ${limit} ms`, measured, holds: ms !== null && ms <= limit }
}

function speedGoal({ name, atLeast, portable, reference }) {
  const ratio = portable / reference
  return { goal: `portable against reference in the page, ${name}`, wanted: `≥ ${atLeast}×`, measured: `${ratio.toPrecision(3)}×`, holds: ratio >= atLeast }
}

/** Each goal with what was wanted, what was measured, and whether it holds. */
export function judge({ rows, firstSteps, pages, speeds }) {
  return [
    ...GOALS.map((goal) => ratioGoal(goal, rows)),
    ...speeds.map(speedGoal),
    ...firstSteps.map(({ sizes, firstMs }) =>
      limitGoal(`first step of a new shape, ${sizes.join('-')}`, LIMITS.firstStep, firstMs),
    ),
    ...pages.flatMap(({ runs, longTasks, sliderMs, framesPerSecond }) => [
      limitGoal(`longest task of the page's thread, runs ${runs}`, LIMITS.longTask, Math.max(0, ...longTasks)),
      limitGoal(`slowest answer of the slider, runs ${runs}`, LIMITS.sliderAnswer, sliderMs),
      {
        goal: `frames a second, runs ${runs}`,
        wanted: `≥ ${FRAMES_PER_SECOND}`,
        measured: framesPerSecond.toFixed(1),
        holds: framesPerSecond >= FRAMES_PER_SECOND,
      },
    ]),
  ]
}
