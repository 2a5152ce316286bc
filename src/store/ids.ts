import { StoreFailure } from './failure.ts'

/** Ids can be typed by people, and a key of the table can be neither empty nor long. */
const ID = /^[!-~]{1,200}$/

/** Whether there can be anything of this id at all. */
export function isId(id: string): boolean {
  return ID.test(id)
}

/** The id, to keep something under. Throws where it cannot be a key. */
export function keyedBy(id: string): string {
  if (isId(id)) return id
  throw new StoreFailure('An id is 1 to 200 printable ASCII characters.', undefined)
}
