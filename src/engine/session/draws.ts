import { buildDataset } from '../../data/build.ts'
import { datasetOf, effectiveClasses } from '../../data/catalogue.ts'
import { DataError, type Dataset, type RawData } from '../../data/dataset.ts'
import { fetchImageSet } from '../../data/remote.ts'
import { type Experiment, schema } from '../../experiment/index.ts'
import { countText } from '../../experiment/text.ts'
import { nextTask } from '../rest.ts'
import { isOwn } from '../trainers/trainer.ts'

/** Bytes that the examples of all draws may take. */
const MOST_BYTES = 2 ** 29
/** Bytes that what all runs predict on test data may take. */
const MOST_PREDICTED = 2 ** 31
/** What is drawn sooner has no progress to show. */
const SOON_MS = 300

/** The data of an experiment: one set that all repeats share, or a draw of its own for each. */
export interface Draws {
  /** One, or one for each repeat; alike but for the examples drawn, of which each class has as many in all of them. */
  readonly sets: readonly Dataset[]
  /** The training examples of all, one draw after another: [draws × examples × dimensions] and [draws × examples]. */
  readonly features: Float32Array
  readonly labels: Int32Array
}

/** The data of a repeat. */
export function drawOf({ sets }: Pick<Draws, 'sets'>, repeat: number): Dataset {
  return sets[Math.min(repeat, sets.length - 1)]
}

/** The seed of a repeat's own draw: a link with it as its data seed has the same data in all its repeats. */
export function dataSeedOf(seed: number, repeat: number): number {
  return (seed + repeat) % (schema.data.seed.max + 1)
}

/**
 * The examples of an experiment, generated, fetched or dropped; files are read once, however many draws are made of
 * them. Progress is in bytes, then in draws. Throws a `DataError` in words for a person, also where the draws would take
 * more memory than there is, and the signal's reason where it stops downloading or drawing.
 */
export async function loadDraws(
  { data, training }: Pick<Experiment, 'data' | 'training'>,
  dropped: RawData | null,
  onProgress: (loaded: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Draws> {
  const draw = await drawer(data, dropped, onProgress, signal)
  const start = performance.now()
  const sets = [draw(data.seed)]
  const count = isOwn(training.vary, 'data') ? training.repeats : 1
  if (count > 1) checkSize(sets[0], count)
  while (sets.length < count) {
    if (performance.now() - start > SOON_MS) onProgress(sets.length, count)
    await nextTask()
    signal?.throwIfAborted()
    sets.push(draw(dataSeedOf(data.seed, sets.length)))
  }
  return drawsOf(sets)
}

/** Puts the training examples of draws of equal size in a row; their splits become views of it. */
export function drawsOf(sets: readonly Dataset[]): Draws {
  if (sets.length === 1) return { sets, features: sets[0].train.features, labels: sets[0].train.labels }
  const { features: { length }, labels: { length: examples } } = sets[0].train
  const features = new Float32Array(sets.length * length)
  const labels = new Int32Array(sets.length * examples)
  const views = sets.map((set, i): Dataset => {
    features.set(set.train.features, i * length)
    labels.set(set.train.labels, i * examples)
    const train = {
      features: features.subarray(i * length, (i + 1) * length),
      labels: labels.subarray(i * examples, (i + 1) * examples),
      trueLabels: set.train.trueLabels,
    }
    return { ...set, train }
  })
  return { sets: views, features, labels }
}

/** What makes the data of a seed, once the files that it needs are there. */
async function drawer(
  data: Experiment['data'],
  dropped: RawData | null,
  onProgress: (loaded: number, total: number) => void,
  signal?: AbortSignal,
): Promise<(seed: number) => Dataset> {
  const { source } = datasetOf(data.kind)
  if ('generate' in source) {
    const classes = effectiveClasses(data.kind, data.classes)
    return (seed) => buildDataset(source.generate({ ...data, classes, seed }), { ...data, seed })
  }
  const raw = 'remote' in source ? await fetchImageSet(source.remote, onProgress, { signal }) : dropped
  if (raw) return (seed) => buildDataset(raw, { ...data, seed })
  throw new DataError('This experiment was made with files that a link cannot carry. Drop them on the page: a table, or IDX images and labels.')
}

/** How many runs can be measured together: each predicts a float64 for every class of every test example. */
export function runsMeasured({ test, classes }: Dataset): number {
  return Math.floor(MOST_PREDICTED / (8 * classes * test.labels.length))
}

/** Throws a `DataError` where so many runs cannot be measured together. */
export function checkRuns(set: Dataset, runs: number): void {
  const most = runsMeasured(set)
  if (runs <= most) return
  const { testShare } = schema.data
  throw new DataError(
    `${countText(runs, 'network')} on ${countText(set.test.labels.length, 'test example')} in ${set.classes} classes would predict ` +
      `more numbers than there is memory for; ${most.toLocaleString('en')} can. Take fewer arms or repeats, or set “${testShare.label}” lower.`,
  )
}

const size = (bytes: number) => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`

function checkSize({ train, test }: Dataset, count: number): void {
  const bytes = train.features.byteLength + test.features.byteLength
  if (count * bytes <= MOST_BYTES) return
  const most = Math.max(1, Math.floor(MOST_BYTES / bytes))
  const { label, options } = schema.training.vary
  const { label: usual } = options[0]
  throw new DataError(
    `${count} repeats with data of their own take ${size(count * bytes)} of memory; at most ${size(MOST_BYTES)} can be had. ` +
      `Set ${schema.training.repeats.label} to ${most}, choose fewer examples, or set “${label}” to “${usual}”.`,
  )
}
