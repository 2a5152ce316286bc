import { DAY_S, HOUR_S } from '../../src/base/time.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import type { Grant } from '../../src/grants/grant.ts'
import type { LaterStep } from '../../src/grants/lifecycle/steps.ts'
import type { GrantScene } from '../../src/slack/views/grant-scene.ts'
import { aBriefing } from './access.ts'
import {
  ANN,
  active,
  anAskStep,
  aProof,
  approvalOf,
  approved,
  aRequest,
  aTerms,
  BEN,
  CAT,
  extensionOf,
  historyOf,
  ROLE,
  T0,
} from './grants.ts'

/** What is drawn of a grant at its last step, or at another time. */
export function aScene(grant: Grant, change: Partial<GrantScene> = {}): GrantScene {
  return {
    grant,
    entitlement: ENTITLEMENTS.find(({ id }) => id === grant.current.terms.entitlement),
    briefing: aBriefing(),
    standing: undefined,
    confirming: undefined,
    now: T0 + 10,
    ...change,
  }
}

const DETACH: LaterStep = { type: 'detach' }
const refusedBy = (type: 'deny', reason: string): LaterStep => ({ type, by: BEN, revision: 1, reason })

/** An active grant whose extension waits. */
export function wantsMore(): Grant {
  const grant = active()
  return historyOf(grant, [extensionOf(grant)], T0 + 60)
}

/** An active grant whose extension was approved and is not attached. */
function extending(): Grant {
  const grant = wantsMore()
  return historyOf(grant, [approvalOf(grant, BEN)], T0 + 61)
}

/** Break-glass: asked for, and confirmed by the requester. */
export function glass(confirmed = true): Grant {
  const request = aRequest({
    terms: aTerms({ mode: 'break-glass' }),
    required: { groups: [], total: 0 },
  })
  return confirmed
    ? historyOf(request, [
        { type: 'confirm', by: ANN, revision: 1, proof: aProof(request, ANN), reviewDueAt: T0 + DAY_S },
        { type: 'attach', revision: 1, role: ROLE },
      ])
    : request
}

/** One approval of the two that are needed. */
export function halfApproved(): Grant {
  const request = aRequest({
    required: {
      groups: [
        { group: 'leads', count: 1 },
        { group: 'security', count: 1 },
      ],
      total: 2,
    },
  })
  return historyOf(request, [approvalOf(request, BEN, false)])
}

const scheduledTerms = aTerms({ startsAt: T0 + 5 * HOUR_S })
const end = (step: LaterStep, from: Grant): Grant => historyOf(from, [step, DETACH], T0 + 120)

/** A grant in every state of its life, by what people call it. */
export const LIFE: Readonly<Record<string, () => GrantScene>> = {
  pending: () => aScene(aRequest()),
  confirming: () => aScene(aRequest(), { confirming: { person: BEN, revision: 1, until: T0 + 300 } }),
  'half approved': () => aScene(halfApproved()),
  'break-glass, unconfirmed': () => aScene(glass(false)),
  scheduled: () => aScene(approved(anAskStep({ terms: scheduledTerms }))),
  granting: () => aScene(approved()),
  active: () => aScene(active()),
  'break-glass, active': () => aScene(glass()),
  'more time asked for': () => aScene(wantsMore()),
  'more time approved': () => aScene(extending()),
  'more time denied': () =>
    aScene(
      historyOf(wantsMore(), [{ type: 'deny', by: BEN, revision: 2, reason: 'An hour is enough.' }], T0 + 90),
    ),
  'more time refused by AWS': () =>
    aScene(
      historyOf(extending(), [{ type: 'fail-extension', revision: 2, problem: 'LimitExceeded' }], T0 + 90),
    ),
  ending: () =>
    aScene(historyOf(active(), [{ type: 'revoke', by: CAT, reason: 'Not needed any more.' }], T0 + 120)),
  expired: () => {
    const grant = historyOf(active(), [{ type: 'expire' }, DETACH], T0 + HOUR_S + 60)
    return aScene(grant, { now: T0 + 2 * HOUR_S })
  },
  revoked: () => aScene(end({ type: 'revoke', by: CAT, reason: 'Not needed any more.' }, active())),
  'revoked before its start': () => aScene(end({ type: 'revoke', by: ANN, reason: '' }, approved())),
  denied: () => aScene(historyOf(aRequest(), [refusedBy('deny', 'Use the canary endpoint instead.')])),
  withdrawn: () => aScene(historyOf(aRequest(), [{ type: 'withdraw', by: ANN, revision: 1 }])),
  lapsed: () => aScene(historyOf(aRequest(), [{ type: 'lapse', revision: 1 }], T0 + 7200)),
  failed: () =>
    aScene(
      end({ type: 'fail', problem: 'MalformedPolicyDocument: Invalid principal in policy' }, approved()),
    ),
  'break-glass, reviewed': () =>
    aScene(
      historyOf(
        glass(),
        [
          { type: 'expire' },
          DETACH,
          { type: 'review', by: CAT, verdict: 'unjustified', note: 'The canary was fine.' },
        ],
        T0 + HOUR_S + 60,
      ),
    ),
}
