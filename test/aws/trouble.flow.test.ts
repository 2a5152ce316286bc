import { describe, expect, it } from 'vitest'
import { COLLECTOR_OF, COLLECTORS } from '../../src/aws/collectors/index.ts'
import type { Kind } from '../../src/posture/inventory/index.ts'
import { ALL_KINDS, BECAUSE, gapsIn, itemsIn, sampleAccount } from './account.ts'

const aws = sampleAccount()
const REGION = { regions: ['eu-west-1'] }

/** Actions that only stand in for another one: denied alone, they hide nothing. */
const FALLBACKS = new Set([
  'sagemaker:Search',
  'sagemaker:ListTrainingJobs',
  'sagemaker:ListHyperParameterTuningJobs',
  'sagemaker:DescribeHyperParameterTuningJob',
  'sagemaker:ListModels',
  'sagemaker:DescribeModel',
  'sagemaker:ListEndpoints',
  'sagemaker:DescribeEndpoint',
  'sagemaker:ListFeatureGroups',
  'sagemaker:DescribeFeatureGroup',
  // Asked for customer-managed prefix lists alone, of which the sample company has none.
  'ec2:GetManagedPrefixListEntries',
])

const ACTIONS = [...new Set(COLLECTORS.flatMap((collector) => collector.actions))].toSorted((a, b) =>
  a.localeCompare(b),
)

const declaring = (action: string): readonly Kind[] =>
  ALL_KINDS.filter((kind) => COLLECTOR_OF[kind].actions.includes(action))

/** Kinds that are read from any of these, directly or through others. */
function readFrom(kinds: readonly Kind[]): readonly Kind[] {
  const found = new Set(kinds)
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const kind of ALL_KINDS) {
      const { uses, also } = COLLECTOR_OF[kind]
      if ([...uses, ...also].some((used) => found.has(used))) found.add(kind)
    }
  }
  return [...found]
}

describe('one denied action', () => {
  it.each(ACTIONS)('%s hides what needs it, says so, and nothing else', async (action) => {
    aws.trouble.deny = (asked) => asked === action
    const { snapshot } = await aws.collector()(ALL_KINDS, REGION)
    const gaps = gapsIn(snapshot).filter((gap) => gap.action === action && gap.cause === 'denied')
    const direct = [...new Set(gaps.map((gap) => gap.kind))].filter((kind) =>
      declaring(action).includes(kind),
    )
    expect(new Set(direct)).toEqual(new Set(FALLBACKS.has(action) ? [] : declaring(action)))
    const allowed = readFrom(declaring(action))
    expect(gaps.filter((gap) => !allowed.includes(gap.kind))).toEqual([])
    const others = gapsIn(snapshot).filter((gap) => gap.action !== action)
    expect(others.filter((gap) => gap.detail.includes(BECAUSE))).toEqual([])
  })

  it('on one description names the resources that it hides, and keeps the others', async () => {
    aws.trouble.fault = (call) =>
      call.operation === 'DescribeNotebookInstance' && String(call.input.NotebookInstanceName).startsWith('f')
        ? { kind: 'error', code: 'AccessDeniedException', status: 400, message: 'not authorized' }
        : undefined
    const { snapshot } = await aws.collector()(['notebooks'])
    const seen = snapshot.notebooks
    const hidden = seen?.gaps.flatMap((gap) => gap.resources.map((resource) => resource.name)) ?? []
    expect(hidden.length).toBeGreaterThan(0)
    expect(hidden.every((name) => name.startsWith('f'))).toBe(true)
    expect(seen?.items.some((item) => item.name.startsWith('f'))).toBe(false)
    expect(seen?.items.length).toBeGreaterThan(0)
  })

  it('in a kind that others are read from makes those incomplete too', async () => {
    aws.trouble.deny = (action) => action === 'sagemaker:ListNotebookInstances'
    const { snapshot } = await aws.collector()(['subnets', 'keys', 'iamRoles'], REGION)
    const gap = { call: 'ListNotebookInstances', cause: 'denied', resources: [] }
    expect(snapshot.subnets?.gaps).toMatchObject([{ ...gap, kind: 'subnets' }])
    expect(snapshot.keys?.gaps).toContainEqual(expect.objectContaining({ ...gap, kind: 'keys' }))
    expect(snapshot.iamRoles?.gaps).toEqual([])
  })
})

describe('a service in trouble', () => {
  it('that throttles a third of all calls is asked again until everything is seen', async () => {
    const calm = await aws.collector()(ALL_KINDS, REGION)
    let asked = 0
    aws.trouble.throttle = () => asked++ % 3 === 2
    const throttled = await aws.collector()(ALL_KINDS, REGION)
    expect(itemsIn(throttled.snapshot)).toEqual(itemsIn(calm.snapshot))
    expect(throttled.calls.total).toBeGreaterThan(calm.calls.total)
  })

  it('that throttles one operation for ever is a gap, not an empty list', async () => {
    aws.trouble.throttle = (action) => action === 'sagemaker:ListDomains'
    const { snapshot, calls } = await aws.collector()(['domains'], REGION)
    expect(snapshot.domains).toMatchObject({ items: [], gaps: [{ cause: 'throttled', resources: [] }] })
    expect(calls.byOperation['sagemaker:ListDomains']).toBe(8)
  })

  it.each([
    ['cuts the connection', { kind: 'cut' }],
    ['fails', { kind: 'error', code: 'InternalFailure', status: 500 }],
    ['answers with a page', { kind: 'nonsense' }],
    ['answers with nothing', { kind: 'nonsense', body: '' }],
  ] as const)('that %s is asked three times and is then a gap', async (_, fault) => {
    aws.trouble.fault = (call) => (call.operation === 'DescribeDomain' ? fault : undefined)
    const { snapshot, calls } = await aws.collector()(['domains'], REGION)
    const seen = snapshot.domains
    expect(seen?.items).toEqual([])
    expect(seen?.gaps).toMatchObject([{ call: 'DescribeDomain', cause: 'unavailable' }])
    const hidden = seen?.gaps[0]?.resources.length ?? 0
    expect(hidden).toBeGreaterThan(0)
    expect(calls.byOperation['sagemaker:DescribeDomain']).toBe(3 * hidden)
  })

  it('that recovers from a cut connection leaves no gap', async () => {
    let cuts = 0
    aws.trouble.fault = (call) =>
      call.operation === 'ListNotebookInstances' && cuts++ === 0 ? { kind: 'cut' } : undefined
    const { snapshot } = await aws.collector()(['notebooks'], REGION)
    expect(snapshot.notebooks?.gaps).toEqual([])
    expect(snapshot.notebooks?.items.length).toBeGreaterThan(0)
  })

  it('that takes longer than the time-out is a gap', async () => {
    aws.trouble.fault = (call) => (call.operation === 'ListDomains' ? { kind: 'slow', ms: 2000 } : undefined)
    const { snapshot } = await aws.collector({ aws: { requestTimeoutMs: 60 } })(['domains'], REGION)
    expect(snapshot.domains).toMatchObject({
      items: [],
      gaps: [{ call: 'ListDomains', cause: 'unavailable' }],
    })
  })

  it.each([
    ['notebooks', 'ListNotebookInstances', '{}'],
    ['notebooks', 'ListNotebookInstances', '{"NotebookInstances":"none"}'],
    ['notebooks', 'ListNotebookInstances', '{"NotebookInstances":[{"Colour":"red"}]}'],
    ['notebooks', 'DescribeNotebookInstance', '{}'],
    ['endpointConfigs', 'DescribeEndpointConfig', '{}'],
    ['trainingJobs', 'Search', '{}'],
    ['subnets', 'DescribeSubnets', '<DescribeVpcsResponse/>'],
    ['iamRoles', 'GetAccountAuthorizationDetails', '<GetAccountAuthorizationDetailsResponse/>'],
    ['accountSummary', 'GetAccountSummary', '<GetAccountSummaryResponse/>'],
    ['credentials', 'GetCredentialReport', '<GetCredentialReportResponse/>'],
    ['buckets', 'GetBucketVersioning', '<html/>'],
    ['buckets', 'GetBucketPolicy', 'It works!'],
    ['keys', 'DescribeKey', '{}'],
    ['trails', 'DescribeTrails', '{}'],
    ['trails', 'GetEventSelectors', '{}'],
    ['alarms', 'DescribeAlarms', '{}'],
    ['topics', 'GetTopicAttributes', '<GetTopicAttributesResponse/>'],
    ['metricFilters', 'TestMetricFilter', '{}'],
    ['eventRules', 'TestEventPattern', '{}'],
    ['tags', 'GetResources', '{}'],
  ] as const)(
    'whose %s answer to %s is %s is a gap, never "nothing there"',
    async (kind, operation, body) => {
      aws.trouble.fault = (call) => (call.operation === operation ? { kind: 'nonsense', body } : undefined)
      if (operation === 'Search') aws.trouble.deny = (action) => action.startsWith('sagemaker:List')
      const { snapshot } = await aws.collector()([kind], REGION)
      const gaps = gapsIn(snapshot).filter((gap) => gap.kind === kind)
      expect(gaps.map((gap) => gap.cause)).toContain(operation === 'Search' ? 'denied' : 'unavailable')
    },
  )
})

describe('a list that says "not found"', () => {
  it('is a gap, not an empty list', async () => {
    const message = 'Property CreationTime does not exist'
    aws.trouble.fault = (call) =>
      call.operation === 'Search' || call.operation === 'ListModels'
        ? { kind: 'error', code: 'ValidationException', status: 400, message }
        : undefined
    const { snapshot } = await aws.collector()(['models'], REGION)
    expect(snapshot.models).toMatchObject({ items: [], gaps: [{ call: 'ListModels', cause: 'unavailable' }] })
  })

  it('of metric filters means that the log group has none', async () => {
    aws.trouble.fault = (call) =>
      call.operation === 'DescribeMetricFilters'
        ? { kind: 'error', code: 'ResourceNotFoundException', status: 400 }
        : undefined
    const { snapshot } = await aws.collector()(['metricFilters'], REGION)
    expect(snapshot.metricFilters).toEqual({ items: [], gaps: [] })
  })
})

describe('time', () => {
  it('that has run out leaves gaps everywhere and sends nothing more', async () => {
    let now = Date.now()
    const collect = aws.collector({ clock: () => now })
    aws.trouble.fault = (call) => {
      if (call.operation === 'GetCallerIdentity') now += 3600_000
      return undefined
    }
    const { snapshot, calls } = await collect(['notebooks', 'iamRoles', 'buckets'], {
      ...REGION,
      deadline: Math.floor(now / 1000) + 60,
    })
    expect(calls.total).toBe(1)
    for (const seen of Object.values(snapshot)) {
      expect(seen.items).toEqual([])
      expect(seen.gaps.length).toBeGreaterThan(0)
      expect(seen.gaps.every((gap) => gap.cause === 'unavailable')).toBe(true)
    }
  })
})

describe('a resource that is deleted between list and description', () => {
  it.each([
    ['notebooks', 'DescribeNotebookInstance', 'ValidationException', 'RecordNotFound'],
    ['domains', 'DescribeDomain', 'ResourceNotFound', 'Domain does not exist'],
    [
      'endpointConfigs',
      'DescribeEndpointConfig',
      'ValidationException',
      'Could not find endpoint configuration',
    ],
    ['buckets', 'GetBucketEncryption', 'NoSuchBucket', 'The specified bucket does not exist'],
    ['topics', 'GetTopicAttributes', 'NotFound', 'Topic does not exist'],
  ] as const)('is simply gone: %s', async (kind, operation, code, message) => {
    aws.trouble.fault = (call) =>
      call.operation === operation ? { kind: 'error', code, status: 400, message } : undefined
    const { snapshot } = await aws.collector()([kind], REGION)
    expect(snapshot[kind]?.items).toEqual([])
    expect(gapsIn(snapshot)).toEqual([])
  })
})
