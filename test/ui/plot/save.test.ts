import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Palette } from '../../../src/ui/plot/CanvasLayer.tsx'
import { paintLines } from '../../../src/ui/plot/paintLines.ts'
import { plotScale } from '../../../src/ui/plot/plotScale.ts'
import { element } from '../../../src/ui/plot/save/markup.ts'
import { fileName } from '../../../src/ui/plot/save/saveFigure.ts'
import { paintedAsSvg } from '../../../src/ui/plot/save/svgInk.ts'
import { breakLines } from '../../../src/ui/plot/save/wrap.ts'

beforeAll(() => {
  // Node has neither; what is drawn is told from the text that `path` remembers.
  vi.stubGlobal('Path2D', Object)
  vi.stubGlobal('HTMLCanvasElement', Function)
})

describe('what is drawn, as SVG', () => {
  test('paths, fills, strokes, dashes and opacity', () => {
    const svg = paintedAsSvg((context) => {
      context.beginPath()
      context.moveTo(0, 1)
      context.lineTo(2, 3.14159)
      context.closePath()
      context.fillStyle = '#123456'
      context.globalAlpha = 0.25
      context.fill()
      context.globalAlpha = 1
      context.strokeStyle = 'rgb(1, 2, 3)'
      context.lineWidth = 2
      context.setLineDash([7, 3])
      context.stroke()
    }, 'c')
    expect(svg).toBe(
      '<path d="M0,1L2,3.14Z" fill="#123456" fill-opacity="0.25"></path>' +
        '<path d="M0,1L2,3.14Z" fill="none" stroke="rgb(1, 2, 3)" stroke-width="2" stroke-dasharray="7 3"></path>',
    )
  })

  test('a circle is two half circles', () => {
    const svg = paintedAsSvg((context) => {
      context.arc(10, 10, 5, 0, 2 * Math.PI)
      context.fill()
    }, 'c')
    expect(svg).toContain('d="M15,10A5,5 0 0,1 5,10A5,5 0 0,1 15,10"')
  })

  test('a clip holds until it is restored, and state comes back', () => {
    const svg = paintedAsSvg((context) => {
      context.save()
      context.rect(1, 2, 3, 4)
      context.clip()
      context.fillStyle = 'red'
      context.fillRect(0, 0, 9, 9)
      context.restore()
      context.fillRect(0, 0, 1, 1)
    }, 'c')
    expect(svg).toBe(
      '<clipPath id="c-0"><path d="M1,2h3v4h-3Z"></path></clipPath>' +
        '<g clip-path="url(#c-0)"><rect x="0" y="0" width="9" height="9" fill="red"></rect></g>' +
        '<rect x="0" y="0" width="1" height="1" fill="#000"></rect>',
    )
  })

  test('what it can’t write throws, so that nothing is left out in silence', () => {
    expect(() => paintedAsSvg((context) => context.translate(1, 1), 'c')).toThrow(TypeError)
    expect(() => paintedAsSvg((context) => context.stroke(new Path2D()), 'c')).toThrow(TypeError)
  })

  test('a line chart: a band, a line and a marker for each arm, in its colour and dash', () => {
    const palette: Palette = { arms: ['#111111', '#222222'], ground: '#ffffff', hairline: '#eeeeee' }
    const scale = plotScale(
      { width: 200, height: 100, em: 10 },
      { top: 1, bottom: 1 },
      { domain: [0, 10], ticks: [] },
      { domain: [0, 1], ticks: [] },
    )
    const lines = {
      steps: [0, 5, 10],
      arms: [0.2, 0.6].map((at) => ({ mean: [at, at, at], low: [at, at, at], high: [at, 1, at] })),
      bands: true,
    }
    const svg = paintedAsSvg((context) => paintLines(context, palette, scale, lines, 10, []), 'c')
    const count = (text: string) => svg.split(text).length - 1
    expect(count('fill-opacity="0.16"')).toBe(2)
    expect(count('stroke="#111111"')).toBe(1)
    expect(count('stroke="#222222"')).toBe(1)
    expect(svg).toMatch(/stroke="#222222"[^>]*stroke-dasharray="7 3"/)
    expect(count('stroke="#ffffff"')).toBe(2)
    // The first arm at 0.2 of the height between 10 and 90 stands at 74.
    expect(svg).toContain(`M${scale.x(0).toFixed(1)},74.0L`)
  })
})

test('texts and attributes are escaped', () => {
  expect(element('a', { href: 'x?a=1&b="2"' }, 'ε < 2 & more', 'text')).toBe(
    '<a href="x?a=1&amp;b=&quot;2&quot;">ε &lt; 2 &amp; more</a>',
  )
})

test('lines break at spaces, and within a word that is too long', () => {
  const fits = (line: string) => line.length <= 10
  expect(breakLines('mean, range of 4 repeats', fits)).toEqual(['mean,', 'range of 4', 'repeats'])
  expect(breakLines('see https://a.b/#v=1 now', fits)).toEqual(['see', 'https://a.', 'b/#v=1 now'])
  expect(breakLines('', fits)).toEqual([])
  expect(breakLines('ab', () => false)).toEqual(['a', 'b'])
})

test('a file is named after the figure and its step', () => {
  expect(fileName('Leading-term gradient share', 1200)).toBe('polyloss-leading-term-gradient-share-step-1200')
  expect(fileName('One example’s life', 0)).toBe('polyloss-one-example-s-life-step-0')
})
