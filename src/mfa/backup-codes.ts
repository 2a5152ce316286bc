import { scrypt, timingSafeEqual } from 'node:crypto'
import { ok, type Result } from '../base/result.ts'
import { epochSeconds } from '../base/time.ts'
import type { PersonKey } from '../grants/terms.ts'
import { changeFactors } from './factor-sets.ts'
import type { BackupCodesFactor, MfaRefusal, Proof, RandomBytes } from './ports.ts'
import { type CodeCheck, confirmByCode, type TypedCode, type TypedCodeOptions } from './typed-code.ts'

const CODES = 10
const CHARACTERS = 12
/** Crockford's base32: nothing that is easily misread. 12 of them hold 60 random bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const COST = 16_384

export interface BackupCodesOptions extends TypedCodeOptions {
  readonly random: RandomBytes
  /** scrypt's N, a power of two, for new codes. Default: 16,384, on top of the codes' own 60 random bits. */
  readonly cost?: number
}

/** Ten single-use codes on paper, for the day when the phone is gone. */
export interface BackupCodes {
  /** Makes new codes in place of any there were. They are in this answer alone. */
  issue(person: PersonKey): Promise<Result<readonly string[], MfaRefusal>>
  /** The challenge is one that was issued to `confirm` this subject. */
  confirm(typed: TypedCode): Promise<Result<Proof, MfaRefusal>>
}

/** Backup codes that are kept as salted scrypt hashes alone. */
export function createBackupCodes(options: BackupCodesOptions): BackupCodes {
  const { factors, clock, random, cost = COST } = options
  return {
    issue: async (person) => {
      const codes = Array.from({ length: CODES }, () => newCode(random))
      const salt = Buffer.from(random(16))
      const hashes = await Promise.all(
        codes.map(async (code) => (await hashOf(code, salt, cost)).toString('base64url')),
      )
      const factor: BackupCodesFactor = {
        method: 'backup-code',
        id: `codes-${Buffer.from(random(9)).toString('base64url')}`,
        label: 'Backup codes',
        enrolledAt: epochSeconds(clock),
        announcedAt: null,
        lastUsedAt: null,
        salt: salt.toString('base64url'),
        cost,
        hashes,
      }
      return changeFactors<readonly string[]>(factors, person, (set) => ({
        set: { factors: [...set.factors.filter(({ method }) => method !== 'backup-code'), factor] },
        answer: ok(codes.map((code) => code.replaceAll(/.{4}(?=.)/g, '$&-'))),
      }))
    },
    confirm: (typed) => confirmByCode(options, typed, check),
  }
}

/** A used code is not kept, so it is wrong from then on. */
const check: CodeCheck = async ({ factors }, typed) => {
  const codes = factors.find(({ method }) => method === 'backup-code')
  if (codes?.method !== 'backup-code') return undefined
  const code = readCode(typed)
  if (code === undefined) return 'wrong'
  const hash = await hashOf(code, Buffer.from(codes.salt, 'base64url'), codes.cost)
  // Every hash is compared, so that the time does not tell which one it was.
  const left = codes.hashes.map((kept) => ({
    kept,
    same: timingSafeEqual(Buffer.from(kept, 'base64url'), hash),
  }))
  return left.some(({ same }) => same)
    ? { ...codes, hashes: left.filter(({ same }) => !same).map(({ kept }) => kept) }
    : 'wrong'
}

function newCode(random: RandomBytes): string {
  return Array.from(random(CHARACTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** The code without what people add or mistake, or undefined where it cannot be one. */
function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return code.length === CHARACTERS && [...code].every((letter) => ALPHABET.includes(letter))
    ? code
    : undefined
}

function hashOf(code: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, { N: cost, r: 8, p: 1 }, (error, hash) => (error ? reject(error) : resolve(hash)))
  })
}
