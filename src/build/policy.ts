import type { Plugin } from 'vite'
import { hosts } from '../data/catalogue.ts'

/**
 * The Content-Security-Policy of the built page: code, styles, fonts and workers from where it lies itself, connections
 * there and to where datasets are; pictures that it makes itself are blobs. WebAssembly is compiled, no text is run.
 */
const POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'", ...hosts],
  'style-src': ["'self'"],
  // Icons in style sheets are data.
  'img-src': ["'self'", 'blob:', 'data:'],
  'font-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
} satisfies Record<string, readonly string[]>

const content = Object.entries(POLICY).map(([name, sources]) => [name, ...sources].join(' ')).join('; ')

/** As a header, as a host may send it, the policy holds in workers as well. */
export const policyHeader = { 'Content-Security-Policy': content }

/**
 * Whether there are generators, these two ask by running a text, which the policy forbids; refused, they would do without,
 * and sum in another order.
 */
export const withoutEval = Object.fromEntries(
  ['continued-fraction', 'sum-series'].map((name) => [`@stdlib/math-base-tools-${name}`, `@stdlib/math-base-tools-${name}/lib/generators.js`]),
)

/** Writes the policy into the built page, as any host serves its files; the dev server goes without. */
export function policy(): Plugin {
  return {
    name: 'policy',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content }, injectTo: 'head-prepend' }],
  }
}
