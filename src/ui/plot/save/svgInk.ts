import { pathText } from '../path.ts'
import { element, number } from './markup.ts'

type Calls =
  | 'beginPath' | 'moveTo' | 'lineTo' | 'closePath' | 'rect' | 'arc' | 'fill' | 'stroke' | 'clip'
  | 'fillRect' | 'strokeRect' | 'fillText' | 'drawImage' | 'save' | 'restore' | 'setLineDash' | 'getLineDash'
type Settings =
  | 'fillStyle' | 'strokeStyle' | 'globalAlpha' | 'lineWidth' | 'lineJoin' | 'lineCap'
  | 'font' | 'textAlign' | 'textBaseline' | 'imageSmoothingEnabled' | 'imageSmoothingQuality'

/** What of a canvas's context the layers of charts use. */
type Ink = Pick<CanvasRenderingContext2D, Calls | Settings>

interface State extends Pick<CanvasRenderingContext2D, Settings> {
  dash: readonly number[]
  /** Ids of the clip paths that are in force. */
  clips: readonly string[]
}

const BASELINES: Partial<Record<CanvasTextBaseline, string>> = { middle: 'central', top: 'text-before-edge', hanging: 'hanging', bottom: 'text-after-edge' }
const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end', end: 'end' }

/**
 * Runs what draws on a canvas and writes the same as SVG elements.
 *
 * @param prefix of the ids of clip paths
 * @throws TypeError where it draws with anything that is not written here
 */
export function paintedAsSvg(paint: (context: CanvasRenderingContext2D) => void, prefix: string): string {
  const ink = new SvgInk(prefix)
  // Whatever it lacks throws, and the layer is saved as a picture of dots.
  paint(ink as unknown as CanvasRenderingContext2D)
  return ink.written.join('')
}

class SvgInk implements Ink {
  readonly written: string[] = []
  fillStyle: Ink['fillStyle'] = '#000'
  strokeStyle: Ink['strokeStyle'] = '#000'
  globalAlpha = 1
  lineWidth = 1
  lineJoin: CanvasLineJoin = 'miter'
  lineCap: CanvasLineCap = 'butt'
  font = '10px sans-serif'
  textAlign: CanvasTextAlign = 'start'
  textBaseline: CanvasTextBaseline = 'alphabetic'
  imageSmoothingEnabled = true
  imageSmoothingQuality: ImageSmoothingQuality = 'low'
  readonly #prefix: string
  readonly #saved: State[] = []
  #dash: readonly number[] = []
  #clips: readonly string[] = []
  #clipCount = 0
  #path = ''

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  beginPath(): void {
    this.#path = ''
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${number(x)},${number(y)}`
  }

  lineTo(x: number, y: number): void {
    this.#path += `${this.#path ? 'L' : 'M'}${number(x)},${number(y)}`
  }

  closePath(): void {
    this.#path += 'Z'
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${number(x)},${number(y)}h${number(width)}v${number(height)}h${number(-width)}Z`
  }

  arc(x: number, y: number, radius: number, start: number, end: number, counterclockwise = false): void {
    if (counterclockwise) throw new TypeError('a counterclockwise arc')
    const at = (angle: number) => `${number(x + radius * Math.cos(angle))},${number(y + radius * Math.sin(angle))}`
    const r = number(radius)
    // Two halves: one arc of SVG can't be a whole circle.
    const middle = (start + end) / 2
    this.#path += `${this.#path && !this.#path.endsWith('Z') ? 'L' : 'M'}${at(start)}`
    this.#path += `A${r},${r} 0 0,1 ${at(middle)}A${r},${r} 0 0,1 ${at(end)}`
  }

  fill(path?: Path2D | CanvasFillRule): void {
    this.#write(path instanceof Path2D ? path : undefined, { fill: color(this.fillStyle), 'fill-opacity': this.#alpha() })
  }

  stroke(path?: Path2D): void {
    this.#write(path, { fill: 'none', ...this.#pen() })
  }

  clip(): void {
    const id = `${this.#prefix}-${this.#clipCount++}`
    this.written.push(element('clipPath', { id }, element('path', { d: this.#path })))
    this.#clips = [...this.#clips, id]
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#add(element('rect', { x, y, width, height, fill: color(this.fillStyle), 'fill-opacity': this.#alpha() }))
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#add(element('rect', { x, y, width, height, fill: 'none', ...this.#pen() }))
  }

  fillText(text: string, x: number, y: number): void {
    const attributes = {
      x,
      y,
      style: `font:${this.font.replaceAll('"', "'")}`,
      'text-anchor': ANCHORS[this.textAlign],
      'dominant-baseline': BASELINES[this.textBaseline],
      fill: color(this.fillStyle),
      'fill-opacity': this.#alpha(),
    }
    this.#add(element('text', attributes, text, 'text'))
  }

  drawImage(image: CanvasImageSource, x: number, y: number, width?: number, height?: number): void {
    if (!(image instanceof HTMLCanvasElement)) throw new TypeError('not a canvas')
    const size = { width: width ?? image.width, height: height ?? image.height }
    this.#add(element('image', { x, y, ...size, href: image.toDataURL(), preserveAspectRatio: 'none' }))
  }

  save(): void {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineJoin, lineCap } = this
    const { font, textAlign, textBaseline, imageSmoothingEnabled, imageSmoothingQuality } = this
    const pen = { fillStyle, strokeStyle, globalAlpha, lineWidth, lineJoin, lineCap }
    const words = { font, textAlign, textBaseline, imageSmoothingEnabled, imageSmoothingQuality }
    this.#saved.push({ ...pen, ...words, dash: this.#dash, clips: this.#clips })
  }

  restore(): void {
    const state = this.#saved.pop()
    if (!state) return
    const { dash, clips, ...settings } = state
    Object.assign(this, settings)
    this.#dash = dash
    this.#clips = clips
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = dash
  }

  getLineDash(): number[] {
    return [...this.#dash]
  }

  #alpha(): number | undefined {
    return this.globalAlpha === 1 ? undefined : this.globalAlpha
  }

  #pen() {
    return {
      stroke: color(this.strokeStyle),
      'stroke-opacity': this.#alpha(),
      'stroke-width': this.lineWidth,
      'stroke-linejoin': this.lineJoin === 'miter' ? undefined : this.lineJoin,
      'stroke-linecap': this.lineCap === 'butt' ? undefined : this.lineCap,
      'stroke-dasharray': this.#dash.length > 0 ? this.#dash.join(' ') : undefined,
    }
  }

  #write(path: Path2D | undefined, attributes: Readonly<Record<string, string | number | undefined>>): void {
    const d = path ? pathText(path) : this.#path
    if (d === undefined) throw new TypeError('a path without its text')
    if (d) this.#add(element('path', { d, ...attributes }))
  }

  #add(markup: string): void {
    this.written.push(this.#clips.reduceRight((inner, id) => element('g', { 'clip-path': `url(#${id})` }, inner), markup))
  }
}

function color(style: Ink['fillStyle']): string {
  if (typeof style !== 'string') throw new TypeError('not a plain colour')
  return style
}
