import { createHash } from 'node:crypto'
import type { Hash } from '../../../src/grants/terms.ts'

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const sha256: Hash = (text) => createHash('sha256').update(text).digest('hex')
