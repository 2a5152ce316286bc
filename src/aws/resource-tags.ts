import { type Arn, parseArn } from '../base/arn.ts'
import type { ResourceRef } from '../posture/inventory/index.ts'
import type { Clients } from './clients.ts'
import { chunks } from './fields.ts'

/** Services whose tags the Resource Groups Tagging API lists. IAM users and roles are not among them. */
const TAGGED: ReadonlySet<Arn['service']> = new Set(['sagemaker', 's3', 'kms', 'ec2', 'logs', 'sns'])

/** The most ARNs that one call takes. */
const MOST = 100

/**
 * The tags of a few resources by ARN, in one call per Region; those without tags, or of which AWS lists none, are absent.
 * Needs `tag:GetResources`. Throws what the SDK throws.
 */
export async function resourceTags(
  clients: Pick<Clients, 'send'>,
  resources: readonly ResourceRef[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const listed = resources.filter(
    ({ arn, region }) => region !== 'global' && TAGGED.has(parseArn(arn)?.service ?? ''),
  )
  const found = new Map<string, Readonly<Record<string, string>>>()
  for (const [region, here] of Map.groupBy(listed, (each) => each.region)) {
    for (const some of chunks([...new Set(here.map(({ arn }) => arn))], MOST)) {
      const answer = await clients.send('tag', region, 'GetResources', { ResourceARNList: [...some] })
      for (const { ResourceARN, Tags = [] } of answer.ResourceTagMappingList ?? []) {
        if (ResourceARN === undefined) continue
        found.set(ResourceARN, Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])))
      }
    }
  }
  return found
}
