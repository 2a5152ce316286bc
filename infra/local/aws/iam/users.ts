import type { Rec } from '../estates/estate.ts'
import type { Context, Handler } from '../services/service.ts'
import { add, userOf } from './entities.ts'
import { nameOf, pathOf, recsOf, textOf } from './fields.ts'
import { beyondQuota, exists } from './refusals.ts'
import { withTags } from './tags.ts'

const MAX_NAME = 64
const MAX_KEYS = 2
const MAX_USERS = 5000

const userNameOf = (input: Rec): string => nameOf(input, 'UserName', MAX_NAME)

/** The name that a call gives, else the caller's own. Throws where there is neither. */
const userOrSelf = (input: Rec, { identity }: Context): string =>
  input.UserName === undefined && identity.kind === 'user' ? identity.name : textOf(input, 'UserName')

const createUser: Handler = (input, context) => {
  const { estate, live, now } = context
  const name = userNameOf(input)
  const path = pathOf(input)
  const Tags = withTags([], recsOf(input.Tags))
  if (estate.iam.users.some((one) => String(one.UserName).toLowerCase() === name.toLowerCase()))
    throw exists('User', name)
  if (estate.iam.users.length >= MAX_USERS) throw beyondQuota('UsersPerAccount', MAX_USERS)
  const user: Rec = {
    Path: path,
    UserName: name,
    UserId: live.uniqueId('AIDA'),
    Arn: `arn:aws:iam::${estate.account}:user${path}${name}`,
    CreateDate: now,
    UserPolicyList: [],
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags,
  }
  add(context, 'users', user)
  return { User: user }
}

const createAccessKey: Handler = (input, context) => {
  const { estate, live, now } = context
  const user = userOf(estate.iam, userOrSelf(input, context))
  const held = Object.values(estate.accessKeys).filter((one) => one === user.UserName)
  if (held.length >= MAX_KEYS) throw beyondQuota('AccessKeysPerUser', MAX_KEYS)
  const id = live.uniqueId('AKIA', 16)
  estate.accessKeys[id] = String(user.UserName)
  const SecretAccessKey = live.uniqueId('', 40)
  return {
    AccessKey: {
      UserName: user.UserName,
      AccessKeyId: id,
      Status: 'Active',
      SecretAccessKey,
      CreateDate: now,
    },
  }
}

/** What IAM does with users, by operation. */
export const userOperations: Readonly<Record<string, Handler>> = {
  CreateUser: createUser,
  CreateAccessKey: createAccessKey,
  GetUser: (input, context) => ({ User: userOf(context.estate.iam, userOrSelf(input, context)) }),
}
