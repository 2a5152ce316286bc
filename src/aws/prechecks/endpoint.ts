import { recordsData } from '../../posture/alarms/data-events.ts'
import type { Sight } from '../../posture/check.ts'
import type { Resource } from '../../posture/inventory/resource.ts'
import type { Trail } from '../../posture/inventory/watch.ts'
import { required } from '../call.ts'
import type { Reading } from '../collector.ts'
import { trails } from '../collectors/trails.ts'
import { refusalWords } from '../refusal-words.ts'
import { DESCRIBE_ACTIONS, described } from './described.ts'
import { allOf, type Finding, type Look, type LookSpec, NotSeen, notSo, so, unless } from './look.ts'

export const dataCaptureOn: LookSpec = {
  actions: DESCRIBE_ACTIONS.endpoints,
  look: async (look, about) => {
    const { DataCaptureConfig: capture } = await described(look, 'endpoints', about)
    const on = capture?.EnableCapture === true && capture.CaptureStatus !== 'Stopped'
    if (!on) return notSo('The endpoint does not capture its requests.')
    return so(`The endpoint captures ${capture.CurrentSamplingPercentage ?? 'some'}% of its requests.`)
  },
}

/** What CloudTrail calls the resources whose data events matter here. */
const EVENT_TYPES: Readonly<Record<string, string>> = {
  endpoints: 'AWS::SageMaker::Endpoint',
  featureGroups: 'AWS::SageMaker::FeatureGroup',
}

export const dataEventsOn: LookSpec = {
  actions: trails.actions,
  look: async (look, about) => {
    const parameter = look.entitlement.parameters[about]
    const type = parameter?.type === 'resource' ? EVENT_TYPES[parameter.kind] : undefined
    if (type === undefined) throw new NotSeen(`nobody knows the data events of ${about}.`)
    const { reading } = look
    const refused: string[] = []
    const noting: Reading = { ...reading, gap: (refusal) => void refused.push(refusalWords(refusal)) }
    const seen = await trails.collect(noting)
    const arn = look.parameters[about] ?? ''
    const wanted = { type, arn, region: look.place.region, access: 'Any' } as const
    if (recordsData(wanted, { trails: sightOf<Trail>(seen, refused) }))
      return so(`A trail records ${type} data events of it.`)
    return notSo(`No trail records ${type} data events of it: its use leaves no trace.`)
  },
}

/** What was read, as checks see it; whatever hangs on what was not read is not seen. */
function sightOf<T extends Resource>(items: readonly T[], refused: readonly string[]): Sight<T> {
  const refuse = () => {
    if (refused[0] !== undefined) throw new NotSeen(refused[0])
  }
  const sight: Sight<T> = {
    all() {
      refuse()
      return items
    },
    find(matches) {
      const one = items.find(matches)
      if (one === undefined) refuse()
      return one
    },
    some(matches) {
      const any = items.some(matches)
      if (!any) refuse()
      return any
    },
    in: () => sight,
  }
  return sight
}

const LOG_ACTIONS = ['logs:DescribeLogGroups'] as const

export const logGroupProtected: LookSpec = {
  actions: [...LOG_ACTIONS, ...DESCRIBE_ACTIONS.endpoints, ...DESCRIBE_ACTIONS.trainingJobs],
  look: async (look, about) => logGroup(look, await logGroupName(look, about)),
}

/** All training jobs share one group; each endpoint has its own, under its name in its own case. */
async function logGroupName(look: Look, about: string): Promise<string> {
  const parameter = look.entitlement.parameters[about]
  if (parameter?.type === 'resource' && parameter.kind === 'trainingJobs')
    return '/aws/sagemaker/TrainingJobs'
  const endpoint = await described(look, 'endpoints', about)
  return `/aws/sagemaker/Endpoints/${required(endpoint.EndpointName, 'EndpointName')}`
}

async function logGroup({ reading }: Look, name: string): Promise<Finding> {
  const listed = await reading.pages(
    'logs',
    'DescribeLogGroups',
    { logGroupNamePrefix: name, limit: 50 },
    { items: (page) => page.logGroups, map: (raw) => (raw.logGroupName === name ? raw : undefined) },
  )
  const group = listed.items[0] ?? allOf(listed)[0]
  if (!group) return notSo(`The log group ${name} does not exist (yet).`)
  const inherited = group.inheritedProperties?.includes('ACCOUNT_DATA_PROTECTION')
  const problems = [
    group.kmsKeyId === undefined && `${name} has no key of its own.`,
    group.dataProtectionStatus !== 'ACTIVATED' && !inherited && `${name} has no data protection policy.`,
  ]
  return unless(
    problems.filter((problem) => typeof problem === 'string'),
    `${name} has a key and a data protection policy.`,
  )
}
