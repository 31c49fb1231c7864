import { useEscape } from './useEscape.ts'
import { useView } from './view.ts'
import { zoomOut } from './zoom.ts'

/** Ways back, each in sight while there is something to go back from. */
export function LineButtons({ fromBaseline }: { readonly fromBaseline: boolean }) {
  const zoomed = useView((view) => view.zoom !== undefined)
  useEscape(zoomed, zoomOut)
  if (!zoomed && !fromBaseline) return null
  return (
    <div className="chart-back">
      {fromBaseline && (
        <button type="button" onClick={() => useView.setState({ compared: 'values' })}>
          Show values
        </button>
      )}
      {zoomed && (
        <button type="button" onClick={zoomOut}>
          Zoom out
        </button>
      )}
    </div>
  )
}
