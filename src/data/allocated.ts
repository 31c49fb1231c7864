import { DataError } from './dataset.ts'

/** What `make` makes, of so many bytes; throws a DataError where there is no such memory. */
export function allocated<T>(bytes: number, make: () => T): T {
  try {
    return make()
  } catch (cause) {
    throw new DataError(`There is no memory of ${Math.ceil(bytes / 1e6).toLocaleString('en')} MB for these examples in this browser or process. Choose fewer of them.`, { cause })
  }
}
