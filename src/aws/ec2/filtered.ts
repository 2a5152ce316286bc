import { itemsOf, type PageReader, type Reading } from '../collector.ts'
import { chunks, mapAll } from '../fields.ts'
import type { Input, Output } from '../sdk.ts'

type Described =
  | 'DescribeSubnets'
  | 'DescribeRouteTables'
  | 'DescribeNetworkAcls'
  | 'DescribeVpcEndpoints'
  | 'DescribeFlowLogs'
  | 'DescribeSecurityGroups'

/** EC2 takes at most this many values in one filter. */
const MOST_VALUES = 200

/**
 * Network parts by filter rather than by id: an id that no longer exists is then simply not found, instead of an
 * error for all. Nothing is asked where there is nothing to ask for.
 */
export async function filtered<O extends Described, Raw, T>(
  reading: Reading,
  operation: O,
  name: string,
  values: readonly string[],
  reader: PageReader<Output<'ec2', O>, Raw, T>,
  besides: ReadonlyArray<{ readonly Name: string; readonly Values: string[] }> = [],
): Promise<readonly T[]> {
  const found = await mapAll(chunks(values, MOST_VALUES), async (some) => {
    const filters = [{ Name: name, Values: [...some] }, ...besides]
    // DescribeFlowLogs alone spells it in the singular.
    const asked = operation === 'DescribeFlowLogs' ? { Filter: filters } : { Filters: filters }
    const input = { ...asked, MaxResults: operation === 'DescribeRouteTables' ? 100 : 1000 } as Input<
      'ec2',
      O
    >
    return itemsOf(reading, await reading.pages('ec2', operation, input, reader))
  })
  return found.flat()
}

/** The ARN of a part of a VPC in this Region and account. */
export function networkArn({ partition, region, account }: Reading, type: string, id: string): string {
  return `arn:${partition}:ec2:${region}:${account}:${type}/${id}`
}
