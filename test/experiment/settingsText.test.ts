import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeLink, encodeLink } from '../../src/experiment/link.ts'
import { findSettings } from '../../src/experiment/settingsText.ts'
import { anyExperiment } from './arbitrary.ts'

const PAGE = 'https://example.org/play/'
const wrapped = (link: string) => encodeURIComponent(link)

/** What becomes of a link on its way, each from a link's pairs. */
const WAYS: Readonly<Record<string, (pairs: string) => string>> = {
  'in the query': (pairs) => `${PAGE}?${pairs}`,
  'in the query, with an empty fragment': (pairs) => `${PAGE}?${pairs}#`,
  'in the query, before a fragment that is something else': (pairs) => `${PAGE}?${pairs}#top`,
  'with the # encoded': (pairs) => `${PAGE}%23${pairs}`,
  'with the # encoded twice': (pairs) => `${PAGE}%2523${pairs}`,
  'as a fragment encoded as a whole': (pairs) => `${PAGE}#${wrapped(pairs)}`,
  'encoded twice': (pairs) => `#${wrapped(wrapped(pairs))}`,
  'with values encoded twice': (pairs) => pairs.replaceAll(',', '%252C').replaceAll(':', '%253A'),
  'by Outlook': (pairs) => `https://eur01.safelinks.protection.outlook.com/?url=${wrapped(`${PAGE}#${pairs}`)}&data=05%7C02%7Cx%40y.org%7C0&sdata=Ab%3D&reserved=0`,
  'by Outlook, of a link that was encoded': (pairs) => `https://eur01.safelinks.protection.outlook.com/?url=${wrapped(`${PAGE}#${wrapped(pairs)}`)}&data=05%7C02&reserved=0`,
  'by two scanners': (pairs) => `https://a.example/?u=${wrapped(`https://b.example/?id=7&url=${wrapped(`${PAGE}#${pairs}`)}&data=1`)}&k=1`,
  'by Google': (pairs) => `https://www.google.com/url?q=${wrapped(`${PAGE}#${pairs}`)}&sa=D&source=docs&ust=17`,
  'by Google, the settings in the query': (pairs) => `https://www.google.com/url?sa=t&url=${wrapped(`${PAGE}?${pairs}`)}&ved=2`,
  'by Proofpoint, version 2': (pairs) => {
    const coded = wrapped(`${PAGE}#${pairs}`).replace(/[-_]/g, (sign) => (sign === '-' ? '%2D' : '%5F')).replaceAll('%2F', '_').replaceAll('%', '-')
    return `https://urldefense.proofpoint.com/v2/url?u=${coded}&d=DwMF-g&c=abc&r=def&m=x&s=y&e=`
  },
  'by Proofpoint, version 3': (pairs) => `https://urldefense.com/v3/__${PAGE}*${pairs}__;Iw!!AbC-_!x$`,
  'by Proofpoint, version 3, with more signs': (pairs) => `https://urldefense.com/v3/__${PAGE}*${pairs.replace('=', '*')}__;Iz0!!AbC!x$`,
  'by Proofpoint, version 3, with signs in a row': (pairs) => `https://urldefense.com/v3/__${PAGE}**A${pairs}__;PyM!!AbC!x$`,
  'in HTML': (pairs) => `${PAGE}#${pairs.replaceAll('&', '&amp;')}`,
  'in HTML of HTML': (pairs) => pairs.replaceAll('&', '&amp;amp;'),
  'in HTML with numbers': (pairs) => `${PAGE}&#35;${pairs.replaceAll('&', '&#38;').replaceAll('=', '&#x3D;')}`,
  'in quoted-printable text': (pairs) => `${PAGE}#${pairs.replaceAll('=', '=3D')}`.replace(/(?:[^=]|=3D){30}/g, '$&=\r\n'),
  'over two lines': (pairs) => `${PAGE}#${pairs}`.replace(/.{40}/g, '$&\r\n'),
  'in pointed brackets': (pairs) => `<${PAGE}#${pairs}>`,
  'as the end of a sentence': (pairs) => `“${PAGE}#${pairs}”.`,
  'as Markdown': (pairs) => `[a link](${PAGE}#${pairs}),`,
  'as code': (pairs) => `\`${pairs}\``,
  'in bold type, and HTML': (pairs) => `&lt;**${pairs}**&gt;;`,
  'in quotation marks in an address bar': (pairs) => new URL(`${PAGE}#\u200b${pairs.replaceAll('&', '&\u2060')}\ufeff”.`).href,
  'with a bracket in an address bar': (pairs) => new URL(`${PAGE}?${pairs}%3E%60`).href,
  'between signs that cannot be seen': (pairs) => `\ufeff\u2068${PAGE}#\u200b${pairs.replaceAll('&', '&\u00ad')}\u2069\u200b`,
}

describe.each(Object.entries(WAYS))('a link that comes %s', (_, way) => {
  it('says what it said', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        expect(decodeLink(way(encodeLink(experiment)))).toEqual({ experiment, notices: [] })
      }),
      { numRuns: 40 },
    )
  })
})

it('its settings are those after the “#”, and what stands before it as well is said', () => {
  const { experiment, notices } = decodeLink(`${PAGE}?v=1&lr=0.5#v=1&lr=0.25`)
  expect(experiment.optimizer.learningRate).toBe(0.25)
  expect(notices).toHaveLength(1)
})

describe('nothing is taken for settings that is none', () => {
  it.each(['', '#', '?', `${PAGE}`, `${PAGE}#`, `${PAGE}?`, `${PAGE}?from=mail&data=05%7C02`])('empty: %j', (text) => {
    expect(findSettings(text)).toMatchObject({ pairs: null, isEmpty: true, notices: [] })
  })

  it.each(['foo', '#foo', `${PAGE}#foo`, `${PAGE}#foo=1&bar=2`, '%E0%A4%A', 'data', 'https', '#\u200bfoo', `${PAGE}%23foo`, 'a'.repeat(1_000_000)])(
    'something else, and that is said shortly: %j',
    (text) => {
      const { pairs, isEmpty, notices } = findSettings(text)
      expect({ pairs, isEmpty }).toEqual({ pairs: null, isEmpty: text === `${PAGE}%23foo` })
      for (const notice of notices) expect(notice.length).toBeLessThan(200)
      expect(decodeLink(text).notices).toEqual(notices)
    },
  )

  it('shows what it complains of', () => {
    expect(decodeLink('v=1&\u2028lr=x\u0007y').notices[0]).toContain('lr=x⟨U+0007⟩y')
    expect(decodeLink('#f\u0000o').notices[0]).toContain('“f⟨U+0000⟩o”')
    expect(decodeLink(`#${'🎉'.repeat(100)}`).notices[0]).toContain(`“${'🎉'.repeat(40)}…”`)
  })
})
