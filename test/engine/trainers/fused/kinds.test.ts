import { expect, test } from 'vitest'
import { busiest, kindFor, kindsOn, KINDS } from '../../../../src/engine/trainers/fused/kinds.ts'
import { placementOf } from '../../../../src/engine/trainers/fused/placement.ts'
import { type Change, taskOf } from '../fixtures.ts'

/** A device that grants a workgroup so many bytes of memory and lanes. */
function deviceOf(bytes: number, lanes = 256, adapterInfo: object = { vendor: 'nvidia' }): GPUDevice {
  const limits = { maxComputeWorkgroupStorageSize: bytes, maxComputeInvocationsPerWorkgroup: lanes, maxComputeWorkgroupSizeX: lanes }
  return { limits, adapterInfo } as unknown as GPUDevice
}
const card = deviceOf(32_768)
const small = deviceOf(16_384)

test.each<readonly [string, Change, onCard: string, onSmall: string]>([
  ['the default network', { sizes: [2, 16, 16, 3], batchSize: 64 }, 'near', 'fine'],
  ['no hidden layer', { sizes: [2, 2], batchSize: 10 }, 'near', 'fine'],
  ['too many examples for the memory of a workgroup', { sizes: [2, 16, 16, 3], batchSize: 72 }, 'fine', 'fine'],
  ['too many slots, with Adam', { sizes: [20, 40, 5], batchSize: 10 }, 'fine', 'fine'],
  ['two layers of 32', { sizes: [2, 32, 32, 3], batchSize: 64 }, 'fine', 'fine'],
  ['two layers of 64', { sizes: [2, 64, 64, 3], batchSize: 64 }, 'coarse', 'coarse'],
  ['images', { sizes: [784, 64, 10], batchSize: 128 }, 'coarse', 'coarse'],
  ['wide layers', { sizes: [784, 128, 128, 10], batchSize: 128 }, 'coarse', 'coarse'],
])('%s', (_, change, onCard, onSmall) => {
  const task = taskOf({ examples: 200, ...change })
  expect(kindFor(card, task)).toBe(onCard)
  expect(kindFor(small, task)).toBe(onSmall)
  expect(kindFor(deviceOf(32_768, 256, { architecture: 'swiftshader' }), task)).toBe('coarse')
})

test('a software adapter compiles one kernel for training, and what lacks memory, or is not known to be a card, none that needs it', () => {
  expect(kindsOn(deviceOf(32_768, 256, { isFallbackAdapter: true }))).toEqual(['coarse'])
  expect(kindsOn(small)).toEqual(['fine', 'coarse'])
  expect(kindsOn(deviceOf(32_768, 256, {}))).toEqual(['fine', 'coarse'])
  expect(kindsOn(card)).toEqual(['near', 'fine', 'coarse'])
})

test('small tiles leave the lane that has most to do with less in a small network, and with more in a wide one', () => {
  const ratio = (sizes: readonly number[], batch: number) => {
    const placement = placementOf(taskOf({ sizes }), batch)
    return busiest(placement, KINDS.fine) / busiest(placement, KINDS.coarse)
  }
  expect(ratio([2, 16, 16, 3], 64)).toBeLessThan(0.4)
  expect(ratio([784, 128, 128, 10], 128)).toBeGreaterThan(1.2)
})
