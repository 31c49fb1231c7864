export interface Font {
  /** In CSS pixels. */
  readonly size: number
  readonly weight: number
  readonly family: string
}

let context: OffscreenCanvasRenderingContext2D | null = null

/** How wide a text is in a font, in CSS pixels. */
export function textWidth(text: string, { size, weight, family }: Font): number {
  context ??= new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) return text.length * size * 0.6
  context.font = `${weight} ${size}px ${family}`
  return context.measureText(text).width
}

/** A text in lines that are not wider than this; a word that is wider breaks. */
export function wrapped(text: string, font: Font, width: number): string[] {
  return breakLines(text, (part) => textWidth(part, font) <= width)
}

/** A text in lines that fit; a word that does not fit alone breaks anywhere, to one character at least. */
export function breakLines(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = []
  let line = ''
  const pieces = text.split(' ').filter(Boolean)
  while (pieces.length > 0) {
    const [piece] = pieces
    const longer = line ? `${line} ${piece}` : piece
    if (fits(longer)) {
      line = longer
      pieces.shift()
    } else if (line) {
      lines.push(line)
      line = ''
    } else {
      let end = piece.length - 1
      while (end > 1 && !fits(piece.slice(0, end))) end--
      lines.push(piece.slice(0, Math.max(1, end)))
      if (piece.length > 1) pieces[0] = piece.slice(Math.max(1, end))
      else pieces.shift()
    }
  }
  return line ? [...lines, line] : lines
}
