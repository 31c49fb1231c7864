import { Tooltip } from '@base-ui/react/tooltip'

/** What the tooltip shows, and on which side. */
export interface HelpPayload {
  readonly text: string
  /** LaTeX, under the text. */
  readonly formula?: string
  readonly side: 'right' | 'bottom'
}

/** All helps share one tooltip: a page has dozens of dials and words and explains one at a time. */
export const handle = Tooltip.createHandle<HelpPayload>()
