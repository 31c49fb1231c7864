/** P_t in a drawing, with its subscript; what follows stands on the line again. */
export function Pt() {
  return (
    <>
      P
      <tspan dy="0.25em" fontSize="0.8em">
        t
      </tspan>
      <tspan dy="-0.2em">{'\u200b'}</tspan>
    </>
  )
}
