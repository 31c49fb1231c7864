import type { Check, Points, Verdict } from './checks.ts'

/** A claim's checks as lines for a person: verdict, what it says, its numbers, and why its threshold is what it is. */
export function report(id: string, statement: string, checks: readonly Check[], points: Points): { text: string; verdicts: Verdict[] } {
  const found = checks.map((check) => ({ ...check, ...check.judge(points) }))
  const lines = found.map(({ says, why, numbers, verdict }) => {
    return `  ${verdict.padEnd(13)}  ${says}\n${INDENT}${numbers}\n${INDENT}threshold: ${why}.`
  })
  return { text: [`${id}. ${statement}`, ...lines].join('\n'), verdicts: found.map(({ verdict }) => verdict) }
}

const INDENT = ' '.repeat(17)
