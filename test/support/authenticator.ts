import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { encode } from 'cborg'
import type { RelyingParty } from '../../src/mfa/relying-party.ts'

/** What one answer of the authenticator does otherwise than it should. */
export interface Oddity {
  readonly origin?: string
  readonly relyingPartyId?: string
  readonly challenge?: string
  readonly userVerified?: boolean
  readonly counter?: number
  readonly type?: string
  /** Signs other bytes than those it sends. */
  readonly spoilt?: boolean
}

/** An authenticator with one ES256 key, which answers as a browser would pass it on. */
export interface Authenticator {
  readonly id: string
  register(challenge: string, oddity?: Oddity): unknown
  answer(challenge: string, oddity?: Oddity): unknown
}

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const ATTESTED = 0x40

export function anAuthenticator({ id, origin }: RelyingParty, name = 'key'): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credentialId = sha256(`credential ${name} ${x}`)
  const cose = encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  )
  const envelope = { id: text(credentialId), rawId: text(credentialId), type: 'public-key' }

  function clientData(type: string, challenge: string, oddity: Oddity): Buffer {
    const seen = {
      type: oddity.type ?? type,
      challenge: oddity.challenge ?? challenge,
      origin: oddity.origin ?? origin,
      crossOrigin: false,
    }
    return Buffer.from(JSON.stringify(seen))
  }

  function authenticatorData(flags: number, oddity: Oddity, rest = Buffer.alloc(0)): Buffer {
    const verified = oddity.userVerified === false ? 0 : USER_VERIFIED
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(oddity.counter ?? 0)
    return Buffer.concat([
      sha256(oddity.relyingPartyId ?? id),
      Buffer.from([USER_PRESENT | verified | flags]),
      counter,
      rest,
    ])
  }

  return {
    id: text(credentialId),
    register: (challenge, oddity = {}) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, cose])
      const authData = authenticatorData(ATTESTED, oddity, attested)
      return {
        ...envelope,
        response: {
          clientDataJSON: text(clientData('webauthn.create', challenge, oddity)),
          attestationObject: text(encode({ fmt: 'none', attStmt: {}, authData: new Uint8Array(authData) })),
          transports: ['internal'],
        },
      }
    },
    answer: (challenge, oddity = {}) => {
      const client = clientData('webauthn.get', challenge, oddity)
      const data = authenticatorData(0, oddity)
      const signed = Buffer.concat([data, sha256(oddity.spoilt ? 'something else' : client)])
      return {
        ...envelope,
        response: {
          clientDataJSON: text(client),
          authenticatorData: text(data),
          signature: text(sign('sha256', signed, privateKey)),
        },
      }
    },
  }
}

function sha256(bytes: string | Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
