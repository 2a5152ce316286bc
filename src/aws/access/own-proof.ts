import { sdkRegion } from '../sdk-region.ts'
import { stsEndpoints } from './caller-request.ts'
import { signCallerIdentity } from './caller-signing.ts'

/**
 * The line that proves who holds the credentials that the SDK finds here, made with this nonce. The time is that of STS
 * itself, because a clock that is some minutes off would make it look stale. Throws where there are no credentials.
 * `endpoint` stands in for AWS.
 */
export async function ownCallerProof(nonce: string, endpoint: string | undefined): Promise<string> {
  const { STSClient } = await import('@aws-sdk/client-sts')
  const region = (await sdkRegion()) ?? 'us-east-1'
  const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws'
  const address = endpoint ?? stsEndpoints(partition, [region])[region] ?? ''
  const client = new STSClient({ region })
  try {
    const credentials = await client.config.credentials()
    const told = Date.parse(
      (await fetch(address, { method: 'HEAD', redirect: 'error' })).headers.get('date') ?? '',
    )
    if (Number.isNaN(told)) throw new Error(`${address} does not tell the time`)
    return await signCallerIdentity(nonce, credentials, { region, endpoint: address, clock: () => told })
  } finally {
    client.destroy()
  }
}
