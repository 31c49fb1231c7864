import { minus } from '../../experiment/text.ts'
import { type Member, type WrongWay, wrongWays } from '../../snippets/index.ts'

const FEWEST_DIGITS = 4
const MOST_DIGITS = 9

/** How public code goes wrong, with what it would give of this loss. */
export function WrongWays({ member }: { readonly member: Member }) {
  const ways = wrongWays(member)
  const harmless = ways.filter(({ right, wrong }) => right === wrong)
  return (
    <section className="use-wrong" aria-labelledby="use-wrong">
      <h3 id="use-wrong">How code for it goes wrong</h3>
      <p className="popup-text">Mistakes in public snippets, each with what it would give of this loss.</p>
      <ul>
        {ways
          .filter((way) => !harmless.includes(way))
          .map((way) => (
            <Way key={way.title} way={way} />
          ))}
      </ul>
      {harmless.length > 0 && (
        <p className="popup-text">Without a difference here: {harmless.map(({ title }) => title).join('; ')}.</p>
      )}
    </section>
  )
}

function Way({ way: { title, text, of, right, wrong } }: { readonly way: WrongWay }) {
  const [isRight, isWrong] = apart(right, wrong)
  return (
    <li>
      <h4>{title}</h4>
      <p>{text}</p>
      <p className="use-numbers">
        {of}: <strong>{isRight}</strong>, not <strong className="use-not">{isWrong}</strong>
      </p>
    </li>
  )
}

/** Two numbers with as many digits as it takes to tell them apart. */
function apart(one: number, other: number): [string, string] {
  for (let digits = FEWEST_DIGITS; digits < MOST_DIGITS; digits++) {
    const [a, b] = [written(one, digits), written(other, digits)]
    if (a !== b) return [a, b]
  }
  return [written(one, MOST_DIGITS), written(other, MOST_DIGITS)]
}

/** “6.183 × 10⁻⁹” */
function written(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '∞'
  const [size, power] = String(Number(value.toPrecision(digits))).split('e')
  if (power === undefined) return minus(size)
  return `${minus(size)} × 10${Array.from(power, (sign) => SUPERSCRIPTS[sign] ?? '').join('')}`
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(Array.from('-0123456789', (sign, i) => [sign, Array.from('⁻⁰¹²³⁴⁵⁶⁷⁸⁹')[i]]))
