import type { Field } from './fields.ts'
import { paceField } from './pace.ts'
import { RECEIPT_KEY } from './receipt.ts'
import { schema } from './schema.ts'
import { CHANGES_KEY } from './changesLink.ts'
import { SWEEP_KEYS } from './sweepLink.ts'
import { shorten, withoutInvisible } from './text.ts'

/** What of a text is a link's settings: `key=value` pairs; null where nothing is given, or nothing that is settings. */
export interface Found {
  readonly pairs: string | null
  /** Whether it is only the page, or nothing at all, which stands for the defaults. */
  readonly isEmpty: boolean
  /** Whether the pairs stand in the text as they are, where links have them. */
  readonly isPlain: boolean
  /** What else has to be said, a sentence each. */
  readonly notices: readonly string[]
}

/** More than the settings of any experiment need; what lies behind it is not read. */
export const MAX_PAIRS = 16_384
/** More than a link of the longest settings has once it was wrapped and encoded several times. */
const MAX_TEXT = 262_144
/** How often what was wrapped or encoded is opened. */
const MOST_LAYERS = 4

/** What people are told to look for. */
export const SETTINGS_HINT = 'A link’s settings stand after its “#” and begin with “v=1”.'

const { arm, ...groups } = schema
const keysOf = (fields: Readonly<Record<string, Field>>) => Object.values(fields).map(({ key }) => key)
/** Keys of a link that are no field's. */
export const OWN_KEYS = ['v', 'run', 'view', paceField.key, 'arms', CHANGES_KEY, RECEIPT_KEY, ...SWEEP_KEYS] as const

const KEYS = new Set<string>([...OWN_KEYS, ...Object.values(groups).flatMap(keysOf)])
const ARM_KEYS = new Set(keysOf(arm))

/**
 * Finds the settings in an address, in its fragment or in any text: as links have them, in the query instead of the
 * fragment, with “#” encoded, encoded as a whole, or within another address that a mail scanner or a search engine
 * made of it; as HTML or quoted-printable text has them; between the signs that people and chat programs put around.
 * Never throws, and takes time in proportion to the length of the text.
 */
export function findSettings(text: string): Found {
  const notices = text.length > MAX_TEXT ? [`The text is too long; only its first ${MAX_TEXT.toLocaleString('en')} characters were read.`] : []
  const given = text.slice(0, MAX_TEXT)
  const plain = withoutWrapping(given)
  const pairs = search(plain, MOST_LAYERS)
  const { query, fragment } = partsOf(plain)
  if (pairs !== null) {
    const isTwice = pairs === fragment && isQuery(query)
    const twice = isTwice ? ['There are settings before the link’s “#” as well; those after it are used.'] : []
    return { pairs, isEmpty: false, isPlain: given === pairs || given.endsWith(`#${pairs}`), notices: [...notices, ...twice] }
  }
  const isEmpty = fragment === '' && (isAddress(plain) || /^[#?]*$/.test(plain))
  const shown = fragment || query || plain
  const what = shown.length > MAX_PAIRS ? 'is too long and holds no settings' : 'holds no settings'
  const nothing = isEmpty ? [] : [`“${shorten(decodePercent(shown))}” ${what}, so the defaults are used. ${SETTINGS_HINT}`]
  return { pairs: null, isEmpty, isPlain: false, notices: [...notices, ...nothing] }
}

/** What percent-encoding stands for; what is wrong is left as it stands. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function search(text: string, layers: number): string | null {
  const { query, fragment } = partsOf(text)
  if (isSettings(fragment)) return fragment
  if (!text.includes('#') && !isAddress(text) && isSettings(text)) return text
  if (layers === 0) return null
  for (const wrapped of wrappedIn(text, query)) {
    const found = search(wrapped, layers - 1)
    if (found !== null) return found
  }
  if (isQuery(query)) return query
  const decoded = decodePercent(text)
  return decoded === text ? null : search(decoded, layers - 1)
}

/** Query and fragment of an address; empty where there is none. */
function partsOf(text: string): { readonly query: string; readonly fragment: string } {
  const end = text.indexOf('#')
  const before = end < 0 ? text : text.slice(0, end)
  const start = before.indexOf('?')
  return { query: start < 0 ? '' : before.slice(start + 1), fragment: end < 0 ? '' : text.slice(end + 1) }
}

function isAddress(text: string): boolean {
  return /^[a-z][a-z\d+.-]{0,20}:\/\//i.test(text)
}

const keysIn = (pairs: string) => pairs.split('&').flatMap((pair) => (pair.includes('=') ? [decodePercent(pair.slice(0, pair.indexOf('='))).trim()] : []))

function isKnown(key: string): boolean {
  return KEYS.has(key) || (/^arm\d\./.test(key) && ARM_KEYS.has(key.slice(5)))
}

function isSettings(pairs: string): boolean {
  const keys = keysIn(pairs)
  // What begins as an address does, or is encoded as a whole, has to be opened first.
  return keys.length > 0 && !/[#?/:&=]/.test(keys[0]) && keys.some(isKnown)
}

/** Other pages have queries, too, in which `data` means something else: it takes the version, or nothing but our keys. */
function isQuery(query: string): boolean {
  return isSettings(query) && (/(^|&)v=\d/.test(query) || keysIn(query).every(isKnown))
}

/** The addresses that an address has in its query, or written into it as Proofpoint does. */
function* wrappedIn(text: string, query: string): Generator<string> {
  if (/^https?:\/\/urldefense\./i.test(text)) {
    const third = withinThird(text)
    if (third !== null) yield third
    for (const value of valuesIn(query)) yield decodePercent(value.replaceAll('_', '/').replace(/-(?=[\da-f]{2})/gi, '%'))
  }
  for (const value of valuesIn(query)) if (/%|:\/\//.test(value)) yield decodePercent(value)
}

function valuesIn(query: string): string[] {
  return query.split('&').map((pair) => pair.slice(pair.indexOf('=') + 1))
}

/** `/v3/__ADDRESS__;SIGNS!…`: each “*” stands for the next of the base64 signs, “**” and a letter for several. */
function withinThird(text: string): string | null {
  const start = text.indexOf('/v3/__')
  const end = text.indexOf('__;', start)
  if (start < 0 || end < 0) return null
  const [coded] = text.slice(end + 3).split('!', 1)
  let signs: string
  try {
    signs = new TextDecoder().decode(Uint8Array.from(atob(coded.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0)))
  } catch {
    return null
  }
  let at = 0
  const take = (count: number) => signs.slice(at, (at += count))
  return text.slice(start + 6, end).replace(/\*(?:\*([\w-]))?/g, (_, run?: string) => take(run ? RUNS.indexOf(run) + 2 : 1))
}

const RUNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', num: '#', equals: '=', quest: '?' }
const AROUND = new Set('<>()[]{}"\'`*_|,;!“”„‚‘’«»‹›。，、；！）（】【」「》《… ')

function isAround(text: string): boolean {
  return Array.from(withoutInvisible(text)).every((sign) => AROUND.has(sign))
}

/** Without what mail and chat programs, HTML and people put into and around a link. */
function withoutWrapping(text: string): string {
  // Browsers encode these signs before the page sees them.
  let plain = withoutInvisible(text.replace(/(?:%[\da-f]{2})+/gi, (coded) => (isAround(decodePercent(coded)) ? decodePercent(coded) : coded)))
  // Quoted-printable text: “=3D” is “=”, and a line that goes on ends with “=”.
  if (/(^|[#?&;\s])v=3D(=\r?\n)?\d/i.test(plain)) plain = plain.replace(/=\r?\n/g, '').replace(/=3D/gi, '=')
  plain = plain
    .replace(/[\r\n\t]+/g, '')
    .replace(/&(?:amp;)+/gi, '&')
    .replace(/&(?:#(\d{1,3})|#x([\da-f]{1,2})|(amp|lt|gt|quot|num|equals|quest));/gi, (_, code?: string, hex?: string, name?: string) =>
      name ? ENTITIES[name.toLowerCase()] : String.fromCharCode(code ? Number(code) : Number.parseInt(hex ?? '', 16)),
    )
  let [start, end] = [0, plain.length]
  while (start < end && AROUND.has(plain[start])) start++
  // “1..” is a range without its end.
  while (end > start && (AROUND.has(plain[end - 1]) || (plain[end - 1] === '.' && plain[end - 2] !== '.'))) end--
  return plain.slice(start, end)
}
