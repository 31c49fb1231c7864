import { paintingOn } from '../CanvasLayer.tsx'
import { plainText } from './plainText.ts'
import { element } from './markup.ts'
import { resolvedSvg } from './resolvedSvg.ts'
import { paintedAsSvg } from './svgInk.ts'
import { type Font, textWidth, wrapped } from './wrap.ts'

/** What the caption says beside the figure's own note. */
export interface Caption {
  /** “Step 1,200” */
  readonly when: string
  /** What was changed on the way, in a sentence; empty where nothing was. */
  readonly byHand: string
  /** The whole address of the experiment. */
  readonly link: string
}

/** A picture as SVG text, and its size in CSS pixels. */
export interface Saved {
  readonly text: string
  readonly width: number
  readonly height: number
}

const LINE = 1.4

/**
 * A figure as a file that stands alone: title with the choices in force, legend, picture, note, step and link.
 * Colours and fonts are those of the page now, written out; what is drawn on canvas layers becomes vectors.
 *
 * @throws Error where the figure shows no picture
 */
export function figureSvg(figure: HTMLElement, caption: Caption): Saved {
  const plot = figure.querySelector('.chart-plot')
  if (!plot) throw new Error('the figure shows no picture')
  const style = getComputedStyle(figure)
  const em = Number.parseFloat(style.fontSize)
  const family = style.fontFamily.replaceAll('"', "'")
  const look: Look = { em, family, ink: style.color, soft: getComputedStyle(figure.querySelector('.chart-note') ?? figure).color }
  const room = plot.getBoundingClientRect()
  const width = Math.ceil(room.width + 2 * em)
  const parts: string[] = []
  let top = em
  const add = ({ markup, height }: Block) => {
    parts.push(element('g', { transform: `translate(${em} ${top.toFixed(1)})` }, markup))
    top += height
  }
  add(title(figure, look))
  add(legend(figure, look, room.width))
  top += em / 2
  add({ markup: layers(plot, room), height: room.height })
  top += em / 4
  add(paragraph(plainText(figure.querySelector('.chart-note')), look, room.width))
  add(paragraph(`${caption.when} · PolyLoss playground`, look, room.width))
  if (caption.byHand) add(paragraph(caption.byHand, look, room.width))
  const link = paragraph(caption.link, look, room.width)
  add({ ...link, markup: element('a', { href: caption.link }, link.markup) })
  const height = Math.ceil(top + em / 2)
  const ground = element('rect', { width, height, fill: style.getPropertyValue('--ground').trim() })
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': family }
  return { text: element('svg', attributes, ground + parts.join('\n')), width, height }
}

interface Look {
  readonly em: number
  readonly family: string
  readonly ink: string
  readonly soft: string
}

interface Block {
  readonly markup: string
  readonly height: number
}

function fontOf({ em, family }: Look, size = 1, weight = 400): Font {
  return { size: em * size, weight, family }
}

function words(text: string, x: number, y: number, fill: string, { size, weight }: Font): string {
  return element('text', { x, y, fill, 'font-size': size, 'font-weight': weight }, text, 'text')
}

function title(figure: HTMLElement, look: Look): Block {
  const name = plainText(figure.querySelector('h3'))
  const chosen = [...figure.querySelectorAll('.chart-head .segmented input:checked + span')].map(choice).join(', ')
  const font = fontOf(look, 1.15, 650)
  const small = fontOf(look)
  const baseline = look.em * 1.1
  const markup =
    words(name, 0, baseline, look.ink, font) + words(chosen, textWidth(name, font) + look.em, baseline, look.soft, small)
  return { markup, height: look.em * 1.15 * LINE }
}

/** What is chosen; a number alone says nothing without what it counts. */
function choice(chosen: Element): string {
  const text = plainText(chosen)
  const what = chosen.closest('fieldset')?.querySelector('legend')?.textContent
  return /^\d+$/.test(text) && what ? `${what} ${text}` : text
}

/** The legend's entries, as many in a line as there is room for. */
function legend(figure: HTMLElement, look: Look, width: number): Block {
  const { em } = look
  const [plain, bold] = [fontOf(look), fontOf(look, 1, 600)]
  let [x, line] = [0, 0]
  const parts = [...figure.querySelectorAll('.chart-legend li')].map((entry) => {
    const swatch = entry.querySelector('svg')
    const size = swatch?.getBoundingClientRect()
    const label = entry.querySelector<HTMLElement>('[title]')?.title ?? plainText(entry.querySelector('span'))
    const value = plainText(entry.querySelector('b'))
    const [before, gap] = [size ? size.width + em * 0.35 : 0, em * 0.35]
    const wide = before + textWidth(label, plain) + gap + textWidth(value, bold)
    if (x > 0 && x + wide > width) [x, line] = [0, line + 1]
    const baseline = (line + 0.75) * LINE * em
    const at = x
    x += wide + em
    return [
      swatch && size && resolvedSvg(swatch, { x: at, y: baseline - em * 0.3 - size.height / 2, width: size.width, height: size.height }),
      words(label, at + before, baseline, look.ink, plain),
      words(value, at + wide - textWidth(value, bold), baseline, look.ink, bold),
    ].join('')
  })
  return { markup: parts.join(''), height: parts.length > 0 ? (line + 1) * LINE * em : 0 }
}

function paragraph(text: string, look: Look, width: number): Block {
  const font = fontOf(look)
  const lines = wrapped(text, font, width)
  const markup = lines.map((line, i) => words(line, 0, (i + 0.75) * LINE * look.em, look.soft, font)).join('')
  return { markup, height: lines.length * LINE * look.em }
}

/** All drawings of a plot, in the order in which they lie over each other. */
function layers(plot: Element, room: DOMRect): string {
  return [...plot.querySelectorAll('svg, canvas')]
    .filter((layer) => !layer.parentElement?.closest('svg, button, table, .chart-back'))
    .map((layer, i) => {
      const { left, top, width, height } = layer.getBoundingClientRect()
      const at = { x: left - room.left, y: top - room.top, width, height }
      if (layer instanceof SVGSVGElement) return resolvedSvg(layer, at)
      return layer instanceof HTMLCanvasElement ? drawing(layer, at, `clip-${i}`) : ''
    })
    .join('\n')
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function drawing(canvas: HTMLCanvasElement, at: Place, prefix: string): string {
  const paint = paintingOn(canvas)
  try {
    if (paint) return element('g', { transform: `translate(${at.x} ${at.y})` }, paintedAsSvg(paint, prefix))
  } catch (error) {
    // A picture that has no vectors, like a decision surface.
    if (!(error instanceof TypeError)) throw error
  }
  return element('image', { ...at, href: canvas.toDataURL(), preserveAspectRatio: 'none' })
}
