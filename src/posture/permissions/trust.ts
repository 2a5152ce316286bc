import { parseArn } from '../../base/arn.ts'
import type { ContextEntries } from '../../base/policy/context.ts'
import type { PolicyDocument, Principal } from '../../base/policy/document.ts'
import { explain } from '../../base/policy/explain.ts'
import type { Caller } from '../../base/policy/principals.ts'
import { UNNAMED } from '../../base/policy/unnamed.ts'
import { isoTime } from '../../base/time.ts'
import type { IamRole } from '../inventory/iam.ts'
import { known } from '../snapshot.ts'
import { attempt } from './attempt.ts'
import type { Permission } from './effective-permission.ts'
import type { Moment } from './reachable.ts'

/** The caller's own account allows everything: the question is only what the trust policy says. */
const ALLOW_ALL: PolicyDocument = {
  statements: [{ effect: 'Allow', actions: ['*'], resources: ['*'], conditions: [] }],
}

/**
 * Whether a role's trust lets a caller assume it, with what is known of the call. `free`: keys that the caller may set
 * at will. Throws `Unseen` where the trust could not be read.
 */
export function mayAssume(
  role: IamRole,
  caller: Caller,
  entries: ContextEntries,
  { now }: Pick<Moment, 'now'>,
  free: RegExp = NONE,
): Permission {
  const action = 'sts:AssumeRole'
  const account = parseArn(role.arn)?.account ?? role.account
  const evaluation = attempt(
    {
      action,
      resource: role.arn,
      caller,
      entries: {
        'aws:CurrentTime': isoTime(now),
        'aws:EpochTime': String(now),
        ...callerKeys(caller),
        ...entries,
      },
      free,
    },
    {
      identity: [{ name: 'of the caller', document: ALLOW_ALL }],
      resource: { name: `trust of ${role.name}`, document: known(role.trust), account, required: true },
    },
  )
  const truth = { allowed: 'yes', undecided: 'maybe', 'explicit-deny': 'no', 'implicit-deny': 'no' } as const
  return { truth: truth[evaluation.decision], evidence: explain(evaluation, action) }
}

const NONE = /(?!)/

/** Somebody whom a trusted principal stands for: the user or role itself, or a user that nobody named in that account. */
export function standIn({ id }: Principal): Extract<Caller, { type: 'AWS' }> {
  const arn = parseArn(id)
  if (arn?.resource.startsWith('role/'))
    return {
      type: 'AWS',
      arn: `arn:${arn.partition}:sts::${arn.account}:assumed-role/${UNNAMED}`,
      roleArn: id,
    }
  if (arn && arn.resource !== 'root') return { type: 'AWS', arn: id }
  return { type: 'AWS', arn: `arn:aws:iam::${arn?.account ?? (id === '*' ? UNNAMED : id)}:user/${UNNAMED}` }
}

/** The ARN that `aws:PrincipalArn` shows for a caller: a session shows its role. */
export function principalArn(caller: Extract<Caller, { type: 'AWS' }>): string {
  return caller.roleArn ?? caller.arn
}

function callerKeys(caller: Caller): ContextEntries {
  if (caller.type !== 'AWS') return {}
  return {
    'aws:PrincipalArn': principalArn(caller),
    'aws:PrincipalAccount': parseArn(caller.arn)?.account ?? UNNAMED,
    'aws:PrincipalType': 'User',
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
    'aws:PrincipalIsAWSService': 'false',
  }
}
