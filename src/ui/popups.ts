import { createRef } from 'react'

/** Where popups are put in the document: inside a landmark, so that moving by regions finds them. */
export const popups = createRef<HTMLDivElement>()
