import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Grant } from '../../../src/grants/grant.ts'
import type { AccessPolicy } from '../../../src/grants/rules/access-policy.ts'
import { missingApprovals, whoMayApprove } from '../../../src/grants/rules/approvers.ts'
import type { SeenPerson } from '../../../src/grants/rules/person.ts'
import { decide, type Facts, type Question } from '../../../src/grants/rules/rules.ts'
import type { PersonKey, Terms } from '../../../src/grants/terms.ts'
import { CENTER } from '../../support/grant-orders.ts'
import {
  ANN,
  active,
  anAskStep,
  anEntitlement,
  aPerson,
  aPolicy,
  aProof,
  approvalOf,
  approved,
  aRequest,
  aTerms,
  BEN,
  CAT,
  DAN,
  ENDPOINT,
  EVE,
  extensionOf,
  historyOf,
  principalOfTest,
  someFacts,
  T0,
} from '../../support/grants.ts'

const NOW = T0 + 10
const END = T0 + 3601

interface Case {
  readonly person?: SeenPerson
  readonly policy?: Partial<AccessPolicy>
  readonly facts?: Partial<Facts>
  readonly now?: number
}

function codes(question: Question, { person = aPerson(ANN), policy, facts, now = NOW }: Case = {}) {
  const decision = decide(question, person, aPolicy(policy), someFacts(facts), now)
  return decision.allowed ? [] : [...decision.codes].toSorted((a, b) => (a < b ? -1 : 1))
}

const member = (key: PersonKey, ...groups: string[]): Facts['members'] => {
  const { members } = someFacts()
  return new Map([...members].map(([id, all]) => [id, groups.includes(id) ? [...all, key] : all]))
}
const glass = {
  for: {},
  askers: ['on-call'],
  longestSeconds: 1800,
  factors: ['passkey'] as const,
  reviewers: ['security'],
  reviewWithinSeconds: 86_400,
}
const auto = { id: 'a', for: {}, askers: ['askers'], longestSeconds: 3600 }
const askers: Facts['members'] = new Map([['askers', [ANN]]])
const newly = { newFactors: { risks: ['medium' as const], waitSeconds: 86_400 } }
const fresh = { since: T0, user: 'there' } as const
const night = { timeZone: 'UTC', from: 0, to: 1439, days: [] }

describe('asking', () => {
  it.each<readonly [string, Partial<Terms>, Case, readonly string[]]>([
    ['what the rules allow', {}, {}, []],
    ['at a later time', { startsAt: T0 + 3600 }, {}, []],
    ['in the past', { startsAt: NOW - 1 }, {}, ['start-in-past']],
    ['too far ahead', { startsAt: NOW + 7 * 86_400 + 1 }, {}, ['start-too-far']],
    [
      'for longer than the entitlement',
      {},
      { facts: { entitlement: anEntitlement({ longestSeconds: 3599 }) } },
      ['too-long'],
    ],
    [
      'for longer than the risk',
      { durationSeconds: 8 * 3600 + 1 },
      { facts: { entitlement: anEntitlement({ longestSeconds: 1e6 }) } },
      ['too-long'],
    ],
    ['for no time', { durationSeconds: 0 }, {}, ['duration-invalid', 'window-over']],
    ['for half a second', { durationSeconds: 1.5 }, {}, ['duration-invalid']],
    ['for no reason', { reason: ' \n' }, {}, ['reason-missing']],
    ['for a reason of 3,000 characters', { reason: 'x'.repeat(3000) }, {}, []],
    ['for a longer one', { reason: 'x'.repeat(3001) }, {}, ['reason-too-long']],
    ['without the ticket', {}, { policy: { ticketFor: ['medium'] } }, ['ticket-missing']],
    ['with the ticket', { ticket: 'INC-42' }, { policy: { ticketFor: ['medium'] } }, []],
    ['for nothing', { resources: [] }, {}, ['no-rule', 'resource-missing', 'too-few-approvers']],
    [
      'for a pattern',
      { resources: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/*'] },
      {},
      ['resource-not-exact'],
    ],
    [
      'for one character too many',
      { resources: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/a?'] },
      {},
      ['resource-not-exact'],
    ],
    ['for a variable', { resources: [`${ENDPOINT}$`.concat('{aws:username}')] }, {}, ['resource-not-exact']],
    [
      'for another account',
      { resources: ['arn:aws:sagemaker:eu-west-1:999999999999:endpoint/a'] },
      {},
      ['resource-elsewhere'],
    ],
    [
      'for another Region',
      { resources: ['arn:aws:sagemaker:us-east-1:111122223333:endpoint/a'] },
      {},
      ['resource-elsewhere'],
    ],
    ['for no ARN', { resources: ['churn'] }, {}, ['resource-elsewhere']],
    ['for something unknown', {}, { facts: { entitlement: undefined } }, ['entitlement-unknown']],
    [
      'for something that is off',
      {},
      { facts: { entitlement: anEntitlement({ off: 'not settled' }) } },
      ['entitlement-off'],
    ],
    [
      'at another risk',
      {},
      { facts: { entitlement: anEntitlement({ risk: 'low' }) } },
      ['entitlement-changed'],
    ],
    ['with no principal', {}, { facts: { principal: undefined } }, ['principal-unknown']],
    ['with another principal', {}, { facts: { principal: principalOfTest(BEN) } }, ['principal-changed']],
    ['by a link that is old enough', {}, { facts: { link: { since: 0, user: 'there' } } }, []],
    [
      'by a link that is too new for the risk',
      {},
      { policy: newly, facts: { link: fresh } },
      ['link-too-new'],
    ],
    ['by a link whose user is gone', {}, { facts: { link: { since: 0, user: 'gone' } } }, ['identity-gone']],
    [
      'by a link, where Identity Center does not answer',
      {},
      { facts: { link: { since: 0, user: 'unknown' } } },
      ['identity-unanswered'],
    ],
    ['for somebody else', {}, { person: aPerson(BEN) }, ['not-the-requester']],
    ['with facts of somebody else', {}, { facts: { requester: aPerson(BEN) } }, ['not-the-requester']],
    ['without a rule', {}, { policy: { rules: [] } }, ['no-rule', 'too-few-approvers']],
    [
      'against a rule',
      {},
      { policy: { rules: [...aPolicy().rules, { id: 'd', for: {}, deny: true }] } },
      ['denied-by-rule'],
    ],
    [
      'as none of the askers',
      {},
      {
        policy: {
          rules: [{ id: 'r', for: {}, askers: ['leads'], approvals: [{ group: 'leads', count: 1 }] }],
        },
      },
      ['not-allowed-to-ask'],
    ],
    [
      'where nobody else could approve',
      {},
      { facts: { members: new Map([['leads', [ANN]]]) } },
      ['too-few-approvers'],
    ],
    ['where the group cannot be read', {}, { facts: { members: new Map() } }, ['too-few-approvers']],
    [
      'where too few could approve',
      {},
      { policy: { rules: [{ id: 'r', for: {}, approvals: [{ group: 'leads', count: 3 }] }] } },
      ['too-few-approvers'],
    ],
    [
      'in a shared channel',
      {},
      { facts: { place: { kind: 'channel', external: true } } },
      ['shared-channel'],
    ],
    [
      'as a guest',
      {},
      {
        person: aPerson(ANN, { restricted: true }),
        facts: { requester: aPerson(ANN, { restricted: true }) },
      },
      ['guest'],
    ],
    ['as nobody', {}, { person: aPerson(ANN, { user: undefined }) }, ['person-incomplete']],
    [
      'what a rule approves',
      { mode: 'auto' },
      { policy: { autoApprovals: [auto] }, facts: { members: askers } },
      [],
    ],
    [
      'what a rule approves, in quiet hours',
      { mode: 'auto' },
      { policy: { autoApprovals: [auto], quietHours: night }, facts: { members: askers } },
      ['not-automatic'],
    ],
    ['what no rule approves', { mode: 'auto' }, {}, ['not-automatic']],
    [
      'in an emergency',
      { mode: 'break-glass', durationSeconds: 1800 },
      { policy: { breakGlass: glass }, facts: { members: member(ANN, 'on-call') } },
      [],
    ],
    [
      'in an emergency, for too long',
      { mode: 'break-glass' },
      { policy: { breakGlass: glass }, facts: { members: member(ANN, 'on-call') } },
      ['too-long'],
    ],
    [
      'in an emergency that is not theirs',
      { mode: 'break-glass', durationSeconds: 60 },
      { policy: { breakGlass: glass } },
      ['not-allowed-to-ask'],
    ],
    ['in an emergency where there are none', { mode: 'break-glass' }, {}, ['break-glass-closed']],
  ])('%s', (_, terms, given, expected) => {
    expect(codes({ action: 'ask', terms: aTerms(terms) }, given)).toEqual(expected)
  })
})

const two = { id: 'r', for: {}, approvals: [{ group: 'leads', count: 2 }] }
const anded = {
  groups: [
    { group: 'leads', count: 1 },
    { group: 'security', count: 1 },
  ],
  total: 2,
}
const half = historyOf(aRequest({ required: anded }), [approvalOf(aRequest(), BEN, false)])
const extending = historyOf(active(), [extensionOf(active())], T0 + 5)

describe('approving', () => {
  const approve = (grant: Grant, revision = 1): Question => ({ action: 'approve', grant, revision })
  const ben = aPerson(BEN)
  it.each<readonly [string, Grant, number, Case, readonly string[]]>([
    ['as an approver', aRequest(), 1, { person: ben }, []],
    ['an extension', extending, 2, { person: ben }, []],
    ['the own request', aRequest(), 1, {}, ['not-an-approver', 'own-request']],
    [
      'the own request, having become an approver',
      aRequest(),
      1,
      { facts: { members: member(ANN, 'leads') } },
      ['own-request'],
    ],
    [
      'the own request, from a second Slack account',
      aRequest(),
      1,
      { person: ben, facts: { ownPrincipal: principalOfTest(ANN) } },
      ['own-request'],
    ],
    [
      'the own request, from a second Slack account with another permission set',
      aRequest({ terms: aTerms({ principal: CENTER }) }),
      1,
      { person: ben, facts: { principal: CENTER, ownPrincipal: { ...CENTER, arn: `${CENTER.arn}0` } } },
      ['own-request'],
    ],
    ['as nobody who may', aRequest(), 1, { person: aPerson(EVE) }, ['not-an-approver']],
    [
      'as somebody who may not any more',
      aRequest(),
      1,
      { person: ben, facts: { members: new Map([['leads', [CAT]]]) } },
      ['not-an-approver'],
    ],
    ['after the rules became stricter', aRequest(), 1, { person: ben, policy: { rules: [two] } }, []],
    ['after the rules became laxer', aRequest({ required: anded }), 1, { person: aPerson(DAN) }, []],
    ['twice', half, 1, { person: ben }, ['already-approved']],
    ['what needs somebody of another group', half, 1, { person: aPerson(DAN) }, []],
    [
      'what needs nobody of this group any more',
      half,
      1,
      { person: aPerson('T1/FAY'), facts: { members: member('T1/FAY', 'leads') } },
      ['not-needed'],
    ],
    ['at the lapse', aRequest(), 1, { person: ben, now: T0 + 7200 }, ['lapsed']],
    ['another revision', aRequest(), 2, { person: ben }, ['wrong-revision']],
    ['an older revision', extending, 1, { person: ben }, ['wrong-revision']],
    ['what was approved', approved(), 1, { person: ben }, ['wrong-state']],
    ['an extension at the end', extending, 2, { person: ben, now: END }, ['lapsed', 'window-over']],
    [
      'for a requester who left',
      aRequest(),
      1,
      { person: ben, facts: { requester: aPerson(ANN, { deleted: true }) } },
      ['deactivated'],
    ],
    [
      'for a requester whose principal changed',
      aRequest(),
      1,
      { person: ben, facts: { principal: principalOfTest(DAN) } },
      ['principal-changed'],
    ],
    [
      'for longer than is allowed now',
      aRequest(),
      1,
      { person: ben, policy: { longestSeconds: { low: 1, medium: 1, high: 1, critical: 1 } } },
      ['too-long'],
    ],
    ['as a guest', aRequest(), 1, { person: aPerson(BEN, { ultraRestricted: true }) }, ['guest']],
    ['as a bot', aRequest(), 1, { person: aPerson(BEN, { bot: true }) }, ['bot']],
    ['from another team', aRequest(), 1, { person: aPerson('T2/BEN') }, ['not-an-approver', 'other-team']],
    ['with no team', aRequest(), 1, { person: aPerson(BEN, { team: undefined }) }, ['person-incomplete']],
    [
      'in a channel shared with another company',
      aRequest(),
      1,
      { person: ben, facts: { place: { kind: 'channel', external: true } } },
      ['shared-channel'],
    ],
    [
      'what the own factor decides',
      aRequest({ terms: aTerms({ mode: 'auto' }) }),
      1,
      { person: ben },
      ['not-an-approver'],
    ],
  ])('%s', (_, grant, revision, given, expected) => {
    expect(codes(approve(grant, revision), given)).toEqual(expected)
  })

  it.each<readonly [string, Parameters<typeof aProof>[2] | undefined, Case, readonly string[]]>([
    ['a passkey', {}, {}, []],
    ['nothing', undefined, {}, ['proof-missing']],
    ["another person's", { person: CAT }, {}, ['proof-of-another']],
    ['one for another grant', { grantId: 'g2' }, {}, ['proof-of-other-request']],
    ['one for another revision', { revision: 2 }, {}, ['proof-of-other-request']],
    ['one for other terms', { requestHash: 'x' }, {}, ['proof-of-other-request']],
    ['one of five minutes ago', { at: NOW - 300 }, {}, ['proof-stale']],
    ['one just young enough', { at: NOW - 299 }, {}, []],
    ['one of the future', { at: NOW + 31 }, {}, ['proof-stale']],
    [
      'a weaker one than the rule wants',
      { method: 'totp' },
      { policy: { rules: [{ ...two, factors: ['passkey'] }] } },
      ['factor-too-weak'],
    ],
    ['a weak one where it suffices', { method: 'totp' }, {}, []],
    [
      'one enrolled yesterday',
      { enrolledAt: NOW - 86_399 },
      { policy: { newFactors: { risks: ['medium'], waitSeconds: 86_400 } } },
      ['factor-too-new'],
    ],
    [
      'one enrolled long enough ago',
      { enrolledAt: NOW - 86_400 },
      { policy: { newFactors: { risks: ['medium'], waitSeconds: 86_400 } } },
      [],
    ],
  ])('proved by %s', (_, change, given, expected) => {
    const proof = change && aProof(aRequest(), BEN, change)
    expect(codes(approve(aRequest()), { person: ben, ...given, facts: { proof } })).toEqual(expected)
  })

  it('proved by a challenge of before', () => {
    const proof = aProof(half, DAN, { challengeId: `c-${BEN}-1` })
    expect(codes(approve(half), { person: aPerson(DAN), facts: { proof } })).toEqual(['challenge-used'])
  })
})

describe('who may approve', () => {
  const context = {
    policy: aPolicy(),
    members: member(ANN, 'leads', 'security'),
    entitlement: anEntitlement(),
  }
  it('is everybody whose approval counts, with why, and never the requester', () => {
    expect(whoMayApprove(aRequest({ required: anded }).current, context)).toEqual([
      { person: BEN, groups: ['leads'] },
      { person: CAT, groups: ['leads', 'security'] },
      { person: DAN, groups: ['security'] },
    ])
    expect(whoMayApprove(half.current, context).map(({ person }) => person)).toEqual([CAT, DAN])
    expect(missingApprovals(half.current, context)).toEqual(['security'])
  })
  it('does not count the approval of somebody who lost the right', () => {
    const gone = { ...context, members: new Map([...context.members, ['leads', [CAT]]]) }
    expect(missingApprovals(half.current, gone)).toEqual(['leads', 'security'])
  })
  it('is nobody where the own factor decides', () => {
    expect(whoMayApprove(aRequest({ terms: aTerms({ mode: 'auto' }) }).current, context)).toEqual([])
  })
  it('holds to the record where the entitlement is gone', () => {
    expect(missingApprovals(half.current, { ...context, entitlement: undefined })).toEqual(['security'])
  })
})

const automatic = aRequest({ terms: aTerms({ mode: 'auto' }) })
const reviewable = historyOf(aRequest({ terms: aTerms({ mode: 'break-glass' }) }), [
  {
    type: 'confirm',
    by: ANN,
    revision: 1,
    proof: aProof(aRequest({ terms: aTerms({ mode: 'break-glass' }) }), ANN),
    reviewDueAt: T0 + 99,
  },
])

describe('everything else', () => {
  const rules = { policy: { autoApprovals: [auto], breakGlass: glass } }
  const more = (change: Partial<Terms> = {}): Question => {
    const step = extensionOf(active(), change)
    if (step.type !== 'extend') throw new Error('no extension')
    return { action: 'extend', grant: active(), terms: step.terms }
  }
  it.each<readonly [string, Question, Case, readonly string[]]>([
    [
      'confirming',
      { action: 'confirm', grant: automatic, revision: 1 },
      { ...rules, facts: { members: askers, proof: aProof(automatic, ANN) } },
      [],
    ],
    [
      'confirming without a factor',
      { action: 'confirm', grant: automatic, revision: 1 },
      { ...rules, facts: { members: askers, proof: undefined } },
      ['proof-missing'],
    ],
    [
      'confirming when the rule is gone',
      { action: 'confirm', grant: automatic, revision: 1 },
      { facts: { members: askers } },
      ['not-automatic'],
    ],
    [
      'confirming for somebody else',
      { action: 'confirm', grant: automatic, revision: 1 },
      { ...rules, person: aPerson(BEN), facts: { members: askers } },
      ['not-the-requester'],
    ],
    [
      'confirming what others decide',
      { action: 'confirm', grant: aRequest(), revision: 1 },
      {},
      ['not-automatic'],
    ],
    [
      'denying',
      { action: 'deny', grant: aRequest(), revision: 1, reason: 'no' },
      { person: aPerson(BEN) },
      [],
    ],
    [
      'denying when the requester left',
      { action: 'deny', grant: aRequest(), revision: 1, reason: 'no' },
      { person: aPerson(BEN), facts: { requester: aPerson(ANN, { deleted: true }) } },
      [],
    ],
    [
      'denying without a reason',
      { action: 'deny', grant: aRequest(), revision: 1, reason: ' ' },
      { person: aPerson(BEN) },
      ['reason-missing'],
    ],
    [
      'denying the own request',
      { action: 'deny', grant: aRequest(), revision: 1, reason: 'no' },
      {},
      ['not-an-approver', 'own-request'],
    ],
    [
      'denying what lapsed',
      { action: 'deny', grant: aRequest(), revision: 1, reason: 'no' },
      { person: aPerson(BEN), now: T0 + 7200 },
      ['lapsed'],
    ],
    ['withdrawing', { action: 'withdraw', grant: aRequest(), revision: 1 }, {}, []],
    [
      'withdrawing as a guest by now',
      { action: 'withdraw', grant: aRequest(), revision: 1 },
      { person: aPerson(ANN, { restricted: true }) },
      [],
    ],
    [
      'withdrawing for somebody else',
      { action: 'withdraw', grant: aRequest(), revision: 1 },
      { person: aPerson(BEN) },
      ['not-the-requester'],
    ],
    [
      'withdrawing as nobody',
      { action: 'withdraw', grant: aRequest(), revision: 1 },
      { person: aPerson(ANN, { team: undefined }) },
      ['person-incomplete'],
    ],
    [
      'withdrawing what is decided',
      { action: 'withdraw', grant: approved(), revision: 1 },
      {},
      ['wrong-state'],
    ],
    ['extending', more(), {}, []],
    [
      'extending past what is left to give',
      more({ durationSeconds: 9 * 3600 + 1 }),
      { facts: { entitlement: anEntitlement({ longestSeconds: 9 * 3600 }) } },
      ['too-long'],
    ],
    ['extending by nothing', more({ durationSeconds: 3600 }), {}, ['not-longer']],
    ['extending at the end', more(), { now: END }, ['window-over']],
    ["extending somebody else's", more(), { person: aPerson(BEN) }, ['not-the-requester']],
    ['extending twice', { ...more(), grant: extending } as Question, {}, ['extension-pending']],
    ['extending what is not active', { ...more(), grant: approved() } as Question, {}, ['wrong-state']],
    [
      'extending by break-glass',
      more({ mode: 'break-glass' }),
      {
        policy: { breakGlass: { ...glass, askers: ['askers'], longestSeconds: 1e6 } },
        facts: { members: askers },
      },
      ['break-glass-closed'],
    ],
    ['starting', { action: 'start', grant: approved() }, {}, []],
    [
      'starting for somebody who left',
      { action: 'start', grant: approved() },
      { facts: { requester: aPerson(ANN, { deleted: true }) } },
      ['deactivated'],
    ],
    [
      'starting what the rules deny now',
      { action: 'start', grant: approved() },
      { policy: { rules: [{ id: 'd', for: {}, deny: true }] } },
      ['denied-by-rule', 'no-rule'],
    ],
    ['revoking as the requester', { action: 'revoke', grant: active() }, {}, []],
    ['revoking as the approver', { action: 'revoke', grant: active() }, { person: aPerson(BEN) }, []],
    ['revoking as another approver', { action: 'revoke', grant: active() }, { person: aPerson(CAT) }, []],
    ['revoking as on-call', { action: 'revoke', grant: active() }, { person: aPerson(EVE) }, []],
    [
      'revoking as anybody else',
      { action: 'revoke', grant: active() },
      { person: aPerson(DAN) },
      ['may-not-revoke'],
    ],
    [
      'revoking as a deactivated on-call',
      { action: 'revoke', grant: active() },
      { person: aPerson(EVE, { deleted: true }) },
      ['deactivated'],
    ],
    [
      'revoking as nobody',
      { action: 'revoke', grant: active() },
      { person: aPerson(BEN, { user: undefined }) },
      ['person-incomplete'],
    ],
    [
      'revoking what is over',
      { action: 'revoke', grant: historyOf(active(), [{ type: 'revoke', by: BEN, reason: '' }], T0 + 9) },
      {},
      ['wrong-state'],
    ],
    [
      'reviewing',
      { action: 'review', grant: reviewable, note: 'outage' },
      { ...rules, person: aPerson(DAN) },
      [],
    ],
    [
      'reviewing without a word',
      { action: 'review', grant: reviewable, note: '' },
      { ...rules, person: aPerson(DAN) },
      ['reason-missing'],
    ],
    [
      'reviewing as no reviewer',
      { action: 'review', grant: reviewable, note: 'x' },
      { ...rules, person: aPerson(BEN) },
      ['not-a-reviewer'],
    ],
    [
      'reviewing the own',
      { action: 'review', grant: reviewable, note: 'x' },
      { ...rules, facts: { members: member(ANN, 'security') } },
      ['own-request'],
    ],
    [
      'reviewing what owes none',
      { action: 'review', grant: active(), note: 'x' },
      { ...rules, person: aPerson(DAN) },
      ['no-review-due'],
    ],
  ])('%s', (_, question, given, expected) => {
    expect(codes(question, given)).toEqual(expected)
  })

  it('revoking never fails for whom the record names, whatever became of the policy', () => {
    const nothing: Partial<AccessPolicy> = {
      rules: [{ id: 'd', for: {}, deny: true }],
      groups: [],
      revokers: [],
      people: [],
      longestSeconds: { low: 0, medium: 0, high: 0, critical: 0 },
      team: 'T9',
    }
    const facts: Partial<Facts> = {
      entitlement: undefined,
      principal: undefined,
      members: new Map(),
      place: { kind: 'channel', external: undefined },
    }
    for (const key of [ANN, BEN])
      expect(
        codes(
          { action: 'revoke', grant: active() },
          { person: aPerson(key, { deleted: true }), policy: nothing, facts },
        ),
      ).toEqual([])
  })
})

describe('the request, the click and the commit', () => {
  const flag = fc.constantFrom(true, false, false, false, false, undefined)
  const someone = fc
    .tuple(fc.constantFrom(ANN, BEN, CAT, DAN, EVE), flag, flag, flag)
    .map(([key, restricted, deleted, bot]) => aPerson(key, { restricted, deleted, bot }))
  const subset = fc.subarray([ANN, BEN, CAT, DAN, EVE])
  const rule = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        id: fc.constant('r'),
        for: fc.constantFrom({}, { resources: ['*churn'] }, { risks: ['high' as const] }),
        approvals: fc.constantFrom([], [{ group: 'leads', count: 1 }], [{ group: 'security', count: 2 }]),
        longestSeconds: fc.constantFrom(600, 3600, 9999),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        id: fc.constant('d'),
        for: fc.constantFrom({}, { risks: ['high' as const] }),
        deny: fc.constant(true as const),
      }),
    },
  )
  const scene = fc.record({
    person: someone,
    requesterGone: flag,
    rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
    leads: subset,
    security: subset,
    external: flag,
    link: fc.constantFrom<Facts['link']>(
      null,
      null,
      { since: 0, user: 'there' },
      fresh,
      { since: 0, user: 'gone' },
      { since: 0, user: 'unknown' },
    ),
    now: fc.constantFrom(T0 + 1, T0 + 7199, T0 + 7200),
  })

  it('agree: the proof itself is all that a commit may object to', () => {
    let allowed = 0
    fc.assert(
      fc.property(scene, ({ person, requesterGone, rules, leads, security, external, link, now }) => {
        const grant = aRequest(anAskStep())
        const key = `${person.team}/${person.user}` as const
        const facts: Partial<Facts> = {
          members: new Map([
            ['leads', leads],
            ['security', security],
          ]),
          requester: aPerson(ANN, { deleted: requesterGone }),
          place: { kind: 'channel', external },
          link,
        }
        const question: Question = { action: 'approve', grant, revision: 1 }
        const ask = (proof: Facts['proof']) =>
          codes(question, { person, policy: { rules, ...newly }, facts: { ...facts, proof }, now })
        const click = ask('later')
        expect(ask(aProof(grant, key, { at: now }))).toEqual(click)
        expect(ask(undefined).filter((code) => code !== 'proof-missing')).toEqual(click)
        const listed = whoMayApprove(grant.current, {
          policy: aPolicy({ rules }),
          members: facts.members ?? new Map(),
          entitlement: anEntitlement(),
        })
        if (click.length === 0) {
          allowed++
          expect(listed.map((each) => each.person)).toContain(key)
          expect(key).not.toBe(ANN)
          const request = codes(
            { action: 'ask', terms: grant.current.terms },
            { policy: { rules, ...newly }, facts, now },
          )
          expect(request.filter((code) => code !== 'too-few-approvers')).toEqual([])
        }
      }),
      { numRuns: 8000 },
    )
    expect(allowed).toBeGreaterThan(20)
  })
})
