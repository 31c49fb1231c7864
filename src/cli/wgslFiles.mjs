// Node's hook for what Vite does with “?raw”: a shader is a module that holds its text. Node loads hooks in a thread of
// their own, which reads no TypeScript.
import { readFile } from 'node:fs/promises'

const RAW = '.wgsl?raw'

export async function load(url, context, next) {
  if (!url.endsWith(RAW)) return next(url, context)
  const text = await readFile(new URL(url), 'utf8')
  return { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(text)}` }
}
