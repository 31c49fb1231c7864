import { messageOf, sentence } from '../../experiment/text.ts'
import { memo, type ReactNode, type RefObject, useState } from 'react'
import { NOT_LOADED } from '../later.tsx'
import { Menu } from '../controls/Menu.tsx'
import { Option } from './Option.tsx'

interface Props {
  /** The figure's. */
  readonly name: string
  /** Choices of the figure itself. */
  readonly options?: ReactNode
  readonly figure: RefObject<HTMLElement | null>
  /** Whether there is a picture to save. */
  readonly drawn: boolean
}

const FORMATS = [
  { format: 'png', label: 'PNG' },
  { format: 'svg', label: 'SVG' },
] as const

/** How a figure may be seen, and saving it: what is not chosen every minute stays out of its head. */
export const ViewMenu = memo(function ViewMenu({ name, options, figure, drawn }: Props) {
  const [fault, setFault] = useState('')
  const save = async (format: (typeof FORMATS)[number]['format']) => {
    try {
      const { saveFigure } = await import('./save/saveFigure.ts').catch(() => Promise.reject(new Error(`its code ${NOT_LOADED}`)))
      if (figure.current) await saveFigure(figure.current, name, format)
      setFault('')
    } catch (error) {
      setFault(sentence(`It could not be saved: ${messageOf(error)}`))
    }
  }
  return (
    <Menu
      label={
        <svg viewBox="0 0 14 14" aria-hidden="true">
          <path d="M2.5 7h.01M7 7h.01M11.5 7h.01" strokeWidth="2.4" strokeLinecap="round" />
        </svg>
      }
      name={`${name}, view options`}
      trigger="chart-tool"
      className="view-options"
      title="View options"
    >
      {options}
      <Option label="Save as" hint={drawn ? fault : 'Show as chart first.'}>
        {drawn &&
          FORMATS.map(({ format, label }) => (
            <button key={format} type="button" className="button" aria-label={`Save as ${label}`} onClick={() => void save(format)}>
              {label}
            </button>
          ))}
      </Option>
    </Menu>
  )
})
