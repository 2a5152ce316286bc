import {
  type Estate,
  type Json,
  type Rec,
  type RegionEstate,
  type Table,
  tableOf,
} from '../estates/estate.ts'
import { AwsError } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { positionOf, sizeOf, tokenOf } from './page.ts'
import { resourceTypes } from './sagemaker-types.ts'
import type { Handler, Service } from './service.ts'

/** A table whose records carry tags, the member that holds their ARN, and the type as filters name it. */
interface Tagged {
  readonly type: string
  readonly table: Table
  readonly arn: (record: Rec) => Json
}

const tablesOf = (here: RegionEstate, estate: Estate, region: string): Tagged[] => [
  ...resourceTypes.map(({ type, arn, arnType }) => ({
    type: `sagemaker:${arnType}`,
    table: tableOf(here.sagemaker, type),
    arn: (record: Rec) => record[arn],
  })),
  {
    type: 's3',
    table: estate.buckets
      .filter((bucket) => bucket.region === region)
      .map((bucket) => ({ Arn: `arn:aws:s3:::${bucket.name}`, Tags: bucket.tags })),
    arn: (record) => record.Arn,
  },
  { type: 'kms:key', table: tableOf(here.kms, 'Keys'), arn: (record) => record.Arn },
]

const chosen = (type: string, filters: readonly Json[]): boolean =>
  filters.length === 0 || filters.some((filter) => filter === type || type.startsWith(`${filter}:`))

const list = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [])

const tagsMatch = (tags: readonly Rec[], filters: readonly Rec[]): boolean =>
  filters.every((filter) =>
    tags.some(
      (tag) =>
        tag.Key === filter.Key &&
        (list(filter.Values).length === 0 || list(filter.Values).includes(tag.Value)),
    ),
  )

const badToken = (): AwsError => new AwsError('PaginationTokenExpiredException', 'The token is not valid')

const getResources: Handler = (input, { here, estate, region }) => {
  const size = sizeOf(input.ResourcesPerPage, 100, 50, 'resourcesPerPage')
  const wantedTypes = list(input.ResourceTypeFilters)
  const wantedArns = list(input.ResourceARNList)
  const wantedTags = list(input.TagFilters).filter(isRec)
  const tables = tablesOf(here, estate, region).filter(({ type }) => chosen(type, wantedTypes))
  const start = positionOf('resources', input.PaginationToken, badToken)
  const found: Rec[] = []
  let base = 0
  for (const { table, arn } of tables) {
    for (let i = Math.max(start - base, 0); i < table.length; i++) {
      const record = table.at(i)
      const tags = list(record?.Tags).filter(isRec)
      if (!record || tags.length === 0 || !tagsMatch(tags, wantedTags)) continue
      if (wantedArns.length > 0 && !wantedArns.includes(arn(record))) continue
      if (found.length === size)
        return { ResourceTagMappingList: found, PaginationToken: tokenOf('resources', base + i) }
      found.push({ ResourceARN: arn(record), Tags: tags })
    }
    base += table.length
  }
  return { ResourceTagMappingList: found, PaginationToken: '' }
}

/** AWS Resource Groups Tagging API: the tags of everything in one Region. */
export const tagging: Service = {
  signingName: 'tagging',
  actionPrefix: 'tag',
  target: 'ResourceGroupsTaggingAPI_20170126',
  dialect: 'json',
  denied: { code: 'AccessDeniedException', status: 400 },
  throttled: { code: 'ThrottledException', status: 400 },
  client: () => import('@aws-sdk/client-resource-groups-tagging-api'),
  operations: { GetResources: getResources },
}
