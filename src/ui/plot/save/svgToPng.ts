/** Pixels of the picture for each of the page's. */
const RATIO = 2

/**
 * Draws an SVG of this size, in CSS pixels, at twice that.
 *
 * @throws Error where the browser can't draw or encode it
 */
export async function svgToPng(svg: Blob, width: number, height: number): Promise<Blob> {
  const image = new Image()
  const url = URL.createObjectURL(svg)
  try {
    image.src = url
    await image.decode()
    const canvas = new OffscreenCanvas(width * RATIO, height * RATIO)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('the browser has no canvas left')
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await canvas.convertToBlob({ type: 'image/png' })
  } finally {
    URL.revokeObjectURL(url)
  }
}
