import { describe, expect, it } from 'vitest'
import { knownAs } from '../../../src/grants/rules/circumstances.ts'
import { type FoundPrincipal, linkRefusals, sameSomebody } from '../../../src/grants/rules/linked.ts'
import type { PersonKey, PrincipalRef } from '../../../src/grants/terms.ts'
import { ANN, aPolicy, BEN, principalOfTest, T0 } from '../../support/grants.ts'
import { NINA, OLE } from '../../support/identity-links.ts'

const ZOE: PersonKey = 'T1/ZOE'
const HERE = '111122223333'
const nina: PrincipalRef = { kind: 'identity-center', arn: NINA.role, userId: NINA.userId }
const DAY = 86_400

describe('a link', () => {
  it.each<[string, Partial<FoundPrincipal['link']>, 'medium' | 'high', readonly string[]]>([
    ['of a day ago', { since: T0 - DAY }, 'high', []],
    ['of a day ago less a second', { since: T0 - DAY + 1 }, 'high', ['link-too-new']],
    ['of now, for less risk', { since: T0 }, 'medium', []],
    ['whose user was deleted or switched off', { user: 'gone' }, 'medium', ['identity-gone']],
    ['about whose user nobody could be asked', { user: 'unknown' }, 'medium', ['identity-unanswered']],
  ])('%s', (_, change, risk, codes) => {
    const link = { since: T0 - DAY, user: 'there' as const, ...change }
    expect(linkRefusals({ principal: nina, link }, { person: ZOE, risk }, aPolicy(), T0)).toEqual(codes)
  })

  it('of a user whom the policy has come to list for somebody else is worth nothing', () => {
    const policy = aPolicy({ people: [{ slack: ANN, principals: { '999999999999': nina } }] })
    const found = { principal: nina, link: { since: 0, user: 'there' as const } }
    expect(linkRefusals(found, { person: ZOE, risk: 'low' }, policy, T0)).toEqual(['identity-taken'])
    expect(linkRefusals(found, { person: ANN, risk: 'low' }, policy, T0)).toEqual([])
  })
})

describe('who somebody is', () => {
  const found: FoundPrincipal = { principal: nina, link: { since: T0, user: 'there' } }
  const known = (person: PersonKey, people = aPolicy().people) =>
    knownAs({ policy: () => aPolicy({ people }), findPrincipal: async () => found }, person, HERE)

  it('says the policy, where it lists them, and no link', async () => {
    expect(await known(BEN)).toEqual({ principal: principalOfTest(BEN), link: null })
  })

  it('says nobody, where the policy lists them without the account', async () => {
    const elsewhere = { slack: BEN, principals: { '999999999999': principalOfTest(BEN) } }
    expect(await known(BEN, [elsewhere])).toEqual({ principal: undefined, link: null })
  })

  it('says their link, where the policy does not list them', async () => {
    expect(await known(ZOE)).toEqual(found)
  })
})

it.each<[string, PrincipalRef, boolean]>([
  ['with another permission set', { ...nina, arn: NINA.role.replace('DataScience', 'Platform') }, true],
  ['another user with the same permission set', { ...nina, userId: OLE.userId }, false],
  ['an IAM user', principalOfTest(ANN), false],
])('one user of Identity Center and %s: one somebody is %s', (_, other, same) => {
  expect(sameSomebody(nina, other)).toBe(same)
  expect(sameSomebody(other, nina)).toBe(same)
})
