import type { IamRole, IamUser } from '../../src/posture/inventory/iam.ts'
import type { Gap, Part } from '../../src/posture/snapshot.ts'
import { ACCOUNT, a, aGap, policy, seen } from './inventory.ts'

type Json = Record<string, unknown>

/** An Allow on everything, or with what is written over it. */
export function allow(Action: unknown, Resource: unknown = '*', Condition?: Json): Json {
  return { Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) }
}

export function deny(Action: unknown, Resource: unknown = '*', Condition?: Json): Json {
  return { ...allow(Action, Resource, Condition), Effect: 'Deny' }
}

/** A trust statement for a principal element. */
export function trusts(Principal: unknown, Condition?: Json): Json {
  return { Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...(Condition && { Condition }) }
}

export const SAGEMAKER_TRUST = trusts({ Service: 'sagemaker.amazonaws.com' })

/** What a test may say of a principal: its inline statements, and anything else of the type. */
interface Written<T> {
  readonly name?: string
  readonly statements?: readonly Json[]
  readonly boundary?: readonly Json[]
  readonly also?: Partial<T>
}

function held({ statements = [], boundary }: Pick<Written<unknown>, 'statements' | 'boundary'>) {
  return {
    policies: statements.length === 0 ? [] : [{ name: 'team', document: seen(policy(...statements)) }],
    ...(boundary && { boundary: { name: 'fence', document: seen(policy(...boundary)) } }),
  }
}

/** A role that SageMaker may assume, with one inline policy `team`. */
export function aRole(written: Written<IamRole> & { readonly trust?: readonly Json[] } = {}): IamRole {
  const { name = 'Train', trust = [SAGEMAKER_TRUST], also } = written
  return a('iamRoles', {
    name,
    arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    path: '/',
    trust: seen(policy(...trust)),
    awsOwned: false,
    ...held(written),
    ...also,
  })
}

/** A user with one inline policy `team`. */
export function aUser(written: Written<IamUser> = {}): IamUser {
  const { name = 'ana', also } = written
  return a('iamUsers', {
    name,
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    path: '/',
    groups: [],
    ...held(written),
    ...also,
  })
}

export const IAM_GAP: Gap = aGap({
  kind: 'iamRoles',
  region: 'global',
  call: 'GetAccountAuthorizationDetails',
  action: 'iam:GetAccountAuthorizationDetails',
})

/** A part that could not be read. */
export const HIDDEN: Part<never> = { gap: IAM_GAP }

export const UNSEEN_IAM =
  'unknown: Could not be seen: GetAccountAuthorizationDetails was denied (needs iam:GetAccountAuthorizationDetails).'

export const MFA_REQUIRED: Json = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
export const UNLESS_MFA: Json = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }
