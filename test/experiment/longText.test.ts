import { expect, it } from 'vitest'
import { readArguments } from '../../src/cli/arguments.ts'
import { type Field, schema } from '../../src/experiment/index.ts'
import { decodeLink } from '../../src/experiment/link.ts'
import { sweepables } from '../../src/experiment/sweep.ts'
import { readTyped, readTypedList } from '../../src/experiment/typed.ts'
import { readValue } from '../../src/experiment/values.ts'
import { sentence, shorten } from '../../src/experiment/text.ts'
import { fileName } from '../../src/ui/plot/save/saveFigure.ts'
import { filtered } from '../../src/ui/runs/rows.ts'

const fields = Object.values(schema).flatMap((group) => Object.values<Field>(group))

/** All that reads what people type, paste or send. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  link: decodeLink,
  value: (text) => fields.map((field) => readValue(field, text)),
  box: (text) => fields.map((field) => (field.kind === 'choice' || field.kind === 'text' ? null : readTyped(field, text))),
  list: (text) => sweepables.map((of) => readTypedList(of, text)),
  // No system hands over longer ones.
  'arguments of the command': (text) => readArguments(['v=1', text.slice(0, 131_072)]),
  'steps of the command': (text) => attempt(() => readArguments(['v=1', `--steps=${text}`])),
  'engine of the command': (text) => attempt(() => readArguments(['v=1', `--engine=${text}`])),
  notice: shorten,
  sentence,
  'name of a file': (text) => fileName(text, 1),
  'filter of runs': (text) => filtered([], [], { text, arm: null, hidden: new Set() }),
}

function attempt(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}

/** What regular expressions and loops may go over again and again. */
const UNITS = [
  '1', '0', 'a', ' ', '-', '−', ',', '.', '..', ';', ':', "'", '/', '%', '#', '?', '&', '=', '*', '_', '!', '(', '"', '\t', '\n', '\u200b', '１', '⁻', '½', '٣', '🎉', '\ud800',
  '1,', '1 ', '1.', '1/', '1e', '10^', '0,', '1..', ':1', '%2', '%25', '%23', '%2523', '&amp;', '&#38;', '=3D', '=\r\n', 'v=3D1', 'v=1&', '&v', 'a=', 'arm1.', '?v=1', '#v=1', '/v3/__', '__;', '**A', '-23', '?u=%3F', '?u=http://',
]
const BEFORE = ['', '1', 'v=1&steps=', 'v=1&arm1.eps=', 'v=1&sweep=eps1:', 'v=1&sweep=eps1:1..', '#', 'https://example.org/?', 'https://example.org/?url=', 'https://urldefense.com/v3/__', 'https://urldefense.com/v2/url?u=', 'v=3D1&']

it.each(Object.entries(READERS))('a long text holds up no %s', (name, read) => {
  const slow: string[] = []
  const time = (before: string, unit: string, length: number, after: string) => {
    const text = before + unit.repeat(length / unit.length) + after
    // Of the processor, so that a busy machine does not count.
    const start = process.cpuUsage()
    attempt(() => read(text))
    const { user, system } = process.cpuUsage(start)
    const ms = (user + system) / 1000
    if (ms > 1000) slow.push(`${name}: ${Math.round(ms)} ms for ${JSON.stringify(before)}, ${length} times ${JSON.stringify(unit)}, ${JSON.stringify(after)}`)
  }
  for (const unit of UNITS) {
    for (const before of name === 'link' ? BEFORE : BEFORE.slice(0, 2)) time(before, unit, 60_000, 'x')
    time('', unit, 500_000, '')
  }
  expect(slow).toEqual([])
})
