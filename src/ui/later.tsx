import { type ComponentType, type ReactNode, useEffect } from 'react'
import { create } from 'zustand'
import { Guard } from './Guard.tsx'

/** What could not be loaded and has a plain stand-in, by its name, with what tries again. */
export const useStandIns = create<ReadonlyMap<string, () => void>>()(() => new Map())

/** What a part that could not be loaded says, after its name. */
export const NOT_LOADED = 'could not be loaded: the network is away, or there is a newer version of the page.'

// A style sheet that failed is taken for one that is there as long as its link is.
document.addEventListener('error', ({ target }) => target instanceof HTMLLinkElement && target.remove(), { capture: true })

/**
 * A part of the page whose code is loaded when it is first shown. Where that fails, its stand-in takes its place, or a
 * message that tries again; so do the browser when it is online again, and whoever shows the part again.
 *
 * @param what the part, for a message: “The mixing desk”
 */
export function later<P extends object>(
  what: string,
  load: () => Promise<ComponentType<P>>,
  standIn?: (props: P) => ReactNode,
): ComponentType<P> {
  const usePart = create<{ readonly Part: ComponentType<P> | null; readonly hasFailed: boolean }>()(() => ({ Part: null, hasFailed: false }))
  let isLoading = false

  async function start(): Promise<void> {
    if (isLoading || usePart.getState().Part) return
    isLoading = true
    try {
      usePart.setState({ Part: await load(), hasFailed: false })
    } catch {
      usePart.setState({ hasFailed: true })
      addEventListener('online', tryAgain, { once: true })
    }
    isLoading = false
    const { hasFailed } = usePart.getState()
    if (standIn) useStandIns.setState((all) => new Map([...all].filter(([name]) => name !== what).concat(hasFailed ? [[what, tryAgain]] : [])), true)
  }

  function tryAgain(): void {
    void start()
  }

  return function Later(props: P) {
    const { Part, hasFailed } = usePart()
    useEffect(tryAgain, [])
    if (Part) {
      return (
        <Guard what={what}>
          <Part {...props} />
        </Guard>
      )
    }
    if (standIn) return standIn(props)
    return hasFailed ? <NotLoaded what={what} onTryAgain={tryAgain} /> : <div />
  }
}

interface NotLoadedProps {
  readonly what: string
  readonly onTryAgain: () => void
}

/** Says that a part could not be loaded, with ways on. */
export function NotLoaded({ what, onTryAgain }: NotLoadedProps) {
  return (
    <div className="message warning" role="alert">
      <p>
        {what} {NOT_LOADED} Reloading keeps the experiment, which the address names, but not its training.
      </p>
      <button type="button" className="link-button" onClick={onTryAgain}>
        Try again
      </button>
    </div>
  )
}

/** The same of what has a stand-in, once for all its places. */
export function StandIns() {
  return [...useStandIns()].map(([what, tryAgain]) => <NotLoaded key={what} what={what} onTryAgain={tryAgain} />)
}
