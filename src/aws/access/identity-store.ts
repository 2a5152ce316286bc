import { required } from '../call.ts'
import type { Clients } from '../clients.ts'
import type { UserIdOf } from './caller-principal.ts'

interface IdentityStore {
  readonly clients: Pick<Clients, 'send'>
  /** The Region of Identity Center. */
  readonly region: string
  /** `d-1234567890`. */
  readonly identityStoreId: string
}

/** A user as the identity store has them. `on`: false where the store says that they are switched off. */
interface StoredUser {
  readonly userName: string | undefined
  readonly on: boolean
}

/** A user by their id; undefined where there is none. Throws where the store cannot be asked. */
export type DescribeDirectoryUser = (userId: string) => Promise<StoredUser | undefined>

/**
 * Looks up whose session of a reserved role it is, by the user name that Identity Center put into its ARN. The name
 * comes from AWS, never from Slack, and is unique in the store at that moment. Throws where the store cannot be asked.
 *
 * Nobody is looked up from Slack. For that the store would have to know the Slack id. Its `ExternalIds` are the identity
 * provider's own ids, which come over SCIM; CreateUser takes none. All else to search by are user names and e-mail
 * addresses, which change hands. So an Identity Center person is either listed in the policy or has proved the link by a
 * signed caller identity. Source: Identity Store API Reference, GetUserId, CreateUser and ExternalId.
 */
export function createUserIdOf({ clients, region, identityStoreId }: IdentityStore): UserIdOf {
  return (userName) =>
    found(async () => {
      const { UserId } = await clients.send('identitystore', region, 'GetUserId', {
        IdentityStoreId: identityStoreId,
        AlternateIdentifier: { UniqueAttribute: { AttributePath: 'userName', AttributeValue: userName } },
      })
      return required(UserId, 'UserId')
    })
}

/** Reads one user of the store. A store that leaves the status out has no users that are switched off. */
export function createDescribeUser(store: IdentityStore): DescribeDirectoryUser {
  const { clients, region, identityStoreId: IdentityStoreId } = store
  return (userId) =>
    found(async () => {
      const user = await clients.send('identitystore', region, 'DescribeUser', {
        IdentityStoreId,
        UserId: userId,
      })
      if (required(user.UserId, 'UserId') !== userId)
        throw new Error('The identity store told of another user')
      return { userName: user.UserName, on: (user.UserStatus ?? 'ENABLED') === 'ENABLED' }
    })
}

async function found<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined
    throw error
  }
}
