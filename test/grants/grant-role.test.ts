import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GRANT_PATH, grantIdOf, grantRoles, roleName, roleTags } from '../../src/grants/grant-role.ts'
import { ANN, T0 } from '../support/grants.ts'

describe('the name of a grant’s role', () => {
  it.each([
    ['g1', 'grant-g1'],
    ['2026-11-23-a', 'grant-2026-11-23-a'],
    ['x'.repeat(46), `grant-${'x'.repeat(46)}`],
    ['x'.repeat(47), undefined],
    ['G1', undefined],
    ['g_1', undefined],
    ['g/1', undefined],
    ['g*', undefined],
    ['-g', undefined],
    ['g-', undefined],
    ['', undefined],
  ])('of "%s" is %s', (id, name) => {
    expect(roleName(id)).toBe(name)
  })

  it('leads back to the grant, and fits the console with its path', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,44}[a-z0-9])?$/), (id) => {
        const name = roleName(id) ?? ''
        expect(grantIdOf(name)).toBe(id)
        expect(`${GRANT_PATH}${name}`.length).toBeLessThanOrEqual(64)
      }),
    )
  })

  it.each(['Admin', 'grant', 'grant-', 'grant-G1', 'grants-g1', 'grant-a/b'])('is not %s', (name) => {
    expect(grantIdOf(name)).toBeUndefined()
  })
})

it('the roles of grants are those of one path', () => {
  expect(grantRoles('aws', '111122223333')).toBe('arn:aws:iam::111122223333:role/sagewarden/*')
})

it('the tags of a role say whose it is and when it ends', () => {
  expect(roleTags('g1', 'h', ANN, { startsAt: T0, endsAt: T0 + 3600 })).toEqual({
    'sagewarden:grant': 'g1',
    'sagewarden:request': 'h',
    'sagewarden:ends': '2026-11-23T10:00:00Z',
    'sagewarden:owner': 'T1/ANN',
  })
})
