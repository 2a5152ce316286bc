import { describe, expect, it } from 'vitest'
import type { AccessRule, Scope } from '../../../src/grants/rules/access-policy.ts'
import { autoApproval, ruling } from '../../../src/grants/rules/ruling.ts'
import { ANN, anEntitlement, aPolicy, aTerms, ENDPOINT, someFacts } from '../../support/grants.ts'

const { members } = someFacts()
const rule = (change: Partial<Exclude<AccessRule, { deny: true }>> = {}): AccessRule => ({
  id: 'r',
  for: {},
  approvals: [],
  ...change,
})
const rulingOf = (rules: readonly AccessRule[], terms = aTerms()) =>
  ruling(aPolicy({ rules }), anEntitlement(), terms, members)

describe('the rules that fit a request', () => {
  it.each<readonly [string, Scope, boolean]>([
    ['everything', {}, true],
    ['the entitlement', { entitlements: ['invoke-endpoint'] }, true],
    ['another entitlement', { entitlements: ['open-notebook'] }, false],
    ['the account', { accounts: ['111122223333'] }, true],
    ['another account', { accounts: ['999999999999'] }, false],
    ['the risk', { risks: ['medium'] }, true],
    ['another risk', { risks: ['high'] }, false],
    ['the resource', { resources: [ENDPOINT] }, true],
    ['the resource in other case', { resources: [ENDPOINT.replace('churn', 'CHURN')] }, true],
    ['a pattern', { resources: ['*:endpoint/ch*n'] }, true],
    ['a pattern that ends too early', { resources: ['*:endpoint/chu'] }, false],
    ['a pattern whose parts overlap', { resources: ['*endpoint/churn*urn'] }, false],
    ['anything at all', { resources: ['*'] }, true],
    ['a dot that is no wildcard', { resources: [ENDPOINT.replace('churn', 'c.urn')] }, false],
    ['one of several', { resources: ['x', '*churn'] }, true],
    ['all that is said must fit', { resources: ['*'], accounts: ['9'] }, false],
  ])('%s', (_, scope, fits) => {
    expect(rulingOf([rule({ for: scope })]).covered).toBe(fits)
  })

  it('hold together: every group, the shortest time, the fewest factors', () => {
    const strict = rule({
      approvals: [{ group: 'security', count: 1 }],
      longestSeconds: 600,
      factors: ['passkey'],
    })
    const lenient = rule({
      approvals: [{ group: 'leads', count: 2 }],
      longestSeconds: 9999,
      approvalsInTotal: 4,
    })
    const expected = {
      denied: false,
      covered: true,
      required: {
        groups: [
          { group: 'leads', count: 2 },
          { group: 'security', count: 1 },
        ],
        total: 4,
      },
      longestSeconds: 600,
      factors: ['passkey'],
    }
    expect(rulingOf([strict, lenient])).toMatchObject(expected)
    expect(rulingOf([lenient, strict])).toMatchObject(expected)
  })

  it('give way to one that denies, whatever the order', () => {
    const deny: AccessRule = { id: 'd', for: { resources: ['*churn'] }, deny: true }
    expect(rulingOf([deny, rule()]).denied).toBe(true)
    expect(rulingOf([rule(), deny]).denied).toBe(true)
  })

  it('must cover each resource, and count where they fit any', () => {
    const second = ENDPOINT.replace('churn', 'fraud')
    const terms = aTerms({ resources: [ENDPOINT, second] })
    const churn = rule({ for: { resources: ['*churn'] }, approvals: [{ group: 'leads', count: 1 }] })
    expect(rulingOf([churn], terms)).toMatchObject({ covered: false })
    const fraud = rule({ for: { resources: ['*fraud'] }, approvals: [{ group: 'security', count: 1 }] })
    expect(rulingOf([churn, fraud], terms)).toMatchObject({ covered: true, required: { total: 1 } })
    expect(rulingOf([churn, fraud], terms).required.groups).toHaveLength(2)
  })

  it('let only their askers ask', () => {
    expect(rulingOf([rule({ askers: ['leads'] })]).mayAsk).toBe(false)
    expect(rulingOf([rule(), rule({ askers: ['leads'] })]).mayAsk).toBe(false)
    expect(rulingOf([rule()]).mayAsk).toBe(true)
  })

  it('never allow a longer time than the entitlement', () => {
    const limits = anEntitlement({ longestSeconds: 900 })
    expect(ruling(aPolicy(), limits, aTerms(), members).longestSeconds).toBe(900)
  })
})

describe('break-glass', () => {
  const glass = {
    for: { resources: ['*churn'] },
    askers: ['on-call'],
    longestSeconds: 1800,
    factors: ['passkey'] as const,
    reviewers: ['security'],
    reviewWithinSeconds: 86_400,
  }
  const terms = aTerms({ mode: 'break-glass', requester: 'T1/EVE' })
  it('has its own askers, time and factors', () => {
    const policy = aPolicy({ breakGlass: glass, rules: [] })
    expect(ruling(policy, anEntitlement(), terms, members)).toMatchObject({
      covered: true,
      mayAsk: true,
      longestSeconds: 1800,
      factors: ['passkey'],
    })
    expect(ruling(policy, anEntitlement(), { ...terms, requester: ANN }, members).mayAsk).toBe(false)
  })
  it('does not break a denial', () => {
    const policy = aPolicy({ breakGlass: glass, rules: [{ id: 'd', for: {}, deny: true }] })
    expect(ruling(policy, anEntitlement(), terms, members).denied).toBe(true)
  })
})

describe('a rule that needs nobody else', () => {
  const auto = { id: 'a', for: { resources: ['*churn'] }, askers: ['people'], longestSeconds: 3600 }
  const all = new Map([['people', [ANN]]])
  it.each([
    ['fits', aTerms(), all, 'a'],
    ['is too short', aTerms({ durationSeconds: 3601 }), all, undefined],
    ['has other askers', aTerms(), members, undefined],
    ['fits only one of the resources', aTerms({ resources: [ENDPOINT, `${ENDPOINT}2`] }), all, undefined],
  ])('%s', (_, terms, who, id) => {
    expect(autoApproval(aPolicy({ autoApprovals: [auto] }), terms, who)?.id).toBe(id)
  })
})
