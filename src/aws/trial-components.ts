import type { TrialComponentSourceDetail } from '@aws-sdk/client-sagemaker'
import type { Resource } from '../posture/inventory/index.ts'
import type { Answer } from './call.ts'
import { itemsOf, type Listed, type Listing, type Reading } from './collector.ts'
import { describeEach } from './describe.ts'
import { search } from './search.ts'

interface TrialPlan<Raw, T, L> {
  /** Source.SourceType of the trial components. */
  readonly sourceType: string
  readonly pick: (detail: TrialComponentSourceDetail) => Raw | undefined
  readonly map: (raw: Raw) => T
  readonly list: () => Promise<Listed<L>>
  readonly describe: (listing: L) => Promise<Answer<T>>
}

/**
 * Jobs in bulk through the trial components that SageMaker keeps of them. Not every job has one, so the list says
 * which there are; those without one are described. A denied Search costs calls, a denied list is a gap.
 */
export async function throughTrialComponents<Raw, T extends Resource, L extends Listing>(
  reading: Reading,
  plan: TrialPlan<Raw, T, L>,
): Promise<readonly T[]> {
  const [listed, found] = await Promise.all([
    plan.list(),
    search(reading, {
      resource: 'ExperimentTrialComponent',
      since: reading.jobsSince,
      filters: [{ Name: 'Source.SourceType', Operator: 'Equals', Value: plan.sourceType }],
      pick: (record) => {
        const detail = record.TrialComponent?.SourceDetail
        return detail && plan.pick(detail)
      },
      map: plan.map,
    }),
  ])
  const known = new Map(found.items.map((item) => [item.arn, item]))
  const rest = itemsOf(reading, listed).filter((listing) => !known.has(listing.arn))
  return [...known.values(), ...(await describeEach(reading, rest, plan.describe))]
}
