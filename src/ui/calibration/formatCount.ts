/** A mean count: “1,204”, below ten with one decimal where it is not whole: “2.5”. */
export function formatCount(count: number): string {
  return count.toLocaleString('en', { maximumFractionDigits: count < 10 ? 1 : 0 })
}
