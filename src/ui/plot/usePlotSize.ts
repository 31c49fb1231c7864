import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The room for a plot, in pixels, and the size of its type. */
export interface PlotSize {
  readonly width: number
  readonly height: number
  readonly em: number
}

/** Follows the size of an element; undefined until it is known. */
export function usePlotSize<E extends HTMLElement>(): [RefObject<E | null>, PlotSize | undefined] {
  const ref = useRef<E>(null)
  const [size, setSize] = useState<PlotSize>()
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element
      const em = Number.parseFloat(getComputedStyle(element).fontSize)
      setSize((before) =>
        before && before.width === width && before.height === height && before.em === em ? before : { width, height, em },
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, size]
}
