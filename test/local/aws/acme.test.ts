import { describe, expect, it } from 'vitest'
import { WATCHES } from '../../../infra/local/aws/acme/alarm-patterns.ts'
import { acmeEstate } from '../../../infra/local/aws/estates/acme.ts'
import { type Rec, type RegionEstate, rowsOf } from '../../../infra/local/aws/estates/estate.ts'
import { parseEventPattern } from '../../../infra/local/aws/patterns/event-pattern.ts'
import { parseFilterPattern } from '../../../infra/local/aws/patterns/filter-pattern.ts'
import { resourceTypes } from '../../../infra/local/aws/services/sagemaker-types.ts'
import { type Node, operationsOf } from '../../../infra/local/aws/wire/schema.ts'
import { NOW } from './account.ts'
import { misfits } from './schema-check.ts'

const acme = acmeEstate(NOW)
const regions = Object.entries(acme.regions)

const everywhere = (service: keyof RegionEstate, type: string): Rec[] =>
  regions.flatMap(([, here]) => rowsOf(here[service], type))

const inner = (node: Node | undefined, path: string): Node => {
  let at: Node | undefined = node
  for (const part of path.split('.').filter(Boolean)) {
    if (at?.kind === 'struct') at = at.members.get(part)?.node()
    if (at?.kind === 'list') at = at.item.node()
  }
  if (!at) throw new Error(`no shape at ${path}`)
  return at
}

describe('acme', () => {
  it('has only members that SageMaker has, of the right type, and all that it always gives', async () => {
    const operation = operationsOf(await import('@aws-sdk/client-sagemaker'))
    const wrong = resourceTypes.flatMap(({ type, describe: name, wrap }) =>
      everywhere('sagemaker', type).flatMap((record, i) =>
        misfits(inner(operation(name)?.output, wrap ?? ''), record, `${type}[${i}]`, [
          'Tags',
          'EndpointName',
          'LastModifiedTime',
        ]),
      ),
    )
    expect(wrong).toEqual([])
  })

  it.each<readonly [keyof RegionEstate, string, string, string, readonly string[], () => Promise<object>]>([
    ['ec2', 'Vpcs', 'DescribeVpcs', 'Vpcs', [], () => import('@aws-sdk/client-ec2')],
    ['ec2', 'Subnets', 'DescribeSubnets', 'Subnets', [], () => import('@aws-sdk/client-ec2')],
    ['ec2', 'RouteTables', 'DescribeRouteTables', 'RouteTables', [], () => import('@aws-sdk/client-ec2')],
    [
      'ec2',
      'PrefixLists',
      'DescribeManagedPrefixLists',
      'PrefixLists',
      ['Entries'],
      () => import('@aws-sdk/client-ec2'),
    ],
    [
      'ec2',
      'SecurityGroups',
      'DescribeSecurityGroups',
      'SecurityGroups',
      [],
      () => import('@aws-sdk/client-ec2'),
    ],
    [
      'ec2',
      'SecurityGroupRules',
      'DescribeSecurityGroupRules',
      'SecurityGroupRules',
      [],
      () => import('@aws-sdk/client-ec2'),
    ],
    ['ec2', 'NetworkAcls', 'DescribeNetworkAcls', 'NetworkAcls', [], () => import('@aws-sdk/client-ec2')],
    ['ec2', 'VpcEndpoints', 'DescribeVpcEndpoints', 'VpcEndpoints', [], () => import('@aws-sdk/client-ec2')],
    ['ec2', 'FlowLogs', 'DescribeFlowLogs', 'FlowLogs', [], () => import('@aws-sdk/client-ec2')],
    [
      'kms',
      'Keys',
      'DescribeKey',
      'KeyMetadata',
      ['KeyRotationEnabled', 'Policy', 'Tags'],
      () => import('@aws-sdk/client-kms'),
    ],
    ['kms', 'Aliases', 'ListAliases', 'Aliases', [], () => import('@aws-sdk/client-kms')],
    [
      'cloudtrail',
      'Trails',
      'DescribeTrails',
      'trailList',
      ['Status', 'EventSelectors', 'AdvancedEventSelectors'],
      () => import('@aws-sdk/client-cloudtrail'),
    ],
    [
      'logs',
      'LogGroups',
      'DescribeLogGroups',
      'logGroups',
      [],
      () => import('@aws-sdk/client-cloudwatch-logs'),
    ],
    [
      'logs',
      'MetricFilters',
      'DescribeMetricFilters',
      'metricFilters',
      [],
      () => import('@aws-sdk/client-cloudwatch-logs'),
    ],
    [
      'cloudwatch',
      'MetricAlarms',
      'DescribeAlarms',
      'MetricAlarms',
      [],
      () => import('@aws-sdk/client-cloudwatch'),
    ],
    ['events', 'Rules', 'ListRules', 'Rules', ['Targets'], () => import('@aws-sdk/client-eventbridge')],
  ])('has only members that AWS has in %s %s', async (service, type, name, member, extra, client) => {
    const shape = inner(operationsOf(await client())(name)?.output, member)
    const rows = everywhere(service, type)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.flatMap((row, i) => misfits(shape, row, `${type}[${i}]`, extra))).toEqual([])
  })

  it('has only members that IAM has', async () => {
    const details = operationsOf(await import('@aws-sdk/client-iam'))(
      'GetAccountAuthorizationDetails',
    )?.output
    const { users, groups, roles, policies } = acme.iam
    const text = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (key, part) =>
        /Document$/.test(key) && typeof part === 'object' ? JSON.stringify(part) : part,
      )
    const lists = {
      UserDetailList: users,
      GroupDetailList: groups,
      RoleDetailList: roles,
      Policies: policies,
    }
    for (const [list, rows] of Object.entries(lists))
      expect(rows.flatMap((row, i) => misfits(inner(details, list), text(row), `${list}[${i}]`))).toEqual([])
  })

  it('refers only to roles, keys, networks and buckets that exist or belong to others', () => {
    const whole = JSON.stringify(acme)
    const roles = new Set(acme.iam.roles.map((role) => role.Arn))
    const named = [...whole.matchAll(/arn:aws:iam::111122223333:role\/[\w./-]+/g)].map(([arn]) => arn)
    expect(named.filter((arn) => !roles.has(arn))).toEqual([])
    const keys = new Set(everywhere('kms', 'Keys').map((key) => key.Arn))
    const used = [...whole.matchAll(/arn:aws:kms:[\w-]+:111122223333:key\/[\w-]+/g)].map(([arn]) => arn)
    expect(used.filter((arn) => !keys.has(arn))).toEqual([])
    for (const [prefix, type, id] of [
      ['vpc', 'Vpcs', 'VpcId'],
      ['subnet', 'Subnets', 'SubnetId'],
      ['sg', 'SecurityGroups', 'GroupId'],
    ] as const) {
      const known = new Set(everywhere('ec2', type).map((row) => row[id]))
      const mentioned = [...whole.matchAll(new RegExp(`"(${prefix}-[0-9a-f]{17})"`, 'g'))].map(
        ([, found]) => found,
      )
      expect(mentioned.filter((one) => one !== undefined && !known.has(one))).toEqual([])
    }
    const buckets = new Set([...acme.buckets.map((bucket) => bucket.name), ...acme.foreignBuckets])
    const read = [...whole.matchAll(/s3:\/\/([\w.-]+)/g)].map(([, bucket]) => bucket ?? '')
    expect(read.filter((bucket) => !buckets.has(bucket))).toEqual([])
  })

  it('names every resource once', () => {
    for (const { type, arn } of resourceTypes)
      for (const [, here] of regions) {
        const arns = rowsOf(here.sagemaker, type).map((record) => record[arn])
        expect(new Set(arns).size).toBe(arns.length)
      }
  })

  it('lies relative to the present', () => {
    const recent = everywhere('sagemaker', 'TrainingJob').filter(
      (job) => Number(job.CreationTime) > NOW - 30 * 86_400 && Number(job.CreationTime) < NOW,
    )
    expect(recent.length).toBeGreaterThanOrEqual(6)
    const newest = (estate: typeof acme): number =>
      Math.max(
        ...Object.values(estate.regions).flatMap((here) =>
          rowsOf(here.sagemaker, 'TrainingJob').map((job) => Number(job.CreationTime)),
        ),
      )
    expect(newest(acmeEstate(NOW + 1000))).toBe(newest(acme) + 1000)
  })

  it('has patterns that AWS would take: readable, and at most 1,024 characters', () => {
    for (const { pattern } of WATCHES) {
      expect(parseFilterPattern(pattern)).toMatchObject({ ok: true })
      expect(pattern.length).toBeLessThanOrEqual(1024)
    }
    for (const rule of everywhere('events', 'Rules'))
      expect(parseEventPattern(String(rule.EventPattern))).toMatchObject({ ok: true })
  })

  const has = (rows: readonly Rec[], good: (row: Rec) => boolean): readonly [boolean, boolean] => [
    rows.some(good),
    rows.some((row) => !good(row)),
  ]
  const text = (row: Rec): string => JSON.stringify(row)

  it.each<readonly [string, readonly Rec[], (row: Rec) => boolean]>([
    [
      'notebooks on the internet',
      everywhere('sagemaker', 'NotebookInstance'),
      (n) => n.DirectInternetAccess === 'Disabled',
    ],
    ['root access', everywhere('sagemaker', 'NotebookInstance'), (n) => n.RootAccess === 'Disabled'],
    [
      'metadata service versions',
      everywhere('sagemaker', 'NotebookInstance'),
      (n) => text(n).includes('Version":"2"'),
    ],
    ['notebook keys', everywhere('sagemaker', 'NotebookInstance'), (n) => n.KmsKeyId !== undefined],
    [
      'notebook platforms',
      everywhere('sagemaker', 'NotebookInstance'),
      (n) => n.PlatformIdentifier === 'notebook-al2023-v1',
    ],
    ['domains in a VPC', everywhere('sagemaker', 'Domain'), (d) => d.AppNetworkAccessType === 'VpcOnly'],
    ['domain sign-in', everywhere('sagemaker', 'Domain'), (d) => d.AuthMode === 'SSO'],
    [
      'spaces with remote access',
      everywhere('sagemaker', 'Space'),
      (s) => !text(s).includes('"RemoteAccess":"ENABLED"'),
    ],
    ['training isolation', everywhere('sagemaker', 'TrainingJob'), (j) => j.EnableNetworkIsolation === true],
    [
      'training encryption in transit',
      everywhere('sagemaker', 'TrainingJob'),
      (j) => j.EnableInterContainerTrafficEncryption === true,
    ],
    ['processing networks', everywhere('sagemaker', 'ProcessingJob'), (j) => text(j).includes('VpcConfig')],
    ['transform keys', everywhere('sagemaker', 'TransformJob'), (j) => text(j).includes('VolumeKmsKeyId')],
    [
      'tuning definitions',
      everywhere('sagemaker', 'HyperParameterTuningJob'),
      (j) => !text(j).includes('"EnableNetworkIsolation":false'),
    ],
    ['model isolation', everywhere('sagemaker', 'Model'), (m) => m.EnableNetworkIsolation === true],
    ['model images', everywhere('sagemaker', 'Model'), (m) => !/docker\.io|quay\.io/.test(text(m))],
    ['endpoint keys', everywhere('sagemaker', 'EndpointConfig'), (c) => c.KmsKeyId !== undefined],
    ['online stores', everywhere('sagemaker', 'FeatureGroup'), (g) => text(g).includes('SecurityConfig')],
    [
      'schedules',
      everywhere('sagemaker', 'MonitoringSchedule'),
      (s) => s.MonitoringScheduleStatus === 'Scheduled',
    ],
    ...['DataQuality', 'ModelQuality', 'ModelBias', 'ModelExplainability'].map(
      (kind): readonly [string, readonly Rec[], (row: Rec) => boolean] => [
        `${kind} definitions`,
        everywhere('sagemaker', `${kind}JobDefinition`),
        (d) => d.NetworkConfig !== undefined,
      ],
    ),
    ['workforces by address', everywhere('sagemaker', 'Workforce'), (w) => w.SourceIpConfig !== undefined],
    ['work teams', everywhere('sagemaker', 'Workteam'), (w) => text(w).includes('"Enabled"')],
    ['pipelines with keys', everywhere('sagemaker', 'Pipeline'), (p) => text(p).includes('VolumeKmsKeyId')],
    [
      'secrets in jobs',
      everywhere('sagemaker', 'ProcessingJob'),
      (j) => !text(j).includes('SECRET_ACCESS_KEY'),
    ],
    ['key rotation', everywhere('kms', 'Keys'), (k) => k.KeyRotationEnabled === true],
    ['key states', everywhere('kms', 'Keys'), (k) => k.KeyState === 'Enabled'],
    ['public subnets', everywhere('ec2', 'Subnets'), (s) => s.MapPublicIpOnLaunch === false],
    ['internet gateways', everywhere('ec2', 'RouteTables'), (r) => !text(r).includes('"igw-')],
    [
      'endpoint policies',
      everywhere('ec2', 'VpcEndpoints'),
      (e) => String(e.PolicyDocument).includes('PrincipalOrgID'),
    ],
    ['flow logs', everywhere('ec2', 'FlowLogs'), (f) => f.TrafficType === 'ALL'],
    ['trails', everywhere('cloudtrail', 'Trails'), (t) => t.LogFileValidationEnabled === true],
    ['log retention', everywhere('logs', 'LogGroups'), (g) => Number(g.retentionInDays) >= 365],
    ['alarms that act', everywhere('cloudwatch', 'MetricAlarms'), (a) => a.ActionsEnabled === true],
    ['topics that reach somebody', everywhere('sns', 'Topics'), (t) => text(t).includes(':0a1b2c3d-')],
    ['users with a second factor', acme.iam.credentials, (u) => u.mfa_active === 'true'],
    ['roles with a guarded trust', acme.iam.roles, (r) => text(r).includes('aws:SourceAccount')],
    [
      'buckets over TLS alone',
      acme.buckets.map((b): Rec => ({ policy: b.policy })),
      (b) => text(b).includes('SecureTransport'),
    ],
    [
      'buckets closed to the public',
      acme.buckets.map((b): Rec => ({ open: b.isPublic ?? false })),
      (b) => b.open === false,
    ],
  ])('has a good and a bad one among its %s', (_what, rows, good) => {
    expect(has(rows, good)).toEqual([true, true])
  })
})
