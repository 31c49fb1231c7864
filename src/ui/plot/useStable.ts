import { useMemo } from 'react'

/** Keeps the same object while its content stays the same, so that a memoised child does not draw again. */
export function useStable<T>(value: T): T {
  const key = JSON.stringify(value)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the value
  return useMemo(() => value, [key])
}
