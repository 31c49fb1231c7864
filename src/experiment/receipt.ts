/** The version of the portable engine's arithmetic: another where the same link may come to other bits. */
export const ARITHMETIC = 1

/** The key of a receipt in a link. */
export const RECEIPT_KEY = 'sum'

const NAN = 0x7fc00000
const PRIME = 0x01000193
const STARTS = [0x811c9dc5, 0x9747b28c] as const

/**
 * A short sum of what the portable engine measured of all runs, `1-0123456789abcdef`: the version of its arithmetic, and
 * two FNV-1a hashes of the float32 numbers' bits, in which all that is no number is alike.
 *
 * @param measurements [train, test][runs][numbers], as they were measured at rest
 */
export function receiptOf(measurements: Float32Array): string {
  const bits = new Uint32Array(measurements.slice().buffer)
  const hashes = STARTS.map((start) => {
    let hash: number = start
    for (const [i, word] of bits.entries()) {
      const known = Number.isNaN(measurements[i]) ? NAN : word
      for (let byte = 0; byte < 32; byte += 8) hash = Math.imul(hash ^ ((known >>> byte) & 255), PRIME)
    }
    return (hash >>> 0).toString(16).padStart(8, '0')
  })
  return `${ARITHMETIC}-${hashes.join('')}`
}

/** What a receipt comes to. */
export interface Verdict {
  readonly isSame: boolean
  /** For a person, in a sentence or two. */
  readonly text: string
}

/**
 * Compares a link's receipt with what was measured.
 *
 * @param found what the portable engine measured; null where another engine trained
 */
export function checkReceipt(sum: string, found: Float32Array | null): Verdict {
  const [, version] = /^(\d+)-[0-9a-f]{16}$/.exec(sum) ?? []
  const not = (why: string): Verdict => ({ isSame: false, text: `Not reproduced: ${why}` })
  if (!version) return not('the receipt in the link is damaged.')
  if (Number(version) !== ARITHMETIC) return not(`the receipt is of version ${version} of the portable engine’s arithmetic, and this one has version ${ARITHMETIC}.`)
  if (!found) return not('a receipt is of the portable engine, and another one trained.')
  if (receiptOf(found) === sum) return { isSame: true, text: 'Reproduced bit for bit.' }
  return not('the measurements are others than those of the receipt. The settings in the link were edited, or it is of other data.')
}
