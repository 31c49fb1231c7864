import { useEffect, useState } from 'react'
import { client } from '../store/start.ts'
import { takeText } from './ownData/pasted.ts'

/** Takes files that are dropped anywhere on the page, and files and tables that are pasted. */
export function DropOverlay() {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const listening = new AbortController()
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) => {
      const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') && listener(event)
      addEventListener(type, withFiles, { signal: listening.signal })
    }
    on('dragenter', () => setOver(true))
    on('dragover', (event) => event.preventDefault())
    // Between elements of the page the pointer leaves for another element; only at its edge for none.
    on('dragleave', (event) => event.relatedTarget === null && setOver(false))
    on('drop', (event) => {
      event.preventDefault()
      setOver(false)
      client.readFiles([...(event.dataTransfer?.files ?? [])])
    })
    addEventListener('paste', takePasted, { signal: listening.signal })
    return () => listening.abort()
  }, [])
  if (!over) return null
  return (
    <div className="drop-overlay">
      <p>
        <strong>Drop your own data to train on them</strong>
        A table as CSV or TSV, IDX images and labels together, or CIFAR batches; gzipped or not
      </p>
    </div>
  )
}

/** What is typed into has its own use for what is pasted. */
const TYPED = 'textarea, [contenteditable], input:not([type=range], [type=radio], [type=checkbox], [type=file])'

function takePasted(event: ClipboardEvent): void {
  if (event.target instanceof Element && event.target.closest(TYPED)) return
  const text = event.clipboardData?.getData('text/plain') ?? ''
  // Spreadsheets put a picture of the cells beside their text.
  const files = text === '' ? [...(event.clipboardData?.files ?? [])] : []
  if (files.length > 0) client.readFiles(files)
  if (files.length > 0 || takeText(text)) event.preventDefault()
}
