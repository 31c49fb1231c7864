// Runs the files for PyTorch, JAX and Keras: the first with PyTorch itself, the others with a stand-in by NumPy for the
// functions that they use (`standin`). Where there is no PyTorch, Debian's package is installed where that may be done.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FRAMEWORKS, type Member } from '../../src/snippets/index.ts'
import { type Batch, batchesOf, faultsOf, FLOAT32, FLOAT64 } from './cases.ts'
import { MEMBERS } from './members.ts'
import { ORACLE, ORACLE_SCENES } from './oracle.ts'
import { isRight, type Scene, SCENES } from './scenes.ts'

/** What Python has by itself, and what it has of Debian, which need not be the same Python. */
const PYTHONS = ['python3', '/usr/bin/python3'] as const
const PACKAGE = 'python3-torch'

const here = fileURLToPath(new URL('.', import.meta.url))
const env = { ...process.env, PYTHONPATH: join(here, 'standin'), PYTHONDONTWRITEBYTECODE: '1' }
const folder = mkdtempSync(join(tmpdir(), 'polyloss-snippets-'))
const count = { passed: 0, failed: 0, skipped: 0 }

const pythonWith = (module: string) => PYTHONS.find((python) => spawnSync(python, ['-c', `import ${module}`]).status === 0)

function install(): void {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).error) return
  console.log(`Installing Debian’s ${PACKAGE} …`)
  const apt = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update'], apt)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', PACKAGE], apt)
}

/** What is evaluated in one file, in float32 and in float64. */
interface Wanted {
  readonly what: string
  readonly member: Member
  readonly batches: readonly Batch[]
  readonly scenes: readonly Scene[]
}

const WANTED: readonly Wanted[] = [
  ...MEMBERS.map((member) => ({ what: member.name, member, batches: batchesOf(member), scenes: [] })),
  ...ORACLE.map(({ member, batch }) => ({ what: `the oracle’s ${member.name}`, member, batches: [batch], scenes: [] })),
  ...[...SCENES, ...ORACLE_SCENES].map((scene) => ({ what: scene.what, member: MEMBERS[0], batches: [], scenes: [scene] })),
]

type Framework = (typeof FRAMEWORKS)[number]
type Found = readonly [values: number[], gradients: number[][] | null]

/** The names that the options have in Python. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pytorch: { classWeights: 'weight', labelSmoothing: 'label_smoothing', ignoreIndex: 'ignore_index' },
  jax: { classWeights: 'class_weight', labelSmoothing: 'label_smoothing', ignoreIndex: 'ignore_index' },
  keras: { classWeights: 'class_weight', labelSmoothing: 'label_smoothing', ignoreIndex: 'ignore_class' },
}

function optionsOf(framework: Framework, { options }: Scene): object {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [NAMES[framework.id][name] ?? name, value]))
}

/** Keras has the mean over the classes of a sigmoid. */
function expectedOf(framework: Framework, { expected }: Scene): Scene['expected'] {
  if (framework.id !== 'keras' || !Array.isArray(expected)) return expected
  return expected.map((one: number | number[]) => (Array.isArray(one) ? one.reduce((sum, value) => sum + value, 0) / one.length : one))
}

function write(framework: Framework, { member }: Wanted, index: number): string {
  const place = join(folder, framework.id, String(index))
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, framework.file), framework.write(member))
  return join(place, framework.file)
}

function evaluate(python: string, framework: Framework): Found[][][] {
  const input = WANTED.map((wanted, i) => ({
    file: write(framework, wanted, i),
    examples: [
      ...wanted.batches.map(({ logits, labels }) => ({ logits, target: labels, options: {}, gradient: true })),
      ...wanted.scenes.map((scene) => ({ logits: scene.logits, target: scene.target, options: optionsOf(framework, scene), gradient: false })),
    ],
  }))
  const { stdout, stderr, status } = spawnSync(python, [join(here, 'evaluate.py'), framework.id], {
    env,
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Found[][][]
}

function judge(framework: Framework, { batches, scenes }: Wanted, found: readonly Found[][]): string[] {
  const [wide, narrow] = [FLOAT64, FLOAT32]
  return found.flatMap(([in32, in64], i) => {
    if (i < batches.length) return [...faultsOf(batches[i], ...in32, narrow), ...faultsOf(batches[i], ...in64, wide)]
    const expected = expectedOf(framework, scenes[i - batches.length])
    return [in32, in64].flatMap(([values]) => (isRight(values, expected) ? [] : [`${JSON.stringify(values)} for ${JSON.stringify(expected)}`]))
  })
}

function tell(what: string, faults: readonly string[]): void {
  count[faults.length === 0 ? 'passed' : 'failed']++
  console.log([`  ${faults.length === 0 ? '✓' : '✘'} ${what}`, ...faults.slice(0, 5).map((fault) => `    ${fault}`)].join('\n'))
}

/** What PyTorch's file does beside its numbers, and that it checks itself where it is run. */
function runAsScripts(python: string, framework: Framework): void {
  const file = write(framework, WANTED[1], WANTED.length)
  const alone = spawnSync(python, [file], { env, encoding: 'utf8' })
  tell('checks itself where it is run', alone.status === 0 && alone.stdout.endsWith('All five are as in the playground.\n') ? [] : [alone.stderr])
  const wrong = join(folder, 'wrong.py')
  writeFileSync(wrong, framework.write(MEMBERS[1]).replace(/(epsilon(: tuple)? ?= ?)\(2\.0,\)/, '$1(2.001,)'))
  const failed = spawnSync(python, [wrong], { env, encoding: 'utf8' })
  tell('fails where a number is another', failed.status === 1 && /^The loss at .* The playground has /.test(failed.stderr) ? [] : [failed.stderr])
  if (framework.id !== 'pytorch') return
  const uses = spawnSync(python, [join(here, 'torch_uses.py'), file], { env, encoding: 'utf8' })
  for (const what of uses.stdout.split('\n').filter(Boolean)) tell(what, [])
  if (uses.status !== 0) tell('the next of torch_uses.py', [uses.stderr])
}

if (!pythonWith('torch')) install()
for (const framework of FRAMEWORKS.filter(({ id }) => id !== 'tfjs')) {
  const isReal = !framework.imitated
  const module = isReal ? 'torch' : 'numpy'
  const python = pythonWith(module)
  const by = isReal ? 'value and gradient, by PyTorch' : 'values, by a stand-in of NumPy for the functions that it uses'
  console.log(`${framework.label}: ${python ? by : `skipped, there is no Python with ${module}. On Debian: apt-get install ${PACKAGE}`}`)
  if (!python) {
    count.skipped += WANTED.length
    continue
  }
  const found = evaluate(python, framework)
  for (const [i, wanted] of WANTED.entries()) tell(wanted.what, judge(framework, wanted, found[i]))
  runAsScripts(python, framework)
}
rmSync(folder, { recursive: true })
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exit(count.failed === 0 ? 0 : 1)
