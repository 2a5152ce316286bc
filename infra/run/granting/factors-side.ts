import { randomBytes } from 'node:crypto'
import { err, type Result } from '../../../src/base/result.ts'
import { type Clock, epochSeconds } from '../../../src/base/time.ts'
import type { Access } from '../../../src/grants/access.ts'
import { pendingRevision } from '../../../src/grants/grant.ts'
import type { PersonKey } from '../../../src/grants/terms.ts'
import { createBackupCodes } from '../../../src/mfa/backup-codes.ts'
import { createChallenges } from '../../../src/mfa/challenges.ts'
import { toldFactors } from '../../../src/mfa/factor-sets.ts'
import { createLinks } from '../../../src/mfa/links.ts'
import { type Listening, listen } from '../../../src/mfa/pages/listen.ts'
import { createPages } from '../../../src/mfa/pages/pages.ts'
import { linkPath } from '../../../src/mfa/pages/paths.ts'
import type { PagePorts } from '../../../src/mfa/pages/ports.ts'
import type { Methods } from '../../../src/mfa/pages/saying-yes.ts'
import { createPasskeys } from '../../../src/mfa/passkey.ts'
import type { Factor } from '../../../src/mfa/ports.ts'
import { relyingPartyOf } from '../../../src/mfa/relying-party.ts'
import { createSealer } from '../../../src/mfa/sealing.ts'
import { createTotp } from '../../../src/mfa/totp.ts'
import { looksLikeTotp } from '../../../src/mfa/totp-code.ts'
import { lockedUntil } from '../../../src/mfa/wrong-codes.ts'
import type { OwnFactor, SecondFactors } from '../../../src/services.ts'
import type { Store } from '../../../src/store/store.ts'
import type { AccessConfig } from '../config.ts'
import { grantProof } from '../page-ports.ts'
import { targetSubject } from '../target.ts'

export interface FactorsSideOptions {
  readonly config: AccessConfig
  readonly store: Pick<Store, 'factors' | 'challenges' | 'links'>
  readonly clock: Clock
  readonly access: Access
  readonly ports: PagePorts
}

/** Second factors and their pages: what commands see of them, and the pages that listen. */
export async function openFactorsSide(
  options: FactorsSideOptions,
): Promise<Result<{ readonly factors: SecondFactors; readonly pages: Listening | undefined }, string>> {
  const { config, store, clock, access, ports } = options
  const random = (length: number) => new Uint8Array(randomBytes(length))
  const challenges = createChallenges({ store: store.challenges, clock, random })
  const links = createLinks({ store: store.links, clock, random })
  const relyingParty = relyingPartyOf(config.pages?.url ?? 'http://localhost')
  if (!relyingParty.ok) return err(`SAGEWARDEN_PAGES_URL ${relyingParty.error}`)
  const counting = toldFactors(store.factors)
  const common = { factors: counting, challenges, clock }
  const methods: Methods = {
    factors: counting,
    keptFactors: store.factors,
    challenges,
    passkeys: createPasskeys({ ...common, relyingParty: relyingParty.value }),
    totp: createTotp({ ...common, random, sealer: createSealer(config.sealingKey, random) }),
    backupCodes: createBackupCodes({ ...common, random }),
  }
  const factors: SecondFactors = {
    hasPages: config.pages !== undefined,
    factorsOf: async (person) => (await counting.read(person)).factors.map(ownFactor),
    async page(person, what) {
      if (!config.pages) return undefined
      const { purpose, subject, subjectHash } = await linkAbout(access, what)
      const token = await links.issue({ purpose, person, subject, subjectHash })
      return `${relyingParty.value.origin}${linkPath(purpose, token)}`
    },
    answerByCode: async (actor, target, action, code) => {
      const grant = await access.grants.byId(target.id)
      const revision = grant && pendingRevision(grant)
      if (!grant || revision?.number !== target.revision) {
        const refused = { codes: ['wrong-revision' as const], ...(grant && { grant }) }
        return err({ kind: 'refused', refused })
      }
      const suffice = (await access.standing(grant)).factors
      const method = looksLikeTotp(code) ? 'totp' : 'backup-code'
      if (!suffice.includes(method))
        return err({ kind: 'refused', refused: { codes: ['factor-too-weak'], grant } })
      const subjectHash = revision.requestHash
      const { id } = await challenges.issue({ purpose: 'confirm', person: actor.person, subjectHash })
      const typed = { person: actor.person, subjectHash, challengeId: id, code }
      const proof = await (method === 'totp' ? methods.totp : methods.backupCodes).confirm(typed)
      if (!proof.ok)
        return err({ kind: 'factor', code: proof.error, lockedUntil: await lockOf(actor.person) })
      const answered = await access.grants.answer(actor, target, {
        action,
        proof: grantProof(proof.value, target),
      })
      return answered.ok ? answered : err({ kind: 'refused', refused: answered.error })
    },
  }

  async function lockOf(person: PersonKey): Promise<number | null> {
    const until = lockedUntil((await store.factors.read(person)).wrongCodes)
    return until > epochSeconds(clock) ? until : null
  }

  if (!config.pages) return { ok: true, value: { factors, pages: undefined } }
  const pages = createPages({ relyingParty: relyingParty.value, links, methods, ports, clock })
  try {
    return { ok: true, value: { factors, pages: await listen(pages, config.pages) } }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    return err(`SAGEWARDEN_PAGES_PORT ${config.pages.port} cannot be listened on: ${reason}`)
  }
}

async function linkAbout(access: Access, what: Parameters<SecondFactors['page']>[1]) {
  if (what.purpose !== 'approve') return { purpose: what.purpose, subject: '', subjectHash: '' }
  const grant = await access.grants.byId(what.target.id)
  const mode = (grant && pendingRevision(grant))?.terms.mode
  return {
    purpose: mode === undefined || mode === 'approval' ? ('approve' as const) : ('confirm' as const),
    subject: targetSubject(what.target),
    subjectHash: what.requestHash,
  }
}

function ownFactor(factor: Factor): OwnFactor {
  const { id, method, label, enrolledAt, lastUsedAt } = factor
  return { id, method, label, enrolledAt, lastUsedAt, left: 'hashes' in factor ? factor.hashes.length : null }
}
