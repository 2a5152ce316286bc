import { describe, expect, it } from 'vitest'
import { iamPrivescPresignedNotebookUrl as check } from '../../../../src/posture/checks/identity/iam-privesc-presigned-notebook-url.ts'
import { allow, aRole, aUser, deny, HIDDEN, IAM_GAP, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, a, aGap, REGION, snapshotOf, verdicts } from '../../../support/inventory.ts'

const ARN = `arn:aws:sagemaker:${REGION}:${ACCOUNT}:notebook-instance/nb`
const strong = aRole({ name: 'Strong', statements: [allow('secretsmanager:*')] })
const weak = aRole({ name: 'Weak', statements: [allow('logs:*')] })
const notebook = (status: string, roleArn: string, lifecycleConfigName?: string) =>
  a('notebooks', {
    name: 'nb',
    arn: ARN,
    status,
    roleArn,
    directInternet: false,
    rootAccess: false,
    imdsVersion: '2',
    ...(lifecycleConfigName && { lifecycleConfigName }),
  })
const SAFE = 'ana pass: It can take over no notebook instance whose role is stronger'

const ofAna = (
  statements: Record<string, unknown>[],
  notebooks: readonly ReturnType<typeof notebook>[],
  gaps: Parameters<typeof snapshotOf>[1] = [],
) =>
  verdicts(
    check,
    snapshotOf({ iamUsers: [aUser({ statements })], iamRoles: [strong, weak], notebooks }, gaps),
  ).find((line) => line.startsWith('ana '))

const URL = 'sagemaker:CreatePresignedNotebookInstanceUrl'
const running = notebook('InService', strong.arn)

describe('who may open a notebook instance', () => {
  it('gains what its role may do', () => {
    expect(ofAna([allow(URL)], [running])).toBe(
      'ana fail: Notebook instance nb: Role Strong may read every secret; Policy team, statement 1 allows sagemaker:CreatePresignedNotebookInstanceUrl on *',
    )
  })

  it.each([
    ['its role can do no more', [allow(URL)], notebook('InService', weak.arn)],
    ['it is another one', [allow(URL, `${ARN}-of-ana`)], running],
    ['opening is denied', [allow('sagemaker:*'), deny(URL, ARN)], running],
    ['it is stopped and may not be started', [allow(URL)], notebook('Stopped', strong.arn)],
    ['it failed and cannot be started', [allow('sagemaker:*')], notebook('Failed', strong.arn)],
    ['they can do the same themselves', [allow([URL, 'secretsmanager:*'])], running],
  ])('gains nothing where %s', (_why, statements, one) => {
    expect(ofAna(statements, [one])).toBe(SAFE)
  })

  it('gains it from a stopped one that they may start', () => {
    const stopped = notebook('Stopped', strong.arn)
    expect(ofAna([allow([URL, 'sagemaker:StartNotebookInstance'])], [stopped])).toMatch(/^ana fail/)
  })

  it('is not judged where there is no notebook instance, or for an administrator', () => {
    expect(ofAna([allow(URL)], [])).toBe('ana not-applicable: There is no notebook instance.')
    expect(ofAna([allow('*')], [running])).toBe('ana not-applicable: It is an administrator already.')
  })

  it('is unknown where notebooks or roles are hidden or tags decide, unless what is seen settles it', () => {
    const gap = aGap({ kind: 'notebooks' })
    expect(ofAna([allow(URL)], [], [gap])).toMatch(/^ana unknown: Could not be seen/)
    expect(ofAna([allow(URL)], [running], [gap, IAM_GAP])).toMatch(/^ana fail/)
    expect(
      ofAna([allow(URL)], [notebook('InService', 'arn:aws:iam::111122223333:role/Gone')], [IAM_GAP]),
    ).toBe(`ana ${UNSEEN_IAM}`)
    const tagged = { StringEquals: { 'aws:ResourceTag/owner': 'ana' } }
    expect(ofAna([allow(URL, '*', tagged)], [running])).toMatch(/^ana unknown: It depends on the request/)
    const hidden = aUser({ also: { policies: [{ name: 'x', document: HIDDEN }] } })
    const snapshot = snapshotOf({ iamUsers: [hidden], iamRoles: [strong], notebooks: [running] })
    expect(verdicts(check, snapshot)).toContain(`ana ${UNSEEN_IAM}`)
  })
})
