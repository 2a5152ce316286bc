import { describe, expect, it } from 'vitest'
import { requestContext } from '../../../src/base/policy/context.ts'
import { globMatches } from '../../../src/base/policy/glob.ts'
import { fillIn } from '../../../src/base/policy/variables.ts'

const context = requestContext({
  'aws:username': 'ana',
  'aws:PrincipalTag/team': '*',
  'aws:PrincipalTag/*': null,
  'aws:TagKeys': ['a', 'b'],
})
const variable = (inside: string) => `\${${inside}}`

describe('a policy variable', () => {
  it.each([
    ['plain', 'plain'],
    [`home/${variable('aws:username')}/*`, 'home/ana/*'],
    [`home/${variable('AWS:UserName')}`, 'home/ana'],
    [`${variable("aws:PrincipalTag/desk, 'none'")}/x`, 'none/x'],
    [`${variable("aws:username, 'none'")}/x`, 'ana/x'],
  ])('%s becomes %s', (text, pattern) => {
    expect(fillIn(text, context)).toEqual({ pattern })
  })

  it.each([
    [variable('*'), '*', 'anything'],
    [variable('?'), '?', 'x'],
    [`${variable('$')}{aws:username}`, `\${aws:username}`, 'ana'],
    [variable('aws:PrincipalTag/team'), '*', 'fraud'],
  ])('%s stands for the very text %s and not for %s', (text, own, other) => {
    const filled = fillIn(text, context)
    const pattern = 'pattern' in filled ? filled.pattern : 'none'
    expect([globMatches(pattern, own), globMatches(pattern, other)]).toEqual([true, false])
  })

  it.each([
    ['aws:PrincipalTag/desk', 'absent'],
    ['aws:userid', 'unknown'],
    ["aws:userid, 'none'", 'unknown'],
    ['aws:TagKeys', 'unknown'],
  ])('%s without one known value is %s', (inside, missing) => {
    expect(fillIn(variable(inside), context)).toMatchObject({ missing })
  })
})
