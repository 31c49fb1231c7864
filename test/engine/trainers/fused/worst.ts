/** Half of a unit in the last place is at most this much of a float; one unit at most twice that. */
const ULP = '0x1p-23f'

/**
 * What WGSL lets a card make of its functions at worst (“Accuracy of Built-in Functions”), all off in one direction: `x`
 * and `y` are the arguments, `s` is 1 or −1.
 */
const WORST: Readonly<Record<string, (s: number, x: string, y?: string) => string>> = {
  // 3 + 2·|x| ULP
  exp: (s, x) => `(exp(${x}) * (1.0 + ${s}.0 * ${ULP} * (3.0 + 2.0 * abs(${x}))))`,
  // 2⁻²¹ absolute in [0.5, 2], outside 3 ULP; here the larger of the two.
  log: (s, x) => `(log(${x}) + ${s}.0 * max(0x1p-21f, 3.0 * ${ULP} * abs(log(${x}))))`,
  // Inherited from 1 / inverseSqrt(x): 2 ULP, and 2.5 of the division.
  sqrt: (s, x) => `(sqrt(${x}) * (1.0 + ${s}.0 * 4.5 * ${ULP}))`,
  // Inherited from exp2(y · log2(x)).
  pow: (s, x, y = '') => {
    const power = `(${y} * log2(${x}))`
    const ofLog = `abs(${y}) * max(0x1p-21f, 3.0 * ${ULP} * abs(log2(${x}))) + ${ULP} * abs${power}`
    return `(pow(${x}, ${y}) * (1.0 + ${s}.0 * (${ULP} * (3.0 + 2.0 * abs${power}) + 0.7 * (${ofLog}))))`
  },
}

/** A kernel's text in which every exp, log, sqrt and pow is as far off as a card may be, upwards or downwards. */
export function worst(code: string, sign: 1 | -1): string {
  let out = ''
  for (let rest = code; ; ) {
    const found = /\b(exp|log|sqrt|pow)\(/.exec(rest)
    if (!found) return out + rest
    const begin = found.index + found[0].length
    const parts = argumentsOf(rest.slice(begin))
    out += rest.slice(0, found.index) + WORST[found[1]](sign, `(${worst(parts[0], sign)})`, parts[1] && `(${worst(parts[1], sign)})`)
    rest = rest.slice(begin + parts.join(',').length + 1)
  }
}

/** The arguments of a call, from behind its opening bracket. */
function argumentsOf(code: string): string[] {
  const parts = ['']
  let depth = 0
  for (const one of code) {
    if (one === ')' && depth-- === 0) return parts
    if (one === '(') depth++
    if (one === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += one
  }
  throw new Error('A call has no end.')
}
