import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Experiment, schema } from '../experiment/index.ts'
import { messageOf } from '../experiment/text.ts'
import { readTyped } from '../experiment/typed.ts'

type Engine = Experiment['training']['engine']

const ENGINES: readonly Engine[] = schema.training.engine.options.map(({ value }) => value)

/** What is to be trained, and how its results are wanted. */
export interface Wanted {
  readonly links: readonly string[]
  /** Replaces the number of steps of the links. */
  readonly steps: number | null
  /** Replaces the engine of the links. */
  readonly engine: Engine | null
  /** Trains on the software adapter, whatever graphics card there is. */
  readonly software: boolean
  readonly format: 'table' | 'json' | 'csv'
  /** All measured steps of every run instead of its last. */
  readonly curves: boolean
  /** Says the link with the receipt of what was trained. */
  readonly receipt: boolean
  /** The file to write to; undefined: standard output. */
  readonly out: string | undefined
  readonly help: boolean
  /** How arguments were read that could mean something else, in words. */
  readonly notes: readonly string[]
}

export const USAGE = `npm run train -- "<link or its fragment>" … [options]

  --links FILE    more links, one a line; lines that begin with # and a space are remarks
  --steps N       train so many steps, whatever the link says
  --engine NAME   ${ENGINES.join(', ')}; whatever the link says
                  (fused trains in Node where the package “webgpu” is: npm install --no-save webgpu; else in Chromium)
  --software      train on Chromium's software adapter, whatever graphics card there is
  --json          the runs table as JSON, see public/export.schema.json
  --csv           the runs table as CSV
  --curves        with --json or --csv: every run at each measured step
  --receipt       with engine wasm: the link with a receipt, by which whoever opens it sees whether it has the same bits
  --out FILE      write there instead of to standard output
  --help

Exit code: 0 if all runs finished and stayed finite, 1 if not, 2 for a wrong command, 130 after Ctrl-C.`

const OPTIONS = {
  links: { type: 'string' },
  steps: { type: 'string' },
  engine: { type: 'string' },
  software: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  csv: { type: 'boolean', default: false },
  curves: { type: 'boolean', default: false },
  receipt: { type: 'boolean', default: false },
  out: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/** Unattended, training may take as long as it takes. */
const STEPS = { ...schema.training.steps, max: Number.MAX_SAFE_INTEGER }

/** Reads the command's arguments; throws an error with words for a person where they make no sense. */
export function readArguments(given: readonly string[]): Wanted {
  const { values, positionals } = parseArgs({ args: [...given], options: OPTIONS, allowPositionals: true })
  const { json, csv, curves, receipt, software, help, out } = values
  const engine = values.engine === undefined ? null : engineOf(values.engine)
  const { steps, notes } = values.steps === undefined ? { steps: null, notes: [] } : stepsOf(values.steps)
  if (json && csv) throw new Error('Choose one of --json and --csv.')
  if (curves && !json && !csv) throw new Error('--curves goes with --json or --csv.')
  const links = [...positionals, ...(values.links === undefined ? [] : linksIn(values.links))]
  if (links.length === 0 && !help) throw new Error('There is no link to train.')
  return { links, steps, engine, software, format: json ? 'json' : csv ? 'csv' : 'table', curves, receipt, out, help, notes }
}

function stepsOf(text: string): Pick<Wanted, 'notes'> & { readonly steps: number } {
  const { value, complaint, note } = readTyped(STEPS, text)
  if (value === undefined || complaint) throw new Error('--steps takes a whole number from 1.')
  return { steps: value, notes: note ? [`--steps: ${note.toLowerCase()}.`] : [] }
}

function engineOf(name: string): Engine {
  const found = ENGINES.find((engine) => engine === name)
  if (!found) throw new Error(`There is no engine “${name}”. There are: ${ENGINES.join(', ')}.`)
  return found
}

function linksIn(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('# '))
  } catch (error) {
    throw new Error(`The links could not be read: ${messageOf(error)}`, { cause: error })
  }
}
