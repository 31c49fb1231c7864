import './expected.css'

/** What an experiment shows, which is not said before somebody asks. */
export function Expected({ text }: { readonly text: string }) {
  return (
    <details className="expected">
      <summary>What to expect</summary>
      <p>{text}</p>
    </details>
  )
}
