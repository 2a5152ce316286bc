import { randomBytes } from 'node:crypto'
import type { Known, Session } from './identity.ts'

/** What a caller asked for in a session. */
export type SessionTerms = Omit<Session, 'accessKeyId' | 'secretAccessKey' | 'token'>

/** The temporary credentials that the account gave out. */
export interface Sessions {
  /** Makes new credentials for somebody. */
  issue(
    holder: Omit<Known, 'session'>,
    terms: SessionTerms,
    accessKeyId: string,
  ): Known & { session: Session }
  /** Whose token this is, expired or not. */
  holderOf(token: string): (Known & { session: Session }) | undefined
}

/** Expired sessions are kept for a day, so that their users hear that they expired. In seconds. */
const KEPT = 86_400

/** No sessions so far. */
export const startSessions = (): Sessions => {
  const byToken = new Map<string, Known & { session: Session }>()
  return {
    issue: (holder, terms, accessKeyId) => {
      for (const [token, { session }] of byToken)
        if (session.expires + KEPT < terms.issued) byToken.delete(token)
      const token = `IQoJb3JpZ2luX2Vj${randomBytes(180).toString('base64')}`
      const secretAccessKey = randomBytes(30).toString('base64')
      const made = { ...holder, session: { ...terms, accessKeyId, secretAccessKey, token } }
      byToken.set(token, made)
      return made
    },
    holderOf: (token) => byToken.get(token),
  }
}
