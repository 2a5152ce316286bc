import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { err, type Result } from '../../base/result.ts'
import type { FactorMethod } from '../../grants/grant.ts'
import type { PersonKey } from '../../grants/terms.ts'
import type { BackupCodes } from '../backup-codes.ts'
import type { Challenges } from '../challenges.ts'
import type { Ceremony, Passkeys } from '../passkey.ts'
import type { FactorStore, MfaRefusal, Proof } from '../ports.ts'
import type { Totp } from '../totp.ts'
import { looksLikeTotp } from '../totp-code.ts'
import type { SaidYes } from './acts.ts'

/** The factors that people prove themselves with. */
export interface Methods {
  /** Those that count. */
  readonly factors: FactorStore
  /** Those that others are not told of yet, too. */
  readonly keptFactors: FactorStore
  readonly challenges: Challenges
  readonly passkeys: Passkeys
  readonly totp: Totp
  readonly backupCodes: BackupCodes
}

/** Who says yes to what, and by which methods they may. */
export interface Asked {
  readonly person: PersonKey
  readonly subjectHash: string
  readonly methods: readonly FactorMethod[]
}

/** `method-insufficient`: the person may have it, but it does not suffice here. It was not looked at. */
export type YesRefusal = MfaRefusal | 'method-insufficient'

/** The question to a passkey. */
export async function askPasskey(
  { passkeys }: Methods,
  { person, subjectHash, methods }: Asked,
): Promise<Result<Ceremony<PublicKeyCredentialRequestOptionsJSON>, YesRefusal>> {
  if (!methods.includes('passkey')) return err('method-insufficient')
  return passkeys.beginConfirmation(person, subjectHash)
}

/** Checks a yes. A typed code answers a challenge of its own: what binds it is that it works once, for its owner. */
export async function checkYes(
  { challenges, passkeys, totp, backupCodes }: Methods,
  { person, subjectHash, methods }: Asked,
  yes: SaidYes,
): Promise<Result<Proof, YesRefusal>> {
  const about = { person, subjectHash }
  if (!('code' in yes)) {
    if (!methods.includes('passkey')) return err('method-insufficient')
    return passkeys.finishConfirmation({ ...about, challengeId: yes.challengeId, response: yes.response })
  }
  const method = looksLikeTotp(yes.code) ? 'totp' : 'backup-code'
  if (!methods.includes(method)) return err('method-insufficient')
  const { id: challengeId } = await challenges.issue({ ...about, purpose: 'confirm' })
  const typed = { ...about, challengeId, code: yes.code }
  return method === 'totp' ? totp.confirm(typed) : backupCodes.confirm(typed)
}

/** The methods that suffice and that the person has. */
export async function methodsAtHand(
  { factors }: Methods,
  person: PersonKey,
  suffice: readonly FactorMethod[],
): Promise<readonly FactorMethod[]> {
  const own = (await factors.read(person)).factors.map(({ method }) => method)
  return suffice.filter((method) => own.includes(method))
}
