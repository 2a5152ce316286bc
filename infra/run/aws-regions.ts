import { sdkRegion } from '../../src/aws/sdk-region.ts'
import { err, ok, type Result } from '../../src/base/result.ts'
import { regionProblems } from './region-names.ts'

/**
 * The Regions to audit: those that were named, else the SDK's own (environment or shared config). A name that is no
 * Region is a problem, but where a stand-in answers for AWS: it has what Regions it likes.
 */
export async function awsRegions(
  named: readonly string[],
): Promise<Result<readonly string[], readonly string[]>> {
  const own = named.length > 0 ? undefined : await sdkRegion()
  const regions = own === undefined ? named : [own]
  if (regions.length === 0) {
    return err(['No AWS Region is set: set SAGEWARDEN_REGIONS, AWS_REGION or a Region in your AWS profile.'])
  }
  const problems = process.env.AWS_ENDPOINT_URL ? [] : await regionProblems(regions)
  return problems.length > 0 ? err(problems) : ok(regions)
}
