/** How far the mean loss of a run may be off the reference's. */
const TOLERANCE = 1e-3

/** The cells with a run whose loss is not the reference's after the same steps, and how far it is off. */
export function disagreements(cells) {
  return cells.flatMap((cell) => {
    const reference = cells.find(
      ({ engine, task, runs }) => engine === 'reference' && task === cell.task && runs === cell.runs,
    )
    const errors = reference.losses.map((loss, run) => Math.abs(cell.losses[run] - loss))
    // Written so that what is not a number disagrees as well.
    const agrees = cell.losses.length === errors.length && errors.every((error) => error <= TOLERANCE)
    return agrees ? [] : [{ cell, error: errors.find((error) => !(error <= TOLERANCE)) ?? NaN }]
  })
}
