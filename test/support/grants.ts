import { createHash } from 'node:crypto'
import { type Grant, type Proof, pendingRevision } from '../../src/grants/grant.ts'
import { apply, open } from '../../src/grants/lifecycle/apply.ts'
import type { Asked } from '../../src/grants/lifecycle/asking.ts'
import type { AskStep, LaterStep } from '../../src/grants/lifecycle/steps.ts'
import type { AccessPolicy } from '../../src/grants/rules/access-policy.ts'
import type { SeenPerson } from '../../src/grants/rules/person.ts'
import type { Facts } from '../../src/grants/rules/rules.ts'
import type { EntitlementLimits } from '../../src/grants/rules/ruling.ts'
import type { PersonKey, PrincipalRef, Terms } from '../../src/grants/terms.ts'

/** 2026-11-23T09:00:00Z, a Monday. */
export const T0 = Date.UTC(2026, 10, 23, 9) / 1000

export const ANN: PersonKey = 'T1/ANN'
export const BEN: PersonKey = 'T1/BEN'
export const CAT: PersonKey = 'T1/CAT'
export const DAN: PersonKey = 'T1/DAN'
export const EVE: PersonKey = 'T1/EVE'

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export function principalOfTest(person: PersonKey): PrincipalRef {
  const name = person.split('/')[1] ?? ''
  return { kind: 'iam-user', arn: `arn:aws:iam::111122223333:user/${name}`, uniqueId: `AIDA${name}` }
}

export const ENDPOINT = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn'

export function aTerms(change: Partial<Terms> = {}): Terms {
  return {
    requester: ANN,
    principal: principalOfTest(ANN),
    entitlement: 'invoke-endpoint',
    risk: 'medium',
    mode: 'approval',
    account: '111122223333',
    region: 'eu-west-1',
    resources: [ENDPOINT],
    parameters: { endpoint: 'churn' },
    permissionsHash: sha256('permissions'),
    startsAt: null,
    durationSeconds: 3600,
    reason: 'INC-42: look at the churn model',
    ticket: null,
    ...change,
  }
}

export function anAsked(change: Partial<Asked> = {}): Asked {
  const { requester, principal, risk, mode, ...chosen } = aTerms()
  return { ...chosen, breakGlass: false, ...change }
}

export function anAskStep(change: Partial<AskStep> = {}): AskStep {
  return {
    type: 'ask',
    terms: aTerms(),
    required: { groups: [{ group: 'leads', count: 1 }], total: 1 },
    lapsesAt: T0 + 7200,
    ...change,
  }
}

export function aRequest(change: Partial<AskStep> = {}, at = T0): Grant {
  return open('g1', anAskStep(change), at, sha256)
}

/** The grant after these steps, one second apart. Throws where one is refused: then the test is wrong. */
export function historyOf(grant: Grant, steps: readonly LaterStep[], from = T0 + 1): Grant {
  let now = grant
  for (const [index, step] of steps.entries()) {
    const next = apply(now, step, from + index, sha256)
    if (!next.ok) throw new Error(`${step.type} was refused: ${next.error}`)
    now = next.value
  }
  return now
}

/** A proof of what is pending in the grant. */
export function aProof(grant: Grant, person: PersonKey, change: Partial<Proof> = {}): Proof {
  const { number, requestHash } = pendingRevision(grant) ?? grant.current
  return {
    method: 'passkey',
    at: T0,
    challengeId: `c-${person}-${number}`,
    factorId: `key-${person}`,
    enrolledAt: T0 - 30 * 86_400,
    person,
    grantId: grant.id,
    revision: number,
    requestHash,
    ...change,
  }
}

export function approvalOf(grant: Grant, by: PersonKey, completes = true): LaterStep {
  const { number: revision } = pendingRevision(grant) ?? grant.current
  return { type: 'approve', by, revision, groups: ['leads'], proof: aProof(grant, by), completes }
}

export const ROLE = { arn: 'arn:aws:iam::111122223333:role/sw/g1', documentsHash: sha256('documents') }

export function approved(change: Partial<AskStep> = {}): Grant {
  const request = aRequest(change)
  return historyOf(request, [approvalOf(request, BEN)])
}

export function active(): Grant {
  return historyOf(approved(), [{ type: 'attach', revision: 1, role: ROLE }], T0 + 2)
}

/** Asks for an hour more than there is. */
export function extensionOf(grant: Grant, change: Partial<Terms> = {}): LaterStep {
  const { terms, window } = grant.current
  const time = { startsAt: window?.startsAt ?? 0, durationSeconds: terms.durationSeconds + 3600 }
  const { required } = anAskStep()
  return {
    type: 'extend',
    by: ANN,
    terms: { ...terms, ...time, ...change },
    required,
    lapsesAt: window?.endsAt ?? 0,
  }
}

export function aPerson(key: PersonKey, change: Partial<SeenPerson> = {}): SeenPerson {
  const [team, user] = key.split('/')
  return {
    team,
    user,
    bot: false,
    deleted: false,
    restricted: false,
    ultraRestricted: false,
    stranger: false,
    emailConfirmed: true,
    ...change,
  }
}

export function anEntitlement(change: Partial<EntitlementLimits> = {}): EntitlementLimits {
  return { id: 'invoke-endpoint', risk: 'medium', longestSeconds: 8 * 3600, approvals: 1, ...change }
}

export function aPolicy(change: Partial<AccessPolicy> = {}): AccessPolicy {
  const people = [ANN, BEN, CAT, DAN, EVE].map((slack) => ({
    slack,
    principals: { '111122223333': principalOfTest(slack) },
  }))
  const all = ['passkey', 'totp', 'backup-code'] as const
  return {
    team: 'T1',
    people,
    groups: [
      { id: 'leads', people: [BEN, CAT] },
      { id: 'security', people: [CAT, DAN] },
      { id: 'on-call', people: [EVE] },
    ],
    rules: [{ id: 'all', for: {}, approvals: [{ group: 'leads', count: 1 }] }],
    longestSeconds: { low: 8 * 3600, medium: 8 * 3600, high: 4 * 3600, critical: 3600 },
    factors: { low: all, medium: all, high: ['passkey'], critical: ['passkey'] },
    newFactors: { risks: ['high', 'critical'], waitSeconds: 86_400 },
    proofSeconds: 300,
    requestLapsesAfterSeconds: 7200,
    furthestStartSeconds: 7 * 86_400,
    ticketFor: ['critical'],
    autoApprovals: [],
    revokers: ['on-call'],
    ...change,
  }
}

export function someFacts(change: Partial<Facts> = {}): Facts {
  return {
    place: { kind: 'private' },
    requester: aPerson(ANN),
    principal: principalOfTest(ANN),
    link: null,
    ownPrincipal: undefined,
    entitlement: anEntitlement(),
    members: new Map([
      ['leads', [BEN, CAT]],
      ['security', [CAT, DAN]],
      ['on-call', [EVE]],
    ]),
    proof: 'later',
    ...change,
  }
}
