import { DataError } from '../dataset.ts'
import { MAX_FILES, type NamedBlob, type OpenedFile } from './open.ts'

const BLOCK = 512

/** Whether a file begins as a tar archive does (POSIX.1-1988 and later, GNU). */
export function isTar(head: Uint8Array): boolean {
  return textAt(head, 257, 5) === 'ustar'
}

/** The files in a tar archive, without their folders. Throws a DataError where it ends early, is damaged, or holds too many. */
export async function membersOf(archive: OpenedFile): Promise<NamedBlob[]> {
  const { name } = archive
  const members: NamedBlob[] = []
  /** The header that is being read, then what belongs to it: bytes of content that are missing, and of the filling after it. */
  let header = new Uint8Array()
  let isWanted = false
  let member = ''
  let content: BlobPart[] = []
  let missing = 0
  let filling = 0
  const finish = () => {
    if (isWanted) members.push(Object.assign(new Blob(content), { name: member }))
    if (members.length > MAX_FILES) throw new DataError(`${name} holds more than ${MAX_FILES} files. Unpack it, and choose those of the set.`)
    isWanted = false
    content = []
  }
  for await (const piece of archive.pieces()) {
    for (let i = 0; i < piece.length; ) {
      if (missing > 0) {
        const part = piece.subarray(i, i + missing)
        if (isWanted) content.push(part.slice())
        i += part.length
        missing -= part.length
        if (missing === 0) finish()
      } else if (filling > 0) {
        const skipped = Math.min(filling, piece.length - i)
        i += skipped
        filling -= skipped
      } else {
        const part = piece.subarray(i, i + BLOCK - header.length)
        header = Uint8Array.of(...header, ...part)
        i += part.length
        if (header.length < BLOCK) continue
        // Blocks of zeros are its end.
        if (isTar(header)) {
          missing = parseInt(textAt(header, 124, 12), 8)
          if (Number.isNaN(missing)) throw new DataError(`${name} cannot be unpacked: the tar archive is damaged. Download it again.`)
          filling = (BLOCK - (missing % BLOCK)) % BLOCK
          member = textAt(header, 0, 100).replace(/^.*\//, '')
          // Files only, and not what macOS puts beside them.
          isWanted = /^0?$/.test(textAt(header, 156, 1)) && !member.startsWith('._')
          if (missing === 0) finish()
        }
        header = new Uint8Array()
      }
    }
  }
  if (missing > 0 || header.length > 0) throw new DataError(`${name} ends early: the tar archive is cut off. Download it again.`)
  if (members.length === 0) throw new DataError(`${name} holds no files.`)
  return members
}

/** ASCII up to a zero. */
function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length)).replace(/\0.*$/s, '')
}
