import { every, not } from '../../base/policy/truth.ts'
import { UNNAMED, UNNAMED_ACTION } from '../../base/policy/unnamed.ts'
import type { IamPrincipal, IamRole } from '../inventory/iam.ts'
import {
  type AttemptedCall,
  nobodys,
  type Permission,
  permission,
  permissions,
} from './effective-permission.ts'
import { escalations } from './escalation-paths.ts'
import { likeliest, type Moment } from './reachable.ts'

/**
 * Whether a principal may do anything to anything: an action and a resource that no policy spells out, and the rights
 * over identities that separate an administrator from a power user. Boundary, Deny and NotAction count.
 */
export function administrator(principal: IamPrincipal, moment: Moment): Permission {
  return remembered(principal, moment, 'administrator', () => {
    const everything = permission(
      principal,
      { action: UNNAMED_ACTION, resource: nobodys(principal, UNNAMED, '*') },
      moment.now,
    )
    if (everything.truth === 'no') return everything
    const identities = permissions(
      principal,
      [
        { action: 'iam:CreateUser', resource: nobodys(principal, 'iam', 'user/*') },
        { action: 'iam:AttachRolePolicy', resource: nobodys(principal, 'iam', 'role/*') },
        { action: 'iam:PassRole', resource: nobodys(principal, 'iam', 'role/*') },
      ],
      moment.now,
    )
    return {
      ...(identities.truth === 'yes' ? everything : identities),
      truth: every([everything.truth, identities.truth]),
    }
  })
}

/** What makes a principal worth taking over, in words that follow "may". */
export type Power =
  | 'read or write every S3 object'
  | 'decrypt with every key'
  | 'read every secret'
  | 'pass any role'
  | 'assume any role'

type Calls = (principal: IamPrincipal, regions: readonly string[]) => readonly AttemptedCall[]

const regional =
  (service: string, shape: string, ...actions: string[]): Calls =>
  (principal, regions) =>
    [undefined, ...regions].flatMap((region) =>
      actions.map((action) => ({ action, resource: nobodys(principal, service, shape, region) })),
    )

const global =
  (service: string, shape: string, ...actions: string[]): Calls =>
  (principal) =>
    actions.map((action) => ({ action, resource: nobodys(principal, service, shape) }))

/** Each power as calls on resources that nobody named; any one of them is enough. */
const POWERS: Readonly<Record<Power, readonly Calls[]>> = {
  'read or write every S3 object': [global('s3', '*/*', 's3:GetObject', 's3:PutObject')],
  'decrypt with every key': [regional('kms', 'key/*', 'kms:Decrypt', 'kms:ReEncryptFrom')],
  'read every secret': [
    regional('secretsmanager', 'secret:*', 'secretsmanager:GetSecretValue'),
    regional('ssm', 'parameter/*', 'ssm:GetParameter', 'ssm:GetParameters'),
    regional('dynamodb', 'table/*', 'dynamodb:GetItem', 'dynamodb:Scan'),
  ],
  'pass any role': [global('iam', 'role/*', 'iam:PassRole')],
  'assume any role': [global('iam', 'role/*', 'sts:AssumeRole')],
}

/** Whether a principal has a power: on something that nobody had in mind when its policies were written. */
export function hasPower(principal: IamPrincipal, power: Power, moment: Moment): Permission {
  return remembered(principal, moment, power, () => {
    const calls = POWERS[power].flatMap((one) => one(principal, moment.regions))
    return likeliest(calls.map((call) => permission(principal, call, moment.now)))
  })
}

/** Whether a principal can raise its own rights through IAM or through compute that runs as another role. */
export function canEscalate(principal: IamPrincipal, moment: Moment): Permission {
  return remembered(principal, moment, 'escalate', () => likeliest(escalations(principal, moment)))
}

/** Whether a role can do something of weight that a principal cannot; the evidence says what. */
export function strongerThan(role: IamRole, principal: IamPrincipal, moment: Moment): Permission {
  let doubt: Permission | undefined
  for (const [words, ask] of COMPARED) {
    const theirs = ask(role, moment)
    if (theirs.truth === 'no') continue
    const own = ask(principal, moment)
    const truth = every([theirs.truth, not(own.truth)])
    if (truth === 'yes') return { truth, evidence: `Role ${role.name} may ${words}` }
    if (truth === 'maybe') doubt ??= theirs.truth === 'maybe' ? theirs : own
  }
  return doubt ?? { truth: 'no', evidence: `Role ${role.name} is no stronger` }
}

type Ask = (principal: IamPrincipal, moment: Moment) => Permission

const COMPARED: ReadonlyArray<readonly [string, Ask]> = [
  ['do everything', administrator],
  ['raise its own rights', canEscalate],
  ...Object.keys(POWERS).map((power): readonly [string, Ask] => [
    power,
    (principal, moment) => hasPower(principal, power as Power, moment),
  ]),
]

interface Remembered extends Moment {
  readonly answers: Map<string, Permission>
}

const memory = new WeakMap<IamPrincipal, Remembered>()

/** Every principal is compared with every role, so each question about one is answered once per audit. */
function remembered(
  principal: IamPrincipal,
  { now, regions }: Moment,
  question: string,
  answer: () => Permission,
): Permission {
  let known = memory.get(principal)
  if (known?.now !== now || known.regions !== regions) {
    known = { now, regions, answers: new Map() }
    memory.set(principal, known)
  }
  const found = known.answers.get(question) ?? answer()
  known.answers.set(question, found)
  return found
}
