const texts = new WeakMap<Path2D, string>()

/** A path for a canvas that remembers its SVG text, so that what it draws can be saved as vectors. */
export function path(text: string): Path2D {
  const made = new Path2D(text)
  texts.set(made, text)
  return made
}

/** The SVG text of a path made by `path`; undefined for any other. */
export function pathText(made: Path2D): string | undefined {
  return texts.get(made)
}
