import { MAX_FILES } from './readers/open.ts'
import { countText, listText } from './text.ts'

/** What own files are told by: all that a link says of them. */
export interface Fingerprint {
  /** Of each file, ascending, in signs that pass through any link. They are for the person: a renamed file is the same. */
  readonly names: readonly string[]
  /** Of all files together, unzipped. */
  readonly bytes: number
  /** Examples that were read from them. */
  readonly rows: number
  /** The first 12 hexadecimal digits of the SHA-256 of the content, unzipped; of several files that of their ascending SHA-256. */
  readonly hash: string
}

const MAX_NAME = 60
/** Hexadecimal digits of a hash. */
export const HASH_DIGITS = 12
const WRITTEN = /^([^:]+):(\d{1,12}):(\d{1,9}):([\da-f]{12})$/i

/** Letters, digits, “.”, “-” and “_”: what no link, mail or shell takes for something else. */
export function plainName(name: string): string {
  const plain = name.replace(/\p{Default_Ignorable_Code_Point}/gu, '').replace(/[^\p{L}\p{M}\p{N}.-]+/gu, '_').normalize('NFC')
  return Array.from(plain).slice(0, MAX_NAME).join('') || '_'
}

/** A fingerprint as links write it: `iris.csv:3858:150:1f2e3d4c5b6a`, names with commas between. */
export function writeFingerprint({ names, bytes, rows, hash }: Fingerprint): string {
  return [names.join(','), bytes, rows, hash].join(':')
}

/** Reads what `writeFingerprint` wrote, names as it would write them; undefined where a text is no fingerprint. */
export function readFingerprint(text: string): Fingerprint | undefined {
  const [, names, bytes, rows, hash] = WRITTEN.exec(text) ?? []
  if (!names) return undefined
  const plain = names.split(',', MAX_FILES).map(plainName).toSorted()
  return { names: plain, bytes: Number(bytes), rows: Number(rows), hash: hash.toLowerCase() }
}

/** Whether two fingerprints, as links write them, are of the same content. */
export function isSameFile(one: string, other: string): boolean {
  return hashOf(one) !== undefined && hashOf(one) === hashOf(other)
}

/** The hash in a fingerprint as links write it. */
export function hashOf(text: string): string | undefined {
  return readFingerprint(text)?.hash
}

/** The files of a fingerprint as links write it, for a person: “a.gz and b.gz”. */
export function namesText(text: string): string {
  return listText(readFingerprint(text)?.names ?? [])
}

/** “iris.csv (4 kB, 150 rows)”, of a fingerprint as links write it. */
export function fileText(text: string): string {
  const found = readFingerprint(text)
  return found ? `${listText(found.names)} (${bytesText(found.bytes)}, ${countText(found.rows, 'row')})` : ''
}

/** “4 kB”, “7.9 MB” */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return countText(bytes, 'byte')
  return bytes < 999_500 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(bytes < 99.5e6 ? 1 : 0)} MB`
}

/** In what a file is another than the one that is named, both as links write them: size and rows where they differ, and content. */
export function otherText(named: string, found: string): string {
  const [wanted, given] = [readFingerprint(named), readFingerprint(found)]
  if (!wanted || !given) return ''
  const number = (value: number) => value.toLocaleString('en')
  const parts = [
    ...(wanted.bytes === given.bytes ? [`the same size (${countText(given.bytes, 'byte')})`] : [`${countText(given.bytes, 'byte')} instead of ${number(wanted.bytes)}`]),
    ...(wanted.rows === given.rows ? [`as many rows (${number(given.rows)})`] : [`${countText(given.rows, 'row')} instead of ${number(wanted.rows)}`]),
    `other content (hash ${given.hash} instead of ${wanted.hash})`,
  ]
  return listText(parts)
}
