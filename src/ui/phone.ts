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
