interface Color {
  /** “rgb(0, 113, 181)” */
  readonly color: string
  readonly opacity: number
}

let context: OffscreenCanvasRenderingContext2D | null = null
const known = new Map<string, Color | undefined>()

/** A computed colour, in whatever colour space, as any program that reads SVG knows it; undefined where nothing is painted. */
export function resolvedColor(computed: string): Color | undefined {
  if (!known.has(computed)) known.set(computed, painted(computed))
  return known.get(computed)
}

function painted(computed: string): Color | undefined {
  if (computed === 'none') return undefined
  context ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  if (!context) return { color: computed, opacity: 1 }
  context.clearRect(0, 0, 1, 1)
  context.fillStyle = computed
  context.fillRect(0, 0, 1, 1)
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data
  return alpha > 0 ? { color: `rgb(${red}, ${green}, ${blue})`, opacity: alpha / 255 } : undefined
}
