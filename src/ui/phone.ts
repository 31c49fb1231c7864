import { useSyncExternalStore } from 'react'

const query = matchMedia('(width < 640px)')

/** Whether the page is as narrow as phone.css says: what answers then comes before what explains. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(follow, () => query.matches)
}

function follow(changed: () => void): () => void {
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** In rem: a page that is narrower has large text for its width. A phone with text at 100% has 20 to 27. */
const TIGHT = 19

/** From now on the root says whether the page is narrow for the size of its text, which no media query knows of. */
export function followTextSize(): void {
  const root = document.documentElement
  const measure = () => {
    root.toggleAttribute('data-tight', root.clientWidth < TIGHT * Number.parseFloat(getComputedStyle(root).fontSize))
  }
  const rem = document.createElement('i')
  rem.className = 'rem'
  document.body.append(rem)
  new ResizeObserver(measure).observe(rem)
  addEventListener('resize', measure)
  measure()
}
