import { say } from '../../store/messages.ts'
import { client } from '../../store/start.ts'

/** Takes text as the table that it would be as a file. A single line is none, and nobody means it as one. */
export function takeText(text: string): boolean {
  const isTable = /[\r\n]/.test(text.trim())
  if (isTable) client.readFiles([new File([text], 'The pasted table', { type: 'text/csv' })])
  return isTable
}

/** Takes what is in the clipboard, where the browser lets the page read it. */
export async function takeClipboard(): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => null)
  if (text !== null && takeText(text)) return
  const why = text === null ? 'The browser does not let the page read the clipboard. Press Ctrl+V anywhere on the page, or save the table as a file and open it.' : 'There is no table in the clipboard. Copy one first, with a line for each row.'
  say({ place: 'files', level: 'warning', text: why })
}
