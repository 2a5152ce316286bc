import { CALLED } from './calls.ts'
import type { Change } from './change.ts'
import { RECORDED } from './events.ts'

/** Everything bad that can be done to the sample account. */
export const CHANGES: readonly Change[] = [...CALLED, ...RECORDED]
