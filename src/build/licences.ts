import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Lists the licences of all packages whose code is shipped in `licences.txt`, those that only the worker ships among
 * them: its build, which comes first, has to have `collect`.
 */
export function licences(): { readonly collect: Plugin; readonly write: Plugin } {
  const folders = new Set<string>()
  const collectFrom = (bundle: object) => {
    for (const chunk of Object.values(bundle) as { readonly moduleIds?: readonly string[] }[]) {
      for (const id of chunk.moduleIds ?? []) {
        const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))
        if (found) folders.add(found[1].replace(/^\0/, ''))
      }
    }
  }
  return {
    collect: { name: 'collect-licences', apply: 'build', generateBundle: (_, bundle) => collectFrom(bundle) },
    write: {
      name: 'write-licences',
      apply: 'build',
      generateBundle(_, bundle) {
        collectFrom(bundle)
        const byText = new Map<string, string[]>()
        for (const { name, text } of [...folders].map(packageIn)) byText.set(text, [...(byText.get(text) ?? []), name])
        const parts = Array.from(byText, ([text, names]) => [...names.sort(), '', text].join('\n'))
        const source = ['The PolyLoss playground is made of these packages, under their licences.', ...parts.sort()].join(`\n\n${RULE}\n\n`)
        this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `${source}\n` })
      },
    },
  }
}

const RULE = '—'.repeat(40)

/** Name, version and licence of the package in a folder, and the licence's text where the package has it. */
function packageIn(folder: string): { readonly name: string; readonly text: string } {
  const { name, version, license, homepage = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string | undefined>
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : homepage
  return { name: `${name} ${version}: ${license}`, text }
}
