import { randomUUID } from 'node:crypto'
import { hasWildcard } from '../../../../src/base/policy/glob.ts'
import type { Json, Rec } from '../estates/estate.ts'
import { rolePolicies, userPolicies } from '../judge/policies.ts'
import { pageOf, sizeOf } from '../services/page.ts'
import type { Context, Handler } from '../services/service.ts'
import type { Entry } from '../trail/ring.ts'
import type { AwsError } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { broken, noSuch } from './refusals.ts'

/** Services that the account can say something about where a policy names all. */
const NAMES: Readonly<Record<string, string>> = {
  cloudwatch: 'Amazon CloudWatch',
  ec2: 'Amazon EC2',
  ecr: 'Amazon Elastic Container Registry',
  iam: 'AWS Identity and Access Management',
  kms: 'AWS Key Management Service',
  logs: 'Amazon CloudWatch Logs',
  s3: 'Amazon S3',
  sagemaker: 'Amazon SageMaker',
  sts: 'AWS Security Token Service',
}

/** Services whose actions IAM tracks one by one, here. */
const TRACKED: ReadonlySet<string> = new Set(['ec2', 'iam', 's3'])

/** What runs of a role that the estate tells of used, at the moment when the role was last used. */
const OF_JOBS: ReadonlySet<string> = new Set(['kms', 'logs', 's3', 'sagemaker', 'ecr'])

const PREFIX = 'last-accessed'

const subjectOf = (arn: Json, { estate: { iam } }: Context): { record: Rec; actions: readonly string[] } => {
  const role = iam.roles.find((one) => one.Arn === arn)
  const user = iam.users.find((one) => one.Arn === arn)
  const record = role ?? user
  if (!record) throw noSuch('ARN', arn)
  const { identity } = role ? rolePolicies(iam, role) : userPolicies(iam, record)
  const statements = identity.flatMap(({ document }) => document?.statements ?? [])
  const actions = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) => statement.actions ?? ['*'])
  return { record, actions }
}

/** The report is made in the background: the first look at it finds it unfinished. */
const generate: Handler = (input, context) => {
  subjectOf(input.Arn, context)
  const JobId = randomUUID()
  context.memory.set(`${PREFIX}/${JobId}/${String(input.Granularity ?? '')}/${String(input.Arn)}`, 0)
  return { JobId }
}

const prefixOf = (action: string): string => action.slice(0, Math.max(0, action.indexOf(':')))

/** What IAM says of one service: the trail's word, or that of the estate on when the role was last used. */
const serviceUse = (
  namespace: string,
  arn: Json,
  context: Context,
  actions: readonly string[],
  deep: boolean,
): Rec => {
  const { record } = subjectOf(arn, context)
  const calls = context.live.trail
    .entries()
    .filter(
      ({ identity, source }) =>
        identity.kind !== 'trusted' &&
        identity.holder.arn === arn &&
        prefixOf(source.replace('.', ':')) === namespace,
    )
  const [newest] = calls
  const before = OF_JOBS.has(namespace) && isRec(record.RoleLastUsed) ? record.RoleLastUsed : {}
  const last = newest
    ? { LastAuthenticated: newest.at, LastAuthenticatedRegion: newest.region }
    : before.LastUsedDate === undefined
      ? undefined
      : { LastAuthenticated: before.LastUsedDate, LastAuthenticatedRegion: before.Region }
  return {
    ServiceName: NAMES[namespace] ?? namespace,
    ServiceNamespace: namespace,
    TotalAuthenticatedEntities: last ? 1 : 0,
    ...(last && { ...last, LastAuthenticatedEntity: arn }),
    ...(deep &&
      TRACKED.has(namespace) && { TrackedActionsLastAccessed: trackedOf(namespace, actions, calls) }),
  }
}

const trackedOf = (
  namespace: string,
  actions: readonly string[],
  calls: readonly Entry[],
): readonly Rec[] => {
  const spelt = actions.filter((action) => prefixOf(action) === namespace && !hasWildcard(action))
  // Of S3 only management calls are tracked, not those on objects and their lists.
  const names = spelt
    .map((action) => action.slice(namespace.length + 1))
    .filter((name) => !/Object|^ListBucket/.test(name))
  return [...new Set([...names, ...calls.map(({ name }) => name)])].map((ActionName) => {
    const call = calls.find(({ name }) => name === ActionName)
    return {
      ActionName,
      ...(call && {
        LastAccessedTime: call.at,
        LastAccessedRegion: call.region,
        LastAccessedEntity: call.identity.principal.arn,
      }),
    }
  })
}

const details: Handler = (input, context) => {
  const { memory, now } = context
  const key = [...memory.keys()].find((each) => each.startsWith(`${PREFIX}/${String(input.JobId)}/`))
  if (key === undefined) throw noSuch('job', input.JobId)
  const [, , granularity = '', ...rest] = key.split('/')
  const arn = rest.join('/')
  const started = memory.get(key) ?? 0
  if (started === 0) {
    memory.set(key, now)
    return { JobStatus: 'IN_PROGRESS', JobCreationDate: now, IsTruncated: false }
  }
  const { actions } = subjectOf(arn, context)
  const all = actions.some((action) => hasWildcard(prefixOf(action)) || action === '*')
  const namespaces = [...new Set([...actions.map(prefixOf), ...(all ? Object.keys(NAMES) : [])])]
    .filter((namespace) => namespace !== '' && !hasWildcard(namespace))
    .toSorted((a, b) => a.localeCompare(b))
  const deep = granularity === 'ACTION_LEVEL'
  const rows = namespaces.map((namespace) => serviceUse(namespace, arn, context, actions, deep))
  const bad = (): AwsError => broken('Invalid Marker.')
  const page = pageOf(
    rows,
    `${PREFIX}/${arn}`,
    sizeOf(input.MaxItems, 1000, 100, 'maxItems'),
    input.Marker,
    bad,
  )
  return {
    JobStatus: 'COMPLETED',
    JobType: granularity || 'SERVICE_LEVEL',
    JobCreationDate: started,
    JobCompletionDate: now,
    ServicesLastAccessed: page.items,
    IsTruncated: page.next !== undefined,
    Marker: page.next,
  }
}

/** When a role or user last used which service. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html */
export const lastAccessedOperations: Readonly<Record<string, Handler>> = {
  GenerateServiceLastAccessedDetails: generate,
  GetServiceLastAccessedDetails: details,
}
