import * as sdk from '@aws-sdk/client-ec2'
import { describe, expect, it } from 'vitest'
import { type Node, operationsOf } from '../../../infra/local/aws/wire/schema.ts'
import { ec2Endpoint } from '../../../src/aws/ec2/client.ts'
import { EC2_OPERATIONS, schemaOf } from '../../../src/aws/ec2/shapes.ts'

const theirs = operationsOf(sdk)
const ours = operationsOf(
  Object.fromEntries(EC2_OPERATIONS.map((operation) => [`${operation}$`, schemaOf(operation)])),
)

/** Where a shape differs from the SDK's; members that are left out do not count. */
function differences(part: Node, whole: Node, path: string): readonly string[] {
  if (part.kind !== whole.kind) return [`${path}: ${part.kind} is ${whole.kind}`]
  if (part.kind === 'list' && whole.kind === 'list') {
    const names =
      part.item.xmlName === whole.item.xmlName ? [] : [`${path}: entries are named ${whole.item.xmlName}`]
    return [...names, ...differences(part.item.node(), whole.item.node(), `${path}[]`)]
  }
  if (part.kind !== 'struct' || whole.kind !== 'struct') return []
  return [...part.members.values()].flatMap((member) => {
    const at = `${path}.${member.name}`
    const same = whole.members.get(member.name)
    if (!same) return [`${at} does not exist`]
    const named = member.xmlName === same.xmlName ? [] : [`${at} is named ${same.xmlName}`]
    return [...named, ...differences(member.node(), same.node(), at)]
  })
}

describe('the EC2 client', () => {
  it.each(EC2_OPERATIONS)('has the shapes of the SDK for %s', (operation) => {
    const [part, whole] = [ours(operation), theirs(operation)]
    if (!part || !whole) throw new Error(`${operation} is unknown.`)
    expect([
      ...differences(part.input, whole.input, 'input'),
      ...differences(part.output, whole.output, 'output'),
    ]).toEqual([])
  })

  it.each([
    { Region: 'eu-west-1' },
    { Region: 'cn-north-1' },
    { Region: 'us-gov-west-1' },
    { Region: 'us-gov-west-1', UseFIPS: true },
    { Region: 'us-iso-east-1' },
    { Region: 'us-east-1', UseFIPS: true },
    { Region: 'us-east-1', UseDualStack: true },
    { Region: 'us-east-1', UseFIPS: true, UseDualStack: true },
    { Region: 'us-east-1', Endpoint: 'http://127.0.0.1:4566/' },
  ])('is where the SDK finds it: %o', async (place) => {
    const whole = new sdk.EC2Client({ region: place.Region })
    const asked = { UseFIPS: false, UseDualStack: false, ...place }
    const { url } = whole.config.endpointProvider(asked)
    expect(new URL(ec2Endpoint(place)).href).toBe(url.href)
    whole.destroy()
  })

  it("refuses FIPS and an endpoint of one's own together, as the SDK does", () => {
    const place = { Region: 'us-east-1', Endpoint: 'http://127.0.0.1:4566/', UseFIPS: true }
    expect(() => ec2Endpoint(place)).toThrow('FIPS and custom endpoint are not supported')
  })
})
