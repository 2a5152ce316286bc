import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { RandomBytes } from './ports.ts'

const ALGORITHM = 'aes-256-gcm'
const VERSION = 'v1'

/** Keeps secrets at rest. */
export interface Sealer {
  /** `context` (whose secret it is, and which) is not kept in the sealed text; without the same one it does not open. */
  seal(secret: Uint8Array, context: string): string
  /** Throws where the key or the context is another, or the text was altered. */
  open(sealed: string, context: string): Buffer
}

/** Seals with AES-256-GCM under a key of 32 bytes, each text under its own random nonce. Throws for any other length. */
export function createSealer(key: Uint8Array, random: RandomBytes): Sealer {
  if (key.length !== 32) throw new Error('The sealing key must have 32 bytes')
  return {
    seal: (secret, context) => {
      const nonce = random(12)
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(context))
      const parts = [nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]
      return `${VERSION}.${Buffer.concat(parts).toString('base64url')}`
    },
    open: (sealed, context) => {
      const [version, body = ''] = sealed.split('.')
      const bytes = Buffer.from(body, 'base64url')
      if (version !== VERSION || bytes.length < 28) throw new Error('Not a sealed secret')
      try {
        const opened = createDecipheriv(ALGORITHM, key, bytes.subarray(0, 12), { authTagLength: 16 })
          .setAAD(Buffer.from(context))
          .setAuthTag(bytes.subarray(-16))
        return Buffer.concat([opened.update(bytes.subarray(12, -16)), opened.final()])
      } catch (cause) {
        throw new Error('A secret does not open: the sealing key is another, or it was altered', { cause })
      }
    },
  }
}
