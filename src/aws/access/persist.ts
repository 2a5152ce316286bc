import { meaningOf } from './iam.ts'
import type { Wait } from './patience.ts'

/** Reads, and reads again as long as what keeps it may pass. Throws what kept it in the end. */
export async function persist<T>(wait: Wait, read: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await read()
    } catch (error) {
      if (meaningOf(error) !== 'again' || !(await wait())) throw error
    }
  }
}
