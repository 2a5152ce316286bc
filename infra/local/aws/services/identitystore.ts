import type { DirectoryUser, Rec } from '../estates/estate.ts'
import { AwsError } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import type { Context, Handler, Service } from './service.ts'

const absent = (what: string): AwsError =>
  new AwsError('ResourceNotFoundException', `${what} not found.`, 400)

/** The users of a store by its id. Throws where there is no such store. */
const usersOf = (input: Rec, { estate }: Context): readonly DirectoryUser[] => {
  const store = estate.identityStore
  if (store === undefined || store.id !== input.IdentityStoreId) throw absent('IDENTITYSTORE')
  return store.users
}

const getUserId: Handler = (input, context) => {
  const users = usersOf(input, context)
  const asked = isRec(input.AlternateIdentifier) ? input.AlternateIdentifier.UniqueAttribute : undefined
  if (!isRec(asked) || asked.AttributePath !== 'userName')
    throw new AwsError('ValidationException', 'Only the unique attribute userName is known here.', 400)
  const user = users.find(({ userName }) => userName === asked.AttributeValue)
  if (!user) throw absent('USER')
  return { IdentityStoreId: input.IdentityStoreId, UserId: user.userId }
}

const describeUser: Handler = (input, context) => {
  const user = usersOf(input, context).find(({ userId }) => userId === input.UserId)
  if (!user) throw absent('USER')
  return {
    IdentityStoreId: input.IdentityStoreId,
    UserId: user.userId,
    UserName: user.userName,
    DisplayName: user.displayName,
    UserStatus: user.disabled ? 'DISABLED' : 'ENABLED',
  }
}

/** The identity store of IAM Identity Center. https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/ */
export const identitystore: Service = {
  signingName: 'identitystore',
  actionPrefix: 'identitystore',
  target: 'AWSIdentityStore',
  dialect: 'json',
  denied: { code: 'AccessDeniedException', status: 400 },
  throttled: { code: 'ThrottlingException', status: 400 },
  client: () => import('@aws-sdk/client-identitystore'),
  operations: { GetUserId: getUserId, DescribeUser: describeUser },
}
