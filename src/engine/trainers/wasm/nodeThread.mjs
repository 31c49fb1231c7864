// A thread does not inherit what makes Node read TypeScript, so it begins here.
import { register } from 'tsx/esm/api'

register()
await import('./nodeThread.ts')
