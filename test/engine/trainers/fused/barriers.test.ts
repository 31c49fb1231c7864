import { expect, test } from 'vitest'
import { BARRIERS, barriersIn } from './barriers.ts'

const shaders = import.meta.glob<string>('/src/engine/trainers/fused/wgsl/*.wgsl', { query: '?raw', import: 'default', eager: true })

test('every barrier of the shaders is listed, so that one that nothing needs, or whose lack nothing shows, is found', () => {
  const found = Object.entries(shaders).map(([file, code]) => [file.replace(/.*\/|\.wgsl/g, ''), barriersIn(code)] as const)
  const listed = found.map(([kernel]) => [kernel, BARRIERS.filter(([of]) => of === kernel).length] as const)
  expect(found.length).toBeGreaterThan(8)
  expect(listed).toEqual(found)
})
