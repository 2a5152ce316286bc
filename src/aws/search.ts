import type { SearchRecord } from '@aws-sdk/client-sagemaker'
import type { EpochSeconds } from '../base/time.ts'
import { isoTime } from '../base/time.ts'
import type { Resource } from '../posture/inventory/index.ts'
import type { Answer } from './call.ts'
import { itemsOf, type Listed, type Listing, type Reading } from './collector.ts'
import { describeEach } from './describe.ts'
import type { Input } from './sdk.ts'

type Searched = NonNullable<Input<'sagemaker', 'Search'>['Resource']>
type Filter = NonNullable<NonNullable<Input<'sagemaker', 'Search'>['SearchExpression']>['Filters']>[number]

/** SageMaker is younger than this: a filter that every record passes, because Search wants at least one. */
const EVER: EpochSeconds = Date.UTC(2015, 0, 1) / 1000

export interface SearchPlan<Raw, T> {
  readonly resource: Searched
  readonly since?: EpochSeconds
  readonly filters?: readonly Filter[]
  readonly pick: (record: SearchRecord) => Raw | undefined
  readonly map: (raw: Raw) => T | undefined
}

/** All records of a Search, and whether it gave as many as it counted. */
export async function search<Raw, T>(
  reading: Reading,
  plan: SearchPlan<Raw, T>,
): Promise<Listed<T> & { readonly complete: boolean }> {
  let hits = 0
  let read = 0
  const created: Filter = {
    Name: 'CreationTime',
    Operator: 'GreaterThanOrEqualTo',
    Value: isoTime(plan.since ?? EVER),
  }
  const listed = await reading.pages(
    'sagemaker',
    'Search',
    {
      Resource: plan.resource,
      MaxResults: 100,
      SortBy: 'CreationTime',
      SortOrder: 'Ascending',
      SearchExpression: { Filters: [created, ...(plan.filters ?? [])] },
    },
    {
      items: (page) => {
        hits = Math.max(hits, page.TotalHits?.Value ?? 0)
        read += page.Results?.length ?? 0
        return page.Results
      },
      map: (record) => {
        const raw = plan.pick(record)
        return raw === undefined ? undefined : plan.map(raw)
      },
    },
  )
  return { ...listed, complete: listed.refusal === undefined && read >= hits }
}

/**
 * Search where it answers in full; otherwise what it gave, and the rest by List and Describe. Search is denied to
 * some, not offered everywhere, and its index can lag, so its answer is never the only source.
 */
export async function searchFirst<Raw, T extends Resource, L extends Listing>(
  reading: Reading,
  plan: SearchPlan<Raw, T>,
  list: () => Promise<Listed<L>>,
  describe: (listing: L) => Promise<Answer<T>>,
): Promise<readonly T[]> {
  const found = await search(reading, plan)
  if (found.complete) return found.items
  const known = new Set(found.items.map((item) => item.arn))
  const rest = itemsOf(reading, await list()).filter((listing) => !known.has(listing.arn))
  return [...found.items, ...(await describeEach(reading, rest, describe))]
}
