import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Experiment, schema } from '../experiment/index.ts'
import { decodeLink } from '../experiment/link.ts'
import { messageOf } from '../experiment/text.ts'
import { readTyped } from '../experiment/typed.ts'
import { type Framework, FRAMEWORKS } from '../snippets/index.ts'

type Engine = Experiment['training']['engine']

const ENGINES: readonly Engine[] = schema.training.engine.options.map(({ value }) => value)

/** What is to be trained, and how its results are wanted. */
export interface Wanted {
  readonly links: readonly string[]
  /** The files of the links' own data. */
  readonly data: readonly string[]
  /** Trains on these files whatever files the links name. */
  readonly anyData: boolean
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
  /** Writes the loss of an arm as code for this framework, and trains nothing. */
  readonly snippet: Framework | null
  /** The arm whose loss that is; null: the first beside the baseline. */
  readonly arm: number | null
  /** The file to write to; undefined: standard output. */
  readonly out: string | undefined
  readonly help: boolean
  /** How arguments were read that could mean something else, in words. */
  readonly notes: readonly string[]
}

export const USAGE = `npm run train -- "<link or its fragment>" … [options]

  --links FILE    more links, one a line; lines that begin with # and a space are remarks
  --data FILE …   the files of a link to own data; they have to be those that the link names
                  (a table; IDX images and labels; CIFAR batches, with or without a list of class names, or their archive)
  --any-data      take them whatever the link names
  --steps N       train so many steps, whatever the link says
  --engine NAME   ${ENGINES.join(', ')}; whatever the link says
                  (fused trains in Node where the package “webgpu” is: npm install --no-save webgpu; else in Chromium)
  --software      train on Chromium's software adapter, whatever graphics card there is
  --json          the runs table as JSON, see public/export.schema.json
  --csv           the runs table as CSV
  --curves        with --json or --csv: every run at each measured step
  --receipt       with engine wasm: the link with a receipt, by which whoever opens it sees whether it has the same bits
  --snippet NAME  the loss as code for ${FRAMEWORKS.map(({ id }) => id).join(', ')}, as it is at the last step; trains nothing
  --arm N         with --snippet: the loss of arm N, 0 is the baseline; without it the first beside the baseline
  --out FILE      write there instead of to standard output
  --help

Exit code: 0 if all runs finished and stayed finite, 1 if not, 2 for a wrong command, 130 after Ctrl-C.`

const OPTIONS = {
  links: { type: 'string' },
  data: { type: 'string', multiple: true },
  'any-data': { type: 'boolean', default: false },
  steps: { type: 'string' },
  engine: { type: 'string' },
  software: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  csv: { type: 'boolean', default: false },
  curves: { type: 'boolean', default: false },
  receipt: { type: 'boolean', default: false },
  snippet: { type: 'string' },
  arm: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/** Unattended, training may take as long as it takes. */
const STEPS = { ...schema.training.steps, max: Number.MAX_SAFE_INTEGER }

/** Reads the command's arguments; throws an error with words for a person where they make no sense. */
export function readArguments(given: readonly string[]): Wanted {
  const { values, tokens } = parseArgs({ args: [...given], options: OPTIONS, allowPositionals: true, tokens: true })
  const { positionals, data } = sorted(tokens ?? [])
  const { json, csv, curves, receipt, software, help, out } = values
  const engine = values.engine === undefined ? null : engineOf(values.engine)
  const { steps, notes } = values.steps === undefined ? { steps: null, notes: [] } : stepsOf(values.steps)
  if (json && csv) throw new Error('Choose one of --json and --csv.')
  if (curves && !json && !csv) throw new Error('--curves goes with --json or --csv.')
  const snippet = values.snippet === undefined ? null : frameworkOf(values.snippet)
  if (snippet && (json || csv || receipt)) throw new Error('--snippet trains nothing: it goes without --json, --csv and --receipt.')
  if (values.arm !== undefined && !snippet) throw new Error('--arm goes with --snippet.')
  const arm = values.arm === undefined ? null : armOf(values.arm)
  const links = [...positionals, ...(values.links === undefined ? [] : linksIn(values.links))]
  if (links.length === 0 && !help) throw new Error('There is no link to train.')
  if (snippet && links.length > 1) throw new Error('--snippet takes one link.')
  for (const file of data) checkFile(file)
  if (data.length > 0 && !links.some((link) => decodeLink(link).experiment.data.kind === 'dropped')) {
    throw new Error('--data goes with a link to own data: data=dropped has to be in it.')
  }
  if (values['any-data'] && data.length === 0) throw new Error('--any-data goes with --data.')
  return { links, data, anyData: values['any-data'], steps, engine, software, format: json ? 'json' : csv ? 'csv' : 'table', curves, receipt, snippet, arm, out, help, notes }
}

type Tokens = NonNullable<ReturnType<typeof parseArgs>['tokens']>

/** Links, and files of data: all that follow `--data` and are files. */
function sorted(tokens: Tokens): { readonly positionals: readonly string[]; readonly data: readonly string[] } {
  const positionals: string[] = []
  const data: string[] = []
  let isData = false
  for (const token of tokens) {
    isData = token.kind === 'option' ? token.name === 'data' : isData && token.kind === 'positional' && existsSync(token.value)
    if (token.kind === 'option' && isData) data.push(token.value ?? '')
    if (token.kind === 'positional') (isData ? data : positionals).push(token.value)
  }
  return { positionals, data }
}

function checkFile(file: string): void {
  try {
    if (!statSync(file).isFile()) throw new Error(`${file} is a folder`)
  } catch (error) {
    throw new Error(`The data could not be read: ${messageOf(error)}`, { cause: error })
  }
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

function frameworkOf(name: string): Framework {
  const found = FRAMEWORKS.find(({ id }) => id === name)
  if (!found) throw new Error(`There is no snippet for “${name}”. There are: ${FRAMEWORKS.map(({ id }) => id).join(', ')}.`)
  return found
}

function armOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error('--arm takes a whole number from 0.')
  return Number(text)
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
