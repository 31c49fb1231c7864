import { useSession } from '../../store/session.ts'

/** A download on its way. */
export function DataProgress() {
  const progress = useSession((session) => session.progress)
  if (progress?.place !== 'data') return null
  const { text, loaded, total } = progress
  return (
    <div className="data-progress">
      <progress aria-label={text} max={total || 1} value={total > 0 ? loaded : undefined} />
      <p>
        {text}
        {total > 0 && `, ${Math.round((100 * loaded) / total)}%`}
      </p>
    </div>
  )
}
