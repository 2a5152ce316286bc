import type { Check } from '../../check.ts'

/** The checks of this practice, in the order of their ids. */
export const encryptionInTransitChecks: readonly Check[] = []
