import { describe, expect, it } from 'vitest'
import { defineCheck, pass } from '../../../src/posture/check.ts'
import type { Kind } from '../../../src/posture/inventory/index.ts'
import {
  ofExecutionRole,
  ROLE_CARRIERS,
  rolesOf,
  trustsService,
} from '../../../src/posture/permissions/execution-roles.ts'
import { allow, aRole, deny, HIDDEN, trusts, UNSEEN_IAM } from '../../support/iam.ts'
import { a, aGap, policy, snapshotOf, verdicts } from '../../support/inventory.ts'

const check = defineCheck({
  id: 'sample',
  title: 'It should be so',
  practice: 'identity',
  severity: 'low',
  tier: 'core',
  controls: {},
  why: '',
  fix: { summary: '', console: '', cli: '', effect: 'in-place' },
  of: 'iamRoles',
  with: ROLE_CARRIERS,
  evaluate: ofExecutionRole(({ name }) => pass(name)),
})
const ELSEWHERE = [trusts({ Service: 'ec2.amazonaws.com' })]
const role = aRole({ name: 'Job', trust: ELSEWHERE })
const part = {
  name: 'p',
  type: 'training' as const,
  networkIsolation: true,
  instanceTypes: [],
  instanceCount: 1,
  outputs: [],
  inputs: [],
  images: [],
  secrets: [],
  unresolved: [],
  roleArn: role.arn,
}
const domain = {
  id: 'd-1',
  status: 'InService',
  authMode: 'SSO',
  networkAccess: 'VpcOnly',
  dockerTrustedAccounts: [],
  notebookOutput: { option: 'Disabled' },
  idleShutdown: [],
}

describe('a role is used by SageMaker', () => {
  it.each([
    [
      'notebooks',
      a('notebooks', {
        status: '',
        directInternet: false,
        rootAccess: false,
        imdsVersion: '2',
        roleArn: role.arn,
      }),
    ],
    ['domains', a('domains', { ...domain, executionRoleArn: role.arn })],
    ['domains', a('domains', { ...domain, spaceExecutionRoleArn: role.arn })],
    [
      'userProfiles',
      a('userProfiles', { domainId: 'd-1', status: '', securityGroupIds: [], executionRoleArn: role.arn }),
    ],
    [
      'models',
      a('models', { networkIsolation: true, containers: [], multiContainer: false, roleArn: role.arn }),
    ],
    ['endpointConfigs', a('endpointConfigs', { variants: [], roleArn: role.arn })],
    ['featureGroups', a('featureGroups', { roleArn: role.arn })],
    ['pipelines', a('pipelines', { parts: [], secrets: [], definitionReadable: true, roleArn: role.arn })],
    ['pipelines', a('pipelines', { parts: [part], secrets: [], definitionReadable: true })],
    ['monitoringSchedules', a('monitoringSchedules', { status: '', parts: [part] })],
    ['trainingJobs', a('trainingJobs', { status: '', parts: [part] })],
    ...(
      [
        'tuningJobs',
        'processingJobs',
        'transformJobs',
        'dataQualityDefinitions',
        'modelQualityDefinitions',
        'modelBiasDefinitions',
        'modelExplainabilityDefinitions',
      ] as const
    ).map((kind) => [kind, a(kind, { parts: [part] })] as const),
  ] as ReadonlyArray<readonly [Kind, Parameters<typeof rolesOf>[0]]>)(
    'where one of its %s names it',
    (kind, item) => {
      expect(verdicts(check, snapshotOf({ iamRoles: [role], [kind]: [item] }))).toEqual(['Job pass: Job'])
      expect(rolesOf(item)).toEqual([role.arn])
    },
  )

  it('where its trust names the service, whatever else is hidden', () => {
    const gaps = ROLE_CARRIERS.map((kind) => aGap({ kind }))
    expect(verdicts(check, snapshotOf({ iamRoles: [aRole()] }, gaps))).toEqual(['Train pass: Train'])
  })

  it('and otherwise not, as far as everything was seen', () => {
    expect(verdicts(check, snapshotOf({ iamRoles: [role] }))).toEqual([
      'Job not-applicable: SageMaker does not use this role.',
    ])
    expect(verdicts(check, snapshotOf({ iamRoles: [role] }, [aGap({ kind: 'featureGroups' })]))[0]).toMatch(
      /^Job unknown: Could not be seen/,
    )
    expect(verdicts(check, snapshotOf({ iamRoles: [aRole({ also: { trust: HIDDEN } })] }))).toEqual([
      `Train ${UNSEEN_IAM}`,
    ])
  })
})

describe('a trust', () => {
  const sagemaker = { Principal: { Service: ['ec2.amazonaws.com', 'sagemaker.amazonaws.com'] } }

  it.each([
    ['lets the service in', { ...allow('sts:AssumeRole'), ...sagemaker }, true],
    ['lets it in by a wildcard', { ...allow('sts:*'), ...sagemaker }, true],
    ['keeps it out', { ...deny('sts:AssumeRole'), ...sagemaker }, false],
    ['lets it tag sessions only', { ...allow('sts:TagSession'), ...sagemaker }, false],
    ['lets another service in', trusts({ Service: 'ec2.amazonaws.com' }), false],
  ])('%s', (_how, statement, expected) => {
    expect(trustsService(policy(statement), 'sagemaker.amazonaws.com')).toBe(expected)
  })
})
