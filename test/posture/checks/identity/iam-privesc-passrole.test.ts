import { describe, expect, it } from 'vitest'
import type { Check } from '../../../../src/posture/check.ts'
import { iamPrivescPassroleChecks } from '../../../../src/posture/checks/identity/iam-privesc-passrole.ts'
import { allow, aRole, aUser, deny, HIDDEN, IAM_GAP, trusts, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, snapshotOf, verdicts } from '../../../support/inventory.ts'

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'iam-privesc-passrole-create-notebook': [
    'sagemaker:CreateNotebookInstance',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
  ],
  'iam-privesc-passrole-processing-job': ['sagemaker:CreateProcessingJob'],
  'iam-privesc-passrole-training-job': ['sagemaker:CreateTrainingJob'],
}
const SHAPE: Readonly<Record<string, string>> = {
  'iam-privesc-passrole-create-notebook': 'notebook-instance',
  'iam-privesc-passrole-processing-job': 'processing-job',
  'iam-privesc-passrole-training-job': 'training-job',
}
const strong = aRole({ name: 'Strong', statements: [allow('s3:*')] })
const weak = aRole({ name: 'Weak', statements: [allow('s3:GetObject', 'arn:aws:s3:::data/*')] })
const SAFE = 'ana pass: It reaches no role that is stronger than itself'

const ofAna = (check: Check, user: Parameters<typeof aUser>[0], roles = [strong, weak]) =>
  verdicts(check, snapshotOf({ iamUsers: [aUser(user)], iamRoles: roles })).filter((line) =>
    line.startsWith('ana '),
  )

describe.each(iamPrivescPassroleChecks.map((check) => [check]))('$id', (check) => {
  const actions = NEEDED[check.id] ?? []

  it('fails where a stronger role can be passed to something that may be created', () => {
    expect(ofAna(check, { statements: [allow(actions), allow('iam:PassRole')] })[0]).toMatch(
      /^ana fail: Role Strong may read or write every S3 object; Policy team, statement 2 allows iam:PassRole on \*/,
    )
  })

  it('counts a name that the policy leaves to the caller, and a condition that the caller can meet', () => {
    const own = `arn:aws:sagemaker:*:*:${SHAPE[check.id]}/\${aws:username}-*`
    const inVpc = { Null: { 'sagemaker:VpcSubnets': 'false' } }
    const passed = { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } }
    const statements = [allow(actions, own, inVpc), allow('iam:PassRole', strong.arn, passed)]
    expect(ofAna(check, { statements })[0]).toMatch(/^ana fail: Role Strong/)
  })

  it.each([
    ['the role is no stronger', [allow(actions), allow('iam:PassRole', weak.arn)]],
    ['it may create nothing', [allow('iam:PassRole')]],
    ['it may pass nothing', [allow(actions)]],
    [
      'it may pass to another service only',
      [
        allow(actions),
        allow('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
      ],
    ],
    ['creating is denied', [allow(['sagemaker:*', 'iam:PassRole']), deny('sagemaker:Create*')]],
    ['it has the same power itself', [allow([...actions, 's3:*']), allow('iam:PassRole', strong.arn)]],
  ])('passes where %s', (_why, statements) => {
    expect(ofAna(check, { statements })).toEqual([SAFE])
  })

  it('passes where the boundary leaves too little', () => {
    const statements = [allow([...actions, 'iam:PassRole'])]
    expect(ofAna(check, { statements, boundary: [allow(actions)] })).toEqual([SAFE])
  })

  it('judges roles like users, but not against themselves', () => {
    const role = aRole({ name: 'Jobs', statements: [allow([...actions, 'iam:PassRole', 's3:*'])] })
    const judged = verdicts(check, snapshotOf({ iamRoles: [role] }))
    expect(judged).toEqual(['Jobs pass: It reaches no role that is stronger than itself'])
    const stronger = aRole({ name: 'Root', statements: [allow('*')] })
    expect(verdicts(check, snapshotOf({ iamRoles: [role, stronger] }))).toEqual([
      expect.stringMatching(/^Jobs fail: Role Root may do everything/),
      'Root not-applicable: It is an administrator already.',
    ])
  })

  it('does not judge administrators, nor roles that nobody can edit, nor where no role trusts SageMaker', () => {
    const statements = [allow(actions), allow('iam:PassRole')]
    const other = aRole({ name: 'Ec2', trust: [trusts({ Service: 'ec2.amazonaws.com' })] })
    expect(ofAna(check, { statements: [allow('*')] })).toEqual([
      'ana not-applicable: It is an administrator already.',
    ])
    expect(ofAna(check, { statements }, [other])).toEqual(['ana not-applicable: No role trusts SageMaker.'])
    const reserved = aRole({ name: 'ana', also: { awsOwned: true, path: '/aws-service-role/x/' } })
    expect(verdicts(check, snapshotOf({ iamRoles: [reserved] }))).toEqual([
      'ana not-applicable: AWS owns this role; nobody here can edit it.',
    ])
  })

  it('cannot tell where a role is hidden, unless a seen one settles it', () => {
    const statements = [allow(actions), allow('iam:PassRole')]
    const hidden = aRole({ name: 'Hidden', also: { trust: HIDDEN } })
    expect(ofAna(check, { statements }, [weak, hidden])).toEqual([`ana ${UNSEEN_IAM}`])
    expect(ofAna(check, { statements }, [strong, hidden])[0]).toMatch(/^ana fail/)
    const gapped = snapshotOf({ iamUsers: [aUser({ statements })], iamRoles: [weak] }, [IAM_GAP])
    expect(verdicts(check, gapped)).toContain(`ana ${UNSEEN_IAM}`)
  })
})

it('asks for both rights of the notebook path on one and the same notebook instance', () => {
  const check = iamPrivescPassroleChecks.find(({ id }) => id.endsWith('create-notebook'))
  if (!check) throw new Error('no check')
  const on = (name: string) => `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:notebook-instance/${name}-*`
  const statements = [
    allow('sagemaker:CreateNotebookInstance', on('new')),
    allow('sagemaker:CreatePresignedNotebookInstanceUrl', on('old')),
    allow('iam:PassRole'),
  ]
  expect(ofAna(check, { statements })).toEqual([SAFE])
})
