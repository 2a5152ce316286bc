import { describe, expect, it } from 'vitest'
import type { requestContext } from '../../../src/base/policy/context.ts'
import { mayAssume, principalArn, standIn } from '../../../src/posture/permissions/trust.ts'
import { aRole, MFA_REQUIRED, trusts } from '../../support/iam.ts'
import { ACCOUNT, NOW } from '../../support/inventory.ts'

const caller = standIn({ type: 'AWS', id: ACCOUNT })
const may = (
  entries: Parameters<typeof requestContext>[0],
  Condition?: Record<string, unknown>,
  free?: RegExp,
) =>
  mayAssume(aRole({ trust: [trusts({ AWS: ACCOUNT }, Condition)] }), caller, entries, { now: NOW }, free)
    .truth

describe('a trust policy', () => {
  it('lets in whom it names, and nobody else', () => {
    expect(may({})).toBe('yes')
    const stranger = standIn({ type: 'AWS', id: '444455556666' })
    expect(mayAssume(aRole({ trust: [trusts({ AWS: ACCOUNT })] }), stranger, {}, { now: NOW }).truth).toBe(
      'no',
    )
  })

  it('asks for what its conditions say', () => {
    expect(may({ 'aws:MultiFactorAuthPresent': 'true' }, MFA_REQUIRED)).toBe('yes')
    expect(may({ 'aws:MultiFactorAuthPresent': null }, MFA_REQUIRED)).toBe('no')
    expect(may({}, MFA_REQUIRED)).toBe('maybe')
  })

  it('takes from the caller what the caller may choose', () => {
    const external = { StringEquals: { 'sts:ExternalId': 'x-1' } }
    expect(may({}, external)).toBe('maybe')
    expect(may({}, external, /^sts:/)).toBe('yes')
  })

  it('ends with its window', () => {
    expect(may({}, { DateLessThan: { 'aws:CurrentTime': '2026-11-23T09:00:00Z' } })).toBe('no')
  })
})

describe('somebody whom a principal stands for', () => {
  const shown = (id: string) => {
    const one = standIn({ type: 'AWS', id })
    return [one.arn, principalArn(one)].map((arn) => arn.replace(/\uE000+/g, 'U'))
  }

  it.each([
    ['*', 'arn:aws:iam::U:user/U', 'arn:aws:iam::U:user/U'],
    [ACCOUNT, `arn:aws:iam::${ACCOUNT}:user/U`, `arn:aws:iam::${ACCOUNT}:user/U`],
    [`arn:aws:iam::${ACCOUNT}:root`, `arn:aws:iam::${ACCOUNT}:user/U`, `arn:aws:iam::${ACCOUNT}:user/U`],
    [
      `arn:aws:iam::${ACCOUNT}:user/ana`,
      `arn:aws:iam::${ACCOUNT}:user/ana`,
      `arn:aws:iam::${ACCOUNT}:user/ana`,
    ],
    [
      `arn:aws:iam::${ACCOUNT}:role/a/R`,
      `arn:aws:sts::${ACCOUNT}:assumed-role/U`,
      `arn:aws:iam::${ACCOUNT}:role/a/R`,
    ],
    [
      `arn:aws:sts::${ACCOUNT}:assumed-role/R/s`,
      `arn:aws:sts::${ACCOUNT}:assumed-role/R/s`,
      `arn:aws:sts::${ACCOUNT}:assumed-role/R/s`,
    ],
  ])('%s is %s', (id, arn, principal) => {
    expect(shown(id)).toEqual([arn, principal])
  })
})
