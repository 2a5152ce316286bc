import { SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns'
import { partition } from '@aws-sdk/core/client'
import { AwsEc2QueryProtocol } from '@aws-sdk/core/protocols'
import { makeBuilder } from '@smithy/core/client'
import { getEndpointPlugin } from '@smithy/core/endpoints'
import { EC2_OPERATIONS, type Ec2Operation, schemaOf } from './shapes.ts'

/**
 * The reads of EC2 that this product needs, without the SDK's EC2 module: that one holds 700 operations and costs a
 * third of an audit's memory for eight calls. Everything but the shapes is the SDK's: protocol, signing, retries,
 * credentials, endpoints from settings. SNS lends its client, the lightest with the same endpoint parameters.
 */
export class EC2Client extends SNSClient {
  constructor(config: SNSClientConfig) {
    super({ ...config, ...AS_EC2 })
  }
}

interface Place {
  readonly Region?: string
  readonly Endpoint?: string
  readonly UseFIPS?: boolean
  readonly UseDualStack?: boolean
}

/** Where EC2 is. Source: the endpoint rules of the SDK's EC2 client, to which a test compares it. */
export function ec2Endpoint({ Region = '', Endpoint, UseFIPS = false, UseDualStack = false }: Place): string {
  if (Endpoint !== undefined) {
    if (UseFIPS) throw new Error('Invalid Configuration: FIPS and custom endpoint are not supported')
    if (UseDualStack)
      throw new Error('Invalid Configuration: Dualstack and custom endpoint are not supported')
    return Endpoint
  }
  const { name, dnsSuffix, dualStackDnsSuffix, supportsFIPS, supportsDualStack } = partition(Region)
  if ((UseFIPS && !supportsFIPS) || (UseDualStack && !supportsDualStack))
    throw new Error('FIPS or DualStack is enabled, but this partition does not support it')
  if (UseFIPS && !UseDualStack && name === 'aws-us-gov') return `https://ec2.${Region}.amazonaws.com`
  return `https://ec2${UseFIPS ? '-fips' : ''}.${Region}.${UseDualStack ? dualStackDnsSuffix : dnsSuffix}`
}

const AS_EC2 = {
  serviceId: 'EC2',
  signingName: 'ec2',
  protocol: AwsEc2QueryProtocol,
  protocolSettings: {
    defaultNamespace: 'com.amazonaws.ec2',
    xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15',
    version: '2016-11-15',
    serviceTarget: 'AmazonEC2',
  },
  endpointProvider: (place: Place) => ({ url: new URL(ec2Endpoint(place)), properties: {}, headers: {} }),
} as SNSClientConfig

const command = makeBuilder(
  {
    UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
    Endpoint: { type: 'builtInParams', name: 'endpoint' },
    Region: { type: 'builtInParams', name: 'region' },
    UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
  },
  'AmazonEC2',
  'EC2Client',
  getEndpointPlugin,
)

const commandOf = (operation: Ec2Operation) =>
  command({}, () => [], operation, schemaOf(operation) as Parameters<typeof command>[3])

/** The module that stands in for the SDK's: the client, and a command class for each operation. */
export const ec2Module: object = {
  EC2Client,
  ...Object.fromEntries(EC2_OPERATIONS.map((operation) => [`${operation}Command`, commandOf(operation)])),
}
