import { describe, expect, it } from 'vitest'
import { likeliest, permissionSomewhere, resourcesOf } from '../../../src/posture/permissions/reachable.ts'
import { allow, aUser, deny } from '../../support/iam.ts'
import { ACCOUNT, NOW, REGION } from '../../support/inventory.ts'

const moment = { now: NOW, regions: [REGION] }
const CREATE = 'sagemaker:CreateNotebookInstance'
const URL = 'sagemaker:CreatePresignedNotebookInstanceUrl'
const somewhere = (actions: readonly string[], ...statements: Record<string, unknown>[]) =>
  permissionSomewhere(aUser({ statements }), actions, 'sagemaker', 'notebook-instance/*', moment).truth
const on = (name: string) => `arn:aws:sagemaker:*:*:notebook-instance/${name}`

describe('a right on some resource', () => {
  it.each([
    ['of any name', [allow(CREATE)], 'yes'],
    ['of a pattern', [allow(CREATE, on('team-*'))], 'yes'],
    ['of one name', [allow(CREATE, on('mine'))], 'yes'],
    ['named after the caller', [allow(CREATE, on(`\${aws:username}-*`))], 'yes'],
    ['named after a tag that nobody knows', [allow(CREATE, on(`\${aws:PrincipalTag/team}-*`))], 'maybe'],
    ['of another kind', [allow(CREATE, 'arn:aws:sagemaker:*:*:endpoint/*')], 'no'],
    ['that is denied', [allow(CREATE, on('team-*')), deny(CREATE, on('*'))], 'no'],
    ['of which one is denied', [allow(CREATE, on('team-*')), deny(CREATE, on('team-secret'))], 'yes'],
    ['of another Region', [allow(CREATE, 'arn:aws:sagemaker:ap-south-1:*:notebook-instance/x')], 'yes'],
  ])('%s', (_what, statements, truth) => {
    expect(somewhere([CREATE], ...statements)).toBe(truth)
  })

  it('for two actions is on one and the same', () => {
    expect(somewhere([CREATE, URL], allow(CREATE, on('a-*')), allow(URL, on('b-*')))).toBe('no')
    expect(somewhere([CREATE, URL], allow(CREATE, on('a-*')), allow(URL, on('*')))).toBe('yes')
  })
})

it('looks at a name that nobody wrote, and at each that a policy allows, in this account and Region', () => {
  const user = aUser({
    statements: [allow(CREATE, [on('a-*'), '*']), deny(CREATE, on('b')), allow(URL, on('c'))],
  })
  const plain = resourcesOf(user, [CREATE], 'sagemaker', 'notebook-instance/*', moment)
  expect(plain.map((arn) => arn.replace(/\uE000+/g, 'U'))).toEqual([
    `arn:aws:sagemaker:U:${ACCOUNT}:notebook-instance/U`,
    `arn:aws:sagemaker:${REGION}:${ACCOUNT}:notebook-instance/U`,
    `arn:aws:sagemaker:${REGION}:${ACCOUNT}:notebook-instance/a-U`,
  ])
})

it('the likeliest of several ways is the one that is surest to work', () => {
  const way = (truth: 'yes' | 'no' | 'maybe') => ({ truth, evidence: truth })
  expect(likeliest([way('no'), way('maybe'), way('yes')]).truth).toBe('yes')
  expect(likeliest([way('no'), way('maybe')]).truth).toBe('maybe')
  expect(likeliest([way('no')]).evidence).toBe('no')
  expect(likeliest([]).truth).toBe('no')
})
