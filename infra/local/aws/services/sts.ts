import type { Rec } from '../estates/estate.ts'
import { recsOf, textOf } from '../iam/fields.ts'
import { broken } from '../iam/refusals.ts'
import { tagValues } from '../iam/tags.ts'
import type { Session } from '../state/identity.ts'
import { AwsError } from '../wire/error.ts'
import type { Handler, Service } from './service.ts'
import { assumeRoleTouches, proves } from './sts-proof.ts'
import { durationOf, roleDuration, sessionPolicies, sessionText } from './sts-terms.ts'

const HALF_DAY_S = 43_200
const DAY_AND_HALF_S = 129_600

const credentials = ({ accessKeyId, secretAccessKey, token, expires }: Session): Rec => ({
  AccessKeyId: accessKeyId,
  SecretAccessKey: secretAccessKey,
  SessionToken: token,
  Expiration: expires,
})

const carried = (input: Rec, inherited: string | undefined): Pick<Session, 'sourceIdentity'> => {
  if (inherited !== undefined && input.SourceIdentity !== undefined && input.SourceIdentity !== inherited)
    throw broken('The source identity of a session cannot be changed.')
  if (inherited !== undefined) return { sourceIdentity: inherited }
  return input.SourceIdentity === undefined ? {} : { sourceIdentity: sessionText(input, 'SourceIdentity') }
}

const assumeRole: Handler = (input, context) => {
  const { estate, live, now, identity } = context
  const name = sessionText(input, 'RoleSessionName')
  const arn = textOf(input, 'RoleArn')
  const role = live.iam.inForce().roles.find((one) => one.Arn === arn)
  if (!role) throw new AwsError('AccessDenied', `Not authorized to perform sts:AssumeRole on ${arn}`, 403)
  const expires = now + roleDuration(input, role, context)
  const inherited = identity.kind === 'trusted' ? undefined : identity.session?.sourceIdentity
  const id = String(role.RoleId)
  const userId = `${id}:${name}`
  const assumed = `arn:aws:sts::${estate.account}:assumed-role/${String(role.RoleName)}/${name}`
  const { session } = live.sessions.issue(
    { kind: 'role', principal: { arn: assumed, userId }, name, holder: { arn, id } },
    {
      issued: now,
      expires,
      ...carried(input, inherited),
      tags: recsOf(input.Tags).length > 0 ? tagValues(input) : {},
      policies: sessionPolicies(input, context),
    },
    live.uniqueId('ASIA', 16),
  )
  return {
    Credentials: credentials(session),
    AssumedRoleUser: { AssumedRoleId: userId, Arn: assumed },
    ...(session.sourceIdentity === undefined ? {} : { SourceIdentity: session.sourceIdentity }),
  }
}

const getSessionToken: Handler = (input, { identity, live, now }) => {
  if (identity.kind !== 'user' || identity.session)
    throw new AwsError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403)
  const expires = now + durationOf(input, HALF_DAY_S, DAY_AND_HALF_S)
  const proved = input.SerialNumber !== undefined
  const { session } = live.sessions.issue(
    identity,
    { issued: now, expires, tags: {}, policies: [], ...(proved ? { mfaAt: now } : {}) },
    live.uniqueId('ASIA', 16),
  )
  return { Credentials: credentials(session) }
}

/** AWS Security Token Service: who am I, and sessions of roles and users. https://docs.aws.amazon.com/STS/latest/APIReference/ */
export const sts: Service = {
  signingName: 'sts',
  actionPrefix: 'sts',
  dialect: 'query',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  denied: { code: 'AccessDenied', status: 403 },
  throttled: { code: 'Throttling', status: 400 },
  client: () => import('@aws-sdk/client-sts'),
  operations: {
    AssumeRole: assumeRole,
    GetSessionToken: getSessionToken,
    GetCallerIdentity: (_input, { estate, principal }) => ({
      Account: estate.account,
      Arn: principal.arn,
      UserId: principal.userId,
    }),
  },
  resourceOf: (_operation, input) => (typeof input.RoleArn === 'string' ? input.RoleArn : '*'),
  touches: (call, context) => (call.operation === 'AssumeRole' ? assumeRoleTouches(call, context) : []),
  proves,
}
