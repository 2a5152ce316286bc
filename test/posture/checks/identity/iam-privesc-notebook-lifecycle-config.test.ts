import { describe, expect, it } from 'vitest'
import { iamPrivescNotebookLifecycleConfig as check } from '../../../../src/posture/checks/identity/iam-privesc-notebook-lifecycle-config.ts'
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

const WRITE = 'sagemaker:CreateNotebookInstanceLifecycleConfig'
const REWRITE = 'sagemaker:UpdateNotebookInstanceLifecycleConfig'
const UPDATE = 'sagemaker:UpdateNotebookInstance'
const STOP = 'sagemaker:StopNotebookInstance'
const START = 'sagemaker:StartNotebookInstance'
const stopped = notebook('Stopped', strong.arn)
const running = notebook('InService', strong.arn)
const scripted = notebook('InService', strong.arn, 'setup')

describe('who may change a lifecycle script', () => {
  it.each([
    ['writes one, attaches it and restarts', [WRITE, UPDATE, STOP, START], running],
    ['writes one and attaches it to a stopped instance', [WRITE, UPDATE, START], stopped],
    ['rewrites the one that is attached and restarts', [REWRITE, STOP, START], scripted],
  ])('acts as the role of the instance: %s', (_how, actions, one) => {
    expect(ofAna([allow(actions)], [one])).toMatch(
      /^ana fail: Notebook instance nb: Role Strong may read every secret/,
    )
  })

  it.each([
    ['may not attach it', [WRITE, STOP, START], running],
    ['may not restart', [WRITE, UPDATE, STOP], running],
    ['may not stop what runs', [WRITE, UPDATE, START], running],
    ['may only attach what is there', [UPDATE, STOP, START], running],
    ['rewrites a script that is not attached', [REWRITE, STOP, START], running],
    ['meets a role that can do no more', [WRITE, UPDATE, STOP, START], notebook('InService', weak.arn)],
  ])('gains nothing: %s', (_why, actions, one) => {
    expect(ofAna([allow(actions)], [one])).toBe(SAFE)
  })

  it('gains nothing where a Deny takes one step away', () => {
    expect(ofAna([allow('sagemaker:*'), deny(START)], [scripted])).toBe(SAFE)
  })

  it('is not judged where there is no notebook instance, or for an administrator', () => {
    expect(ofAna([allow('sagemaker:*')], [])).toBe('ana not-applicable: There is no notebook instance.')
    expect(ofAna([allow('*')], [running])).toBe('ana not-applicable: It is an administrator already.')
  })

  it('is unknown where notebooks or policies are hidden', () => {
    expect(ofAna([allow('sagemaker:*')], [], [aGap({ kind: 'notebooks' }), IAM_GAP])).toMatch(/^ana unknown/)
    const hidden = aUser({ also: { policies: [{ name: 'x', document: HIDDEN }] } })
    const snapshot = snapshotOf({ iamUsers: [hidden], iamRoles: [strong], notebooks: [running] })
    expect(verdicts(check, snapshot)).toContain(`ana ${UNSEEN_IAM}`)
  })
})
