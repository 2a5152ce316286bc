import type { ResourceRef } from '../posture/inventory/index.ts'

/** Sends tag:GetResources for one ARN in a Region. */
type Ask = (
  region: string,
  arn: string,
) => Promise<{
  readonly ResourceTagMappingList?:
    | ReadonlyArray<{
        readonly ResourceARN?: string | undefined
        readonly Tags?:
          | ReadonlyArray<{ readonly Key: string | undefined; readonly Value: string | undefined }>
          | undefined
      }>
    | undefined
}>

/**
 * Reads the tags of one SageMaker resource, as audits see them: those of other services count for nothing there and are
 * none here. Throws where AWS does not say.
 */
export function createTagsOf(ask: Ask) {
  return async ({ arn, region }: ResourceRef): Promise<Readonly<Record<string, string>>> => {
    if (!/^arn:[^:]+:sagemaker:/.test(arn)) return {}
    const answer = await ask(region, arn)
    const found = answer.ResourceTagMappingList?.find(({ ResourceARN }) => ResourceARN === arn)
    return Object.fromEntries((found?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
  }
}
