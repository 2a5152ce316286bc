import type { ResourceRef } from '../posture/inventory/index.ts'
import type { Clients } from './clients.ts'

/**
 * Reads the tags of one SageMaker resource, as audits see them: those of other services count for nothing there and are
 * none here. Throws where AWS does not say.
 */
export function createTagsOf(clients: Clients) {
  return async ({ arn, region }: ResourceRef): Promise<Readonly<Record<string, string>>> => {
    if (!/^arn:[^:]+:sagemaker:/.test(arn)) return {}
    const answer = await clients.send('tag', region, 'GetResources', { ResourceARNList: [arn] })
    const found = answer.ResourceTagMappingList?.find(({ ResourceARN }) => ResourceARN === arn)
    return Object.fromEntries((found?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
  }
}
