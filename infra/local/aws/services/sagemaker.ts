import { type Json, type Rec, recordsOf, tableOf } from '../estates/estate.ts'
import { AwsError, invalid } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { pageOf, sizeOf } from './page.ts'
import { recordOf } from './sagemaker-find.ts'
import { linkOperations } from './sagemaker-links.ts'
import { notebookOperations } from './sagemaker-notebooks.ts'
import { search } from './sagemaker-search.ts'
import { select } from './sagemaker-select.ts'
import { sagemakerTouches } from './sagemaker-touches.ts'
import { type ResourceType, resourceTypes } from './sagemaker-types.ts'
import type { Handler, Service } from './service.ts'

const badToken = (): AwsError => invalid('Invalid NextToken')

const text = (value: Json): string => String(value ?? '')

const timeField = (record: Rec, created: boolean): Json =>
  created ? (record.CreationTime ?? record.CreateDate) : (record.LastModifiedTime ?? record.LastUpdatedDate)

/** Members of List requests that are compared as they are. */
const EXACT = new Set([
  'EndpointName',
  'MonitoringJobDefinitionName',
  'ModelPackageGroupName',
  'ModelApprovalStatus',
])

/** The condition that one member of a List request sets, or undefined for members that set none. */
const condition = (
  type: ResourceType,
  member: string,
  wanted: Json,
): ((record: Rec) => boolean) | undefined => {
  const [, kind, edge] =
    /^(Creation|Created|LastModified|Modified)(?:Time)?(After|Before)$/.exec(member) ?? []
  if (kind && edge) {
    const created = kind.startsWith('Creat')
    const limit = Number(wanted)
    return (record) => {
      const at = Number(timeField(record, created))
      return edge === 'After' ? at >= limit : at <= limit
    }
  }
  if (member === 'NameContains')
    return (record) => text(record[type.name]).toLowerCase().includes(text(wanted).toLowerCase())
  if (member === 'StatusEquals') return (record) => record[type.status ?? ''] === wanted
  if (member === 'OfflineStoreStatusEquals')
    return (record) => isRec(record.OfflineStoreStatus) && record.OfflineStoreStatus.Status === wanted
  if (member === 'AppTypeEquals') return (record) => record.StudioLifecycleConfigAppType === wanted
  if (member === 'AdditionalCodeRepositoryEquals')
    return (record) =>
      Array.isArray(record.AdditionalCodeRepositories) && record.AdditionalCodeRepositories.includes(wanted)
  if (member === 'PipelineNamePrefix') return (record) => text(record.PipelineName).startsWith(text(wanted))
  if (EXACT.has(member)) return (record) => ({ ...record, ...type.summary?.(record) })[member] === wanted
  if (member.endsWith('Equals')) return (record) => record[member.slice(0, -'Equals'.length)] === wanted
  if (member.endsWith('Contains'))
    return (record) => text(record[member.slice(0, -'Contains'.length)]).includes(text(wanted))
  return undefined
}

const orderBy = (type: ResourceType, sortBy: Json): ((record: Rec) => Json) => {
  if (sortBy === 'Name') return (record) => record[type.name]
  if (sortBy === 'Status') return (record) => record[type.status ?? '']
  return (record) => timeField(record, sortBy !== 'LastModifiedTime')
}

const list =
  (type: ResourceType): Handler =>
  (input, { here }) => {
    const size = sizeOf(input.MaxResults, 100, 10)
    const { NextToken: token, MaxResults: _, SortBy: sortBy, SortOrder: order, ...asked } = input
    const conditions = Object.entries(asked)
      .map(([member, wanted]) => condition(type, member, wanted))
      .filter((keep) => keep !== undefined)
    const chosen = select(tableOf(here.sagemaker, type.type), {
      key: JSON.stringify([asked, sortBy, order]),
      keep: conditions.length > 0 ? (record) => conditions.every((keep) => keep(record)) : undefined,
      by: orderBy(type, sortBy),
      descending: order !== 'Ascending',
    })
    const page = pageOf(chosen, type.list, size, token, badToken)
    return {
      [type.items]: page.items.map((record) => ({ ...record, ...type.summary?.(record) })),
      NextToken: page.next,
    }
  }

const describe =
  (type: ResourceType): Handler =>
  (input, context) => {
    const required = type.keys[0] ?? ''
    if (input[required] === undefined)
      throw invalid(
        `1 validation error detected: Value null at '${required.charAt(0).toLowerCase()}${required.slice(1)}' failed to satisfy constraint: Member must not be null`,
      )
    const record = recordOf(type, input, context)
    return type.wrap ? { [type.wrap]: record } : record
  }

const ARN = /^arn:[^:]+:sagemaker:([^:]+):(\d{12}):([a-z-]+)\/(.+)$/

const tagsOf: Handler = (input, context) => {
  const arn = text(input.ResourceArn)
  const [, region, , segment, rest] = ARN.exec(arn) ?? []
  const type = resourceTypes.find((one) => one.arnType === segment)
  if (!type || region !== context.region) throw invalid(`Invalid ARN: ${arn}`)
  const table = tableOf(context.here.sagemaker, type.type)
  const located = table.locate?.(text(rest))
  const records = located === undefined ? recordsOf(table) : [table.at(located)]
  for (const record of records) {
    if (record?.[type.arn] !== arn) continue
    const tags: readonly Json[] = Array.isArray(record.Tags) ? record.Tags : []
    const page = pageOf(tags, arn, sizeOf(input.MaxResults, 10_000, 50), input.NextToken, badToken)
    return { Tags: page.items, NextToken: page.next }
  }
  throw new AwsError('ResourceNotFound', `Resource ${arn} does not exist`, 400)
}

const operations: Record<string, Handler> = {
  ListTags: tagsOf,
  Search: search,
  ...notebookOperations,
  ...linkOperations,
}
for (const type of resourceTypes) {
  operations[type.list] = list(type)
  operations[type.describe] = describe(type)
}

/** Amazon SageMaker AI. https://docs.aws.amazon.com/sagemaker/latest/APIReference/ */
export const sagemaker: Service = {
  signingName: 'sagemaker',
  actionPrefix: 'sagemaker',
  target: 'SageMaker',
  dialect: 'json',
  denied: { code: 'AccessDeniedException', status: 400 },
  throttled: { code: 'ThrottlingException', status: 400 },
  client: () => import('@aws-sdk/client-sagemaker'),
  operations,
  touches: sagemakerTouches,
  resourceOf: (operation, input, region, account) => {
    if (typeof input.ResourceArn === 'string') return input.ResourceArn
    const type = resourceTypes.find((one) => one.describe === operation || one.list === operation)
    if (!type) return '*'
    const name =
      operation === type.list
        ? '*'
        : type.keys
            .map((key) => input[key])
            .filter(Boolean)
            .join('/')
    return `arn:aws:sagemaker:${region}:${account}:${type.arnType}/${name.toLowerCase()}`
  },
}
