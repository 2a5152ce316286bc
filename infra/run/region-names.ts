import { lookup } from 'node:dns/promises'
import { nearest } from '../../src/base/nearest.ts'

/** Regions that are known to exist. Source: AWS General Reference, "AWS service endpoints"; newer ones are looked up. */
const KNOWN = [
  'af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2',
  'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7',
  'ca-central-1 ca-west-1 cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2',
  'eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1',
  'us-east-1 us-east-2 us-gov-east-1 us-gov-west-1 us-west-1 us-west-2',
].flatMap((line) => line.split(' '))

/**
 * One sentence for each name that is no AWS Region, with the nearest ones. `isThere` tells whether a Region that is not
 * known here exists after all.
 */
export async function regionProblems(
  names: readonly string[],
  isThere: (region: string) => Promise<boolean> = hasEndpoint,
): Promise<readonly string[]> {
  const unknown = names.filter((name) => !KNOWN.includes(name))
  const there = await Promise.all(unknown.map(isThere))
  return unknown
    .filter((_, at) => there[at] === false)
    .map((name) => {
      const near = nearest(name, KNOWN)
      return `There is no AWS Region ${name}.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`}`
    })
}

/** Every Region has an endpoint of STS. Where names cannot be looked up at all, nothing is said against it. */
async function hasEndpoint(region: string): Promise<boolean> {
  try {
    await lookup(`sts.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOTFOUND')
  }
}
