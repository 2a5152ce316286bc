import { required } from '../call.ts'
import { createClients } from '../clients.ts'

/** Whose session is wanted, and how the user shows a second factor. */
export interface Assuming {
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** The role's ARN. */
  readonly role: string
  readonly session: string
  /** Absent: the user shows none. */
  readonly device?: { readonly serialNumber?: string; readonly tokenCode?: string } | undefined
}

/** Takes a role as its requester would. Throws what STS refuses. */
export async function assumeRole({ endpoint, region, credentials, role, session, device }: Assuming) {
  const clients = createClients({ endpoint, credentials })
  try {
    const { Credentials: made } = await clients.send('sts', region, 'AssumeRole', {
      RoleArn: role,
      RoleSessionName: session,
      ...(device && { SerialNumber: device.serialNumber, TokenCode: device.tokenCode }),
    })
    return {
      accessKeyId: required(made?.AccessKeyId, 'AccessKeyId'),
      secretAccessKey: required(made?.SecretAccessKey, 'SecretAccessKey'),
      sessionToken: required(made?.SessionToken, 'SessionToken'),
    }
  } finally {
    clients.close()
  }
}
