import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decidedEnd, type Grant, type GrantState } from '../../../src/grants/grant.ts'
import { apply } from '../../../src/grants/lifecycle/apply.ts'
import type { LaterStep } from '../../../src/grants/lifecycle/steps.ts'
import { TRANSITIONS } from '../../../src/grants/lifecycle/transitions.ts'
import { recordProblem } from '../../../src/grants/record/replay.ts'
import {
  ANN,
  active,
  aProof,
  approvalOf,
  approved,
  aRequest,
  aTerms,
  BEN,
  CAT,
  DAN,
  extensionOf,
  historyOf,
  ROLE,
  sha256,
  T0,
} from '../../support/grants.ts'

const END = T0 + 1 + 3600
const ending = () => historyOf(active(), [{ type: 'revoke', by: BEN, reason: 'done' }], T0 + 10)
const ended = () => historyOf(ending(), [{ type: 'detach' }], T0 + 11)
const extending = () => historyOf(active(), [extensionOf(active())], T0 + 10)
const extended = () => historyOf(extending(), [approvalOf(extending(), BEN)], T0 + 20)
const automatic = (mode: 'auto' | 'break-glass') => aRequest({ terms: aTerms({ mode }) })
const confirmation = (grant: Grant, reviewDueAt: number | null = null): LaterStep => ({
  type: 'confirm',
  by: ANN,
  revision: grant.revisions,
  proof: aProof(grant, ANN),
  reviewDueAt,
})
const glass = () => historyOf(automatic('break-glass'), [confirmation(automatic('break-glass'), T0 + 86_400)])
const reviewOf = (by = BEN): LaterStep => ({ type: 'review', by, verdict: 'justified', note: 'outage' })

describe('a step that is taken', () => {
  it.each<readonly [string, Grant, LaterStep, number, GrantState]>([
    ['an approval that completes', aRequest(), approvalOf(aRequest(), BEN), T0 + 1, 'approved'],
    ['an approval of several', aRequest(), approvalOf(aRequest(), BEN, false), T0 + 1, 'requested'],
    ['a confirmation', automatic('auto'), confirmation(automatic('auto')), T0 + 1, 'approved'],
    ['a denial', aRequest(), { type: 'deny', by: BEN, revision: 1, reason: 'no' }, T0 + 1, 'ended'],
    ['a withdrawal', aRequest(), { type: 'withdraw', by: ANN, revision: 1 }, T0 + 1, 'ended'],
    ['a lapse at its time', aRequest(), { type: 'lapse', revision: 1 }, T0 + 7200, 'ended'],
    ['attaching', approved(), { type: 'attach', revision: 1, role: ROLE }, T0 + 2, 'active'],
    [
      'attaching in the last second',
      approved(),
      { type: 'attach', revision: 1, role: ROLE },
      END - 1,
      'active',
    ],
    ['asking for more', active(), extensionOf(active()), T0 + 10, 'active'],
    ['approving more', extending(), approvalOf(extending(), BEN), T0 + 20, 'active'],
    ['denying more', extending(), { type: 'deny', by: BEN, revision: 2, reason: 'no' }, T0 + 20, 'active'],
    ['withdrawing more', extending(), { type: 'withdraw', by: ANN, revision: 2 }, T0 + 20, 'active'],
    ['more lapses', extending(), { type: 'lapse', revision: 2 }, END, 'active'],
    ['attaching more', extended(), { type: 'attach', revision: 2, role: ROLE }, T0 + 30, 'active'],
    [
      'more that AWS refuses',
      extended(),
      { type: 'fail-extension', revision: 2, problem: 'x' },
      T0 + 30,
      'active',
    ],
    ['the end', active(), { type: 'expire' }, END, 'ending'],
    ['the end of what was never attached', approved(), { type: 'expire' }, END, 'ending'],
    ['the end of an extension that was never attached', extended(), { type: 'expire' }, END + 3600, 'ending'],
    ['a revocation', active(), { type: 'revoke', by: ANN, reason: 'done' }, T0 + 9, 'ending'],
    ['a revocation before it began', approved(), { type: 'revoke', by: ANN, reason: '' }, T0 + 9, 'ending'],
    ['a failure', approved(), { type: 'fail', problem: 'x' }, T0 + 9, 'ending'],
    ['detaching', ending(), { type: 'detach' }, T0 + 11, 'ended'],
    ['a review', glass(), reviewOf(), T0 + 99, 'approved'],
  ])('%s', (_, grant, step, at, to) => {
    const next = apply(grant, step, at, sha256)
    expect(next.ok && next.value.state).toBe(to)
  })

  it('counts the time from the approval where no start was asked for', () => {
    expect(approved().current.window).toEqual({ startsAt: T0 + 1, endsAt: END })
  })

  it('keeps the window that was asked for where the approval is late', () => {
    const request = aRequest({ terms: aTerms({ startsAt: T0 + 60 }), lapsesAt: T0 + 3000 })
    const late = historyOf(request, [approvalOf(request, BEN)], T0 + 1000)
    expect(late.current.window).toEqual({ startsAt: T0 + 60, endsAt: T0 + 3660 })
  })

  it('leaves the old end in force until AWS has the extension', () => {
    expect(extended().current.window?.endsAt).toBe(END)
    expect(decidedEnd(extended())).toBe(END + 3600)
    const attached = historyOf(extended(), [{ type: 'attach', revision: 2, role: ROLE }], T0 + 30)
    expect(attached).toMatchObject({ current: { number: 2, window: { endsAt: END + 3600 } }, next: null })
  })

  it('drops a refused extension and never uses its number again', () => {
    const denied = historyOf(extending(), [{ type: 'deny', by: BEN, revision: 2, reason: 'no' }], T0 + 20)
    expect(denied).toMatchObject({ next: null, end: null, current: { number: 1 } })
    expect(historyOf(denied, [extensionOf(denied)], T0 + 30).next?.number).toBe(3)
  })
})

describe('a step that is refused', () => {
  const own = approvalOf(aRequest(), ANN)
  const withProof = (change: Parameters<typeof aProof>[2]) => ({
    ...approvalOf(aRequest(), BEN),
    proof: aProof(aRequest(), BEN, change),
  })
  const half = historyOf(aRequest(), [approvalOf(aRequest(), BEN, false)])
  it.each<readonly [string, Grant, LaterStep, number, string]>([
    ['the own approval', aRequest(), own, T0 + 1, 'own-request'],
    [
      'a second approval by the same person',
      half,
      { ...approvalOf(half, BEN), proof: aProof(half, BEN, { challengeId: 'other' }) } as LaterStep,
      T0 + 2,
      'already-approved',
    ],
    [
      'a challenge of before',
      half,
      { ...approvalOf(half, CAT), proof: aProof(half, CAT, { challengeId: `c-${BEN}-1` }) } as LaterStep,
      T0 + 2,
      'challenge-used',
    ],
    [
      'a proof of somebody else',
      aRequest(),
      withProof({ person: CAT }) as LaterStep,
      T0 + 1,
      'proof-of-another',
    ],
    [
      'a proof of another grant',
      aRequest(),
      withProof({ grantId: 'g2' }) as LaterStep,
      T0 + 1,
      'proof-of-other-request',
    ],
    [
      'a proof of another revision',
      aRequest(),
      withProof({ revision: 2 }) as LaterStep,
      T0 + 1,
      'proof-of-other-request',
    ],
    [
      'a proof of other terms',
      aRequest(),
      withProof({ requestHash: 'x' }) as LaterStep,
      T0 + 1,
      'proof-of-other-request',
    ],
    [
      'an approval of another revision',
      aRequest(),
      { ...approvalOf(aRequest(), BEN), revision: 2 } as LaterStep,
      T0 + 1,
      'wrong-revision',
    ],
    ['an approval at the lapse', aRequest(), approvalOf(aRequest(), BEN), T0 + 7200, 'lapsed'],
    [
      'an approval after the window',
      aRequest({ terms: aTerms({ startsAt: T0 }) }),
      approvalOf(aRequest({ terms: aTerms({ startsAt: T0 }) }), BEN),
      T0 + 3600,
      'window-over',
    ],
    [
      'an approval of more at the old end',
      historyOf(active(), [{ ...extensionOf(active()), lapsesAt: END + 99 } as LaterStep], T0 + 10),
      approvalOf(extending(), BEN),
      END,
      'window-over',
    ],
    [
      'completing without the approvals',
      aRequest({ required: { groups: [{ group: 'leads', count: 2 }], total: 2 } }),
      approvalOf(aRequest(), BEN),
      T0 + 1,
      'approvals-missing',
    ],
    [
      'an approval where the own factor decides',
      automatic('auto'),
      approvalOf(automatic('auto'), BEN),
      T0 + 1,
      'not-needed',
    ],
    [
      'a confirmation by somebody else',
      automatic('auto'),
      { ...confirmation(automatic('auto')), by: BEN, proof: aProof(automatic('auto'), BEN) } as LaterStep,
      T0 + 1,
      'not-the-requester',
    ],
    ['a confirmation where others decide', aRequest(), confirmation(aRequest()), T0 + 1, 'not-automatic'],
    [
      'a withdrawal by somebody else',
      aRequest(),
      { type: 'withdraw', by: BEN, revision: 1 },
      T0 + 1,
      'not-the-requester',
    ],
    [
      'a denial of another revision',
      aRequest(),
      { type: 'deny', by: BEN, revision: 2, reason: 'no' },
      T0 + 1,
      'wrong-revision',
    ],
    ['a lapse too early', aRequest(), { type: 'lapse', revision: 1 }, T0 + 7199, 'too-early'],
    [
      'a denial where nothing waits',
      active(),
      { type: 'deny', by: BEN, revision: 1, reason: 'no' },
      T0 + 9,
      'wrong-state',
    ],
    [
      'attaching before the start',
      approved({ terms: aTerms({ startsAt: T0 + 60 }) }),
      { type: 'attach', revision: 1, role: ROLE },
      T0 + 59,
      'too-early',
    ],
    ['attaching at the end', approved(), { type: 'attach', revision: 1, role: ROLE }, END, 'window-over'],
    [
      'attaching another revision',
      approved(),
      { type: 'attach', revision: 2, role: ROLE },
      T0 + 2,
      'wrong-revision',
    ],
    [
      'attaching what nobody approved',
      extending(),
      { type: 'attach', revision: 2, role: ROLE },
      T0 + 20,
      'approvals-missing',
    ],
    [
      'failing what nobody approved',
      extending(),
      { type: 'fail-extension', revision: 2, problem: 'x' },
      T0 + 20,
      'approvals-missing',
    ],
    [
      'failing another extension',
      active(),
      { type: 'fail-extension', revision: 2, problem: 'x' },
      T0 + 20,
      'wrong-revision',
    ],
    ['expiring too early', active(), { type: 'expire' }, END - 1, 'too-early'],
    ['expiring while an extension is decided', extended(), { type: 'expire' }, END, 'too-early'],
    [
      'more for somebody else',
      active(),
      { ...extensionOf(active()), by: BEN } as LaterStep,
      T0 + 9,
      'not-the-requester',
    ],
    [
      'more of another thing',
      active(),
      extensionOf(active(), { resources: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/x'] }),
      T0 + 9,
      'terms-changed',
    ],
    [
      'more with another start',
      active(),
      extensionOf(active(), { startsAt: T0 + 2 }),
      T0 + 9,
      'terms-changed',
    ],
    [
      'more that is not more',
      active(),
      extensionOf(active(), { durationSeconds: 3600 }),
      T0 + 9,
      'not-longer',
    ],
    ['more at the end', active(), extensionOf(active()), END, 'window-over'],
    ['more twice', extending(), extensionOf(active()), T0 + 20, 'extension-pending'],
    ['a review that nobody owes', active(), reviewOf(), T0 + 9, 'no-review-due'],
    ['a second review', historyOf(glass(), [reviewOf()]), reviewOf(), T0 + 9, 'no-review-due'],
    ['the own review', glass(), reviewOf(ANN), T0 + 9, 'own-request'],
  ])('%s', (_, grant, step, at, code) => {
    expect(apply(grant, step, at, sha256)).toEqual({ ok: false, error: code })
  })

  const grants = [aRequest(), approved(), active(), ending(), ended()]
  const steps: readonly LaterStep[] = [
    approvalOf(aRequest(), BEN),
    confirmation(aRequest()),
    { type: 'deny', by: BEN, revision: 1, reason: 'no' },
    { type: 'withdraw', by: ANN, revision: 1 },
    { type: 'lapse', revision: 1 },
    { type: 'attach', revision: 1, role: ROLE },
    extensionOf(active()),
    { type: 'fail-extension', revision: 2, problem: 'x' },
    { type: 'expire' },
    { type: 'revoke', by: BEN, reason: 'x' },
    { type: 'fail', problem: 'x' },
    { type: 'detach' },
    reviewOf(),
  ]
  const outside = grants.flatMap((grant) =>
    steps
      .filter(({ type }) => TRANSITIONS[type][grant.state] === undefined)
      .map((step) => [step.type, grant.state, grant, step] as const),
  )
  it.each(outside)('%s while it is %s', (_type, _state, grant, step) => {
    expect(apply(grant, step, T0 + 50, sha256)).toEqual({ ok: false, error: 'wrong-state' })
  })

  it('is tried for every kind of step', () => {
    expect(new Set(steps.map(({ type }) => type))).toEqual(new Set(Object.keys(TRANSITIONS)))
  })
})

describe('any steps at any times', () => {
  const who = fc.constantFrom(ANN, BEN, CAT, DAN)
  const number = fc.integer({ min: 1, max: 4 })
  const step = fc.oneof(
    fc.record({ pick: fc.constant('approve'), by: who, completes: fc.boolean(), challenge: fc.nat(9) }),
    fc.record({ pick: fc.constant('confirm'), by: who, completes: fc.boolean(), challenge: fc.nat(9) }),
    fc.record({
      pick: fc.constantFrom('deny', 'withdraw', 'lapse', 'attach', 'fail-extension'),
      by: who,
      completes: fc.boolean(),
      challenge: number,
    }),
    fc.record({
      pick: fc.constantFrom('extend', 'expire', 'revoke', 'fail', 'detach', 'review'),
      by: who,
      completes: fc.boolean(),
      challenge: number,
    }),
  )
  type Pick = { pick: string; by: typeof ANN; completes: boolean; challenge: number }

  function stepFor(grant: Grant, { pick, by, completes, challenge }: Pick): LaterStep {
    const revision = grant.next?.number ?? grant.current.number
    const proof = aProof(grant, by, { challengeId: `c${challenge}` })
    switch (pick) {
      case 'approve':
        return { type: 'approve', by, revision, groups: ['leads'], proof, completes }
      case 'confirm':
        return { type: 'confirm', by, revision, proof, reviewDueAt: completes ? T0 + 9 : null }
      case 'deny':
        return { type: 'deny', by, revision, reason: 'no' }
      case 'withdraw':
        return { type: 'withdraw', by, revision }
      case 'lapse':
        return { type: 'lapse', revision }
      case 'attach':
        return { type: 'attach', revision, role: ROLE }
      case 'fail-extension':
        return { type: 'fail-extension', revision, problem: 'x' }
      case 'extend':
        return extensionOf(grant)
      case 'revoke':
        return { type: 'revoke', by, reason: '' }
      case 'fail':
        return { type: 'fail', problem: 'x' }
      case 'review':
        return reviewOf(by)
      case 'expire':
        return { type: 'expire' }
      default:
        return { type: 'detach' }
    }
  }

  it('never leave the table, never attach outside the window or undecided, and can always be told again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('approval' as const, 'auto' as const, 'break-glass' as const),
        fc.array(fc.tuple(step, fc.constantFrom(0, 1, 60, 1800, 3600, 7200)), { maxLength: 14 }),
        (mode, moves) => {
          let grant = aRequest({ terms: aTerms({ mode }) })
          let now = T0
          for (const [pick, wait] of moves) {
            now += wait
            const next = apply(grant, stepFor(grant, pick), now, sha256)
            if (!next.ok) continue
            const event = next.value.events.at(-1)
            if (!event || event.step.type === 'ask') throw new Error('an event is missing')
            expect(TRANSITIONS[event.step.type][grant.state]).toContain(next.value.state)
            if (event.step.type === 'attach') {
              const { window, approvals, confirmation: own, terms } = next.value.current
              expect(now).toBeGreaterThanOrEqual(window?.startsAt ?? Infinity)
              expect(now).toBeLessThan(window?.endsAt ?? 0)
              expect(own !== null || approvals.length > 0).toBe(true)
              expect(approvals.map(({ by }) => by)).not.toContain(terms.requester)
            }
            grant = next.value
          }
          expect(recordProblem(grant, sha256)).toBeUndefined()
          expect(new Set(grant.usedChallenges).size).toBe(grant.usedChallenges.length)
        },
      ),
      { numRuns: 400 },
    )
  })
})
