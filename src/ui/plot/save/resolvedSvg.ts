import { element } from './markup.ts'
import { resolvedColor } from './resolvedColor.ts'

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const SHAPES = 'path, line, rect, circle, ellipse, polygon, polyline, text, tspan'
const LINES = ['stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin'] as const
const WORDS = ['font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'paint-order'] as const

const OF_THE_PAGE = /^(class|style|role|tabindex|aria-.*|data-.*)$/

/** An SVG of the page at this place of another, with all that style sheets say written out. */
export function resolvedSvg(svg: SVGSVGElement, { x, y, width, height }: Place): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [shapes, copies] = [[...svg.querySelectorAll(SHAPES)], [...copy.querySelectorAll(SHAPES)]]
  shapes.forEach((shape, i) => resolve(shape, copies[i]))
  for (const one of copy.querySelectorAll('*')) {
    const names = Array.from(one.attributes, ({ name }) => name)
    for (const name of names) if (OF_THE_PAGE.test(name)) one.removeAttribute(name)
  }
  const markup = [...copy.children].map((child) => new XMLSerializer().serializeToString(child)).join('')
  const viewBox = svg.getAttribute('viewBox') ?? `0 0 ${width} ${height}`
  return element('svg', { x, y, width, height, viewBox, overflow: 'visible' }, markup.replaceAll(' xmlns="http://www.w3.org/2000/svg"', ''))
}

/** Writes a shape's computed look into its copy; one that is not seen goes. */
function resolve(shape: Element, copy: Element): void {
  const style = getComputedStyle(shape)
  if (style.display === 'none' || style.visibility === 'hidden') return copy.remove()
  const [fill, stroke] = [resolvedColor(style.fill), resolvedColor(style.stroke)]
  if (!fill && !stroke) return copy.remove()
  paint(copy, 'fill', fill, Number(style.fillOpacity))
  paint(copy, 'stroke', stroke, Number(style.strokeOpacity))
  const written = [...(stroke ? LINES : []), ...(shape.matches('text, tspan') ? WORDS : [])]
  for (const name of written) copy.setAttribute(name, style.getPropertyValue(name))
  if (style.opacity !== '1') copy.setAttribute('opacity', style.opacity)
}

function paint(copy: Element, name: 'fill' | 'stroke', color: ReturnType<typeof resolvedColor>, opacity: number): void {
  copy.setAttribute(name, color?.color ?? 'none')
  const seen = (color?.opacity ?? 1) * opacity
  if (seen < 1) copy.setAttribute(`${name}-opacity`, String(Number(seen.toFixed(3))))
}
