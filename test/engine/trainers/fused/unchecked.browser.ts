import { expect, inject, test } from 'vitest'
import { commands } from 'vitest/browser'
import { fusedBits } from './bits.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    uncheckedBits: () => Promise<string>
  }
}

// Another browser has to start.
test.runIf(inject('isWhole'))('shaders that are not checked for where they read and write give the same bits', async () => {
  const bits = await fusedBits()
  expect(bits.length).toBeGreaterThan(10_000)
  expect(await commands.uncheckedBits()).toBe(bits)
})
