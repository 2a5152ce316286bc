import type { Estate, IamEstate, Rec } from '../estates/estate.ts'
import type { Dialect } from '../wire/answer.ts'
import { AwsError } from '../wire/error.ts'
import type { Identity, Known } from './identity.ts'
import type { Live } from './live.ts'

type Kind = Dialect['kind']

/** Each protocol has its own name for a credential that is not known. */
const UNKNOWN: Readonly<Record<Kind, readonly [string, number]>> = {
  json: ['UnrecognizedClientException', 400],
  cbor: ['UnrecognizedClientException', 400],
  query: ['InvalidClientTokenId', 403],
  ec2: ['AuthFailure', 401],
  s3: ['InvalidAccessKeyId', 403],
  's3-control': ['InvalidAccessKeyId', 403],
  rest: ['UnrecognizedClientException', 403],
}

const EXPIRED: Readonly<Record<Kind, readonly [string, number]>> = {
  json: ['ExpiredTokenException', 400],
  cbor: ['ExpiredTokenException', 400],
  query: ['ExpiredToken', 403],
  ec2: ['RequestExpired', 400],
  s3: ['ExpiredToken', 400],
  's3-control': ['ExpiredToken', 400],
  rest: ['ExpiredTokenException', 403],
}

/** The error for credentials that nobody has: an unknown token, or one of somebody who was deleted. */
export const unknownToken = (kind: Kind): AwsError => {
  const [code, status] = UNKNOWN[kind]
  return new AwsError(code, 'The security token included in the request is invalid.', status)
}

const expiredToken = (kind: Kind): AwsError => {
  const [code, status] = EXPIRED[kind]
  return new AwsError(code, 'The security token included in the request is expired', status)
}

const userIdentity = (user: Rec): Known => {
  const [arn, id] = [String(user.Arn), String(user.UserId)]
  return { kind: 'user', principal: { arn, userId: id }, name: String(user.UserName), holder: { arn, id } }
}

const stillThere = ({ kind, holder }: Known, iam: IamEstate): boolean =>
  kind === 'user'
    ? iam.users.some((user) => user.UserId === holder.id)
    : iam.roles.some((role) => role.RoleId === holder.id)

/** What a request is signed with. */
export interface Credential {
  readonly accessKeyId: string
  readonly token: string | undefined
}

/**
 * Who signed a request: the holder of a session token, the user of an access key, else the principal that the estate
 * names for the key. Throws the protocol's error for a token that is unknown or expired, or whose user or role is gone.
 */
export const identify = (credential: Credential, estate: Estate, live: Live, kind: Kind): Identity => {
  const { accessKeyId, token } = credential
  const iam = live.iam.inForce()
  if (token !== undefined || accessKeyId.startsWith('ASIA')) {
    const known = live.sessions.holderOf(token ?? '')
    if (!known || known.session.accessKeyId !== accessKeyId || !stillThere(known, iam))
      throw unknownToken(kind)
    if (known.session.expires <= live.clock.seconds()) throw expiredToken(kind)
    return known
  }
  const userName = estate.accessKeys[accessKeyId]
  if (userName === undefined)
    return { kind: 'trusted', principal: estate.principals[accessKeyId] ?? estate.caller }
  const user = iam.users.find((one) => one.UserName === userName)
  if (!user) throw unknownToken(kind)
  return userIdentity(user)
}

/**
 * Whether a user's session calls what it is not good for: without a second factor it may not call IAM.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export const outOfScope = ({ identity, service }: { identity: Identity; service: string }): boolean =>
  identity.kind === 'user' &&
  identity.session !== undefined &&
  identity.session.mfaAt === undefined &&
  service === 'iam'
