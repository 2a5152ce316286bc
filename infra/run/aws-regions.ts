import { sdkRegion } from '../../src/aws/sdk-region.ts'
import { err, ok, type Result } from '../../src/base/result.ts'

/** The Regions to audit: those that were named, else the SDK's own (environment or shared config). */
export async function awsRegions(
  named: readonly string[],
): Promise<Result<readonly string[], readonly string[]>> {
  if (named.length > 0) return ok(named)
  const region = await sdkRegion()
  return region === undefined
    ? err(['No AWS Region is set: set SAGEWARDEN_REGIONS, AWS_REGION or a Region in your AWS profile.'])
    : ok([region])
}
