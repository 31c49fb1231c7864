import { expect, test } from 'vitest'
import { chordOf } from '../../src/ui/chord.ts'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

test.each([
  ['r', { key: 'r' }],
  ['Shift+r', { key: 'R', shiftKey: true }],
  ['Mod+z', { key: 'z', ctrlKey: true }],
  ['Shift+Mod+z', { key: 'Z', metaKey: true, shiftKey: true }],
  ['Alt+p', { key: 'p', altKey: true }],
  [' ', { key: ' ' }],
  ['ArrowRight', { key: 'ArrowRight' }],
  ['Alt+ArrowRight', { key: 'ArrowRight', altKey: true }],
  ['?', { key: '?', shiftKey: true }],
  // AltGr 8 and ⌥ 5 on German keyboards.
  ['[', { key: '[', ctrlKey: true, altKey: true }],
  ['[', { key: '[', altKey: true }],
  // The browser's own: back in Safari.
  ['Mod+[', { key: '[', metaKey: true }],
])('%s', (chord, pressed) => {
  expect(chordOf({ ...none, ...pressed })).toBe(chord)
})
