import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { snippetOf } from '../../src/cli/snippet.ts'
import { defaultArm } from '../../src/experiment/index.ts'
import { FRAMEWORKS, memberOf } from '../../src/snippets/index.ts'
import { train } from './command.ts'

const [pytorch] = FRAMEWORKS
const LINK = 'v=1&data=moons&samples=100&imbalance=9&arms=3&arm1.eps=4&arm2.gamma=2&arm2.weights=inverse'
const AS_GIVEN = { steps: null, engine: null, anyData: false }

describe('a link’s loss as code', () => {
  it('is that of the first arm beside the baseline, and is printed without training', { timeout: 60_000 }, async () => {
    const { out, err, code } = await train([LINK, '--snippet', 'pytorch'])
    expect(out).toBe(pytorch.write(memberOf({ ...defaultArm(1), epsilon: [4] }, 1, [], `#${LINK}`)))
    expect([err, code]).toEqual(['', 0])
    const folder = mkdtempSync(join(tmpdir(), 'polyloss-snippet-'))
    const file = join(folder, 'loss.mjs')
    const written = await train([LINK, '--snippet', 'tfjs', '--arm', '0', '--out', file])
    expect([written.out, written.code]).toEqual(['', 0])
    expect(readFileSync(file, 'utf8')).toContain('PolyLoss for TensorFlow.js: CE.')
    rmSync(folder, { recursive: true })
  })

  it('has the class weights of the data', async () => {
    const { text, fault } = await snippetOf(LINK, pytorch, 2, AS_GIVEN)
    expect(fault).toBeNull()
    // 40 and 4 training examples.
    expect(text).toContain('WEIGHT = (0.55, 5.5)')
  })

  it('is as the last step had it', async () => {
    const changed = `${LINK}&changes=500:arm1.eps1:3,620:arm1.gamma:1&run=600`
    expect((await snippetOf(changed, pytorch, 1, AS_GIVEN)).text).toContain('L = −log Pₜ + 3 (1−Pₜ)\n')
    expect((await snippetOf(changed, pytorch, 1, { ...AS_GIVEN, steps: 700 })).text).toContain('Poly-1 focal γ = 1, ε₁ = 3')
  })

  it('is refused in words where there is none', async () => {
    expect((await snippetOf('#nothing', pytorch, 1, AS_GIVEN)).fault).toMatch(/This is no link of the playground/)
    expect((await snippetOf(LINK, pytorch, 3, AS_GIVEN)).fault).toBe('there is no arm 3: its arms are 0, 1, 2.')
    expect((await snippetOf('v=1&data=dropped&arm1.weights=inverse', pytorch, 1, AS_GIVEN)).fault).toMatch(/on own data, which it does not name\. Give the files with --data/)
    expect((await snippetOf('v=1&data=dropped', pytorch, 1, AS_GIVEN)).fault).toBeNull()
  })
})
