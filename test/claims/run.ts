// npm run claims [-- ID …] [--engine NAME]: trains the claims' experiments by the command line's own program, on the
// portable engine unless another is asked for, and says what holds. Exits with 0 only where everything does.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { encodeLink } from '../../src/experiment/link.ts'
import { claims } from './claims.ts'
import { pointsOf, type Row } from './points.ts'
import { report } from './report.ts'

/** What `npm run train … --json` writes of a link. */
interface Table {
  readonly about: { readonly engine: string; readonly adapter: string }
  readonly rows: readonly Row[]
}

const { values, positionals } = parseArgs({ options: { engine: { type: 'string', default: 'wasm' } }, allowPositionals: true })

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 2
})

async function main(): Promise<number> {
  const unknown = positionals.filter((id) => !claims.some((claim) => claim.id === id))
  if (unknown.length > 0) throw new Error(`No claim is called ${unknown.join(', ')}. There are: ${claims.map(({ id }) => id).join(', ')}.`)
  const asked = claims.filter(({ id }) => positionals.length === 0 || positionals.includes(id))
  const tally = { holds: 0, 'does not hold': 0, undecided: 0 }
  for (const { id, statement, experiments, course, checks } of asked) {
    const names = Object.keys(experiments)
    const links = Object.values(experiments).map((experiment) => encodeLink(experiment))
    const tables = await train(links, course)
    const points = Object.fromEntries(names.map((name, i) => [name, pointsOf(tables[i].rows)]))
    const { text, verdicts } = report(id, statement, checks, points)
    const { engine, adapter } = tables[0].about
    if (engine !== values.engine) throw new Error(`The engine ${values.engine} does not work here; what trained is: ${adapter}.`)
    console.log([text, ...links.map((link) => `  #${link}`), `  ${engine}, ${adapter}\n`].join('\n'))
    for (const verdict of verdicts) tally[verdict]++
  }
  console.log(Object.entries(tally).map(([verdict, count]) => `${verdict}: ${count}`).join(', '))
  return tally.holds === Object.values(tally).reduce((sum, count) => sum + count) ? 0 : 1
}

/** What was measured of links, one table for each. */
function train(links: readonly string[], course = false): Promise<Table[]> {
  const program = fileURLToPath(new URL('../../src/cli/train.ts', import.meta.url))
  const options = ['--engine', values.engine, '--json', ...(course ? ['--curves'] : [])]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...options, ...links], { stdio: ['ignore', 'pipe', 'inherit'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      // 1 says that a run diverged; its numbers are missing then, and the checks say so.
      const text = Buffer.concat(chunks).toString()
      const tables = text === '' ? [] : ([JSON.parse(text)].flat() as Table[])
      if ((code ?? 2) > 1 || tables.length < links.length) reject(new Error(`Training ended with exit code ${code}.`))
      else resolve(tables)
    })
  })
}
