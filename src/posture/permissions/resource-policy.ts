import { parseArn } from '../../base/arn.ts'
import type { ContextEntries } from '../../base/policy/context.ts'
import type { PolicyDocument, Principal, Statement } from '../../base/policy/document.ts'
import { anyOf, UNNAMED, UNNAMED_ACTION } from '../../base/policy/unnamed.ts'
import { attempt } from './attempt.ts'
import type { Permission } from './effective-permission.ts'
import { FROM_ANYWHERE, stranger } from './outside.ts'
import { personName } from './people.ts'
import { principalArn, standIn } from './trust.ts'

/** The policy of a bucket, key or endpoint, and the resource that it guards. */
export interface Guard {
  readonly name: string
  readonly arn: string
  /** The account that owns the resource. */
  readonly account: string
  readonly document: PolicyDocument
  /** True where a pattern `*` means the resource itself, as in key policies. */
  readonly onlyItself: boolean
}

/** The caller's own account allows everything: the question is only what the resource says. */
const ALLOW_ALL: PolicyDocument = {
  statements: [{ effect: 'Allow', actions: ['*'], resources: ['*'], conditions: [] }],
}

/** What a caller puts into its own request. */
const CALLERS_CHOICE =
  /^(?:s3:(?:prefix|delimiter|max-keys|x-amz-.+)|kms:encryptioncontext.*|aws:requestedregion)$/

/** What a resource policy lets principals outside the trusted accounts do, one answer for each of its grants. */
export function grantsToOutsiders(guard: Guard, trusted: ReadonlySet<string>): readonly Permission[] {
  return guard.document.statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) =>
      everybodyOf(statement)
        .filter((principal) => principal.type === 'AWS' && !trusted.has(accountIn(principal)))
        .flatMap((principal) => callsOf(statement, guard).map((call) => lets(guard, principal, call))),
    )
}

/** Whether a guard lets a principal make a call, from anywhere, with no tie to the organisation. */
export function lets(
  guard: Guard,
  principal: Principal,
  call: { readonly action: string; readonly resource: string },
  entries: ContextEntries = {},
): Permission {
  const caller = standIn(principal)
  const evaluation = attempt(
    {
      ...call,
      caller,
      entries: {
        ...stranger(accountIn(principal)),
        ...FROM_ANYWHERE,
        'aws:PrincipalArn': principalArn(caller),
        ...entries,
      },
      free: CALLERS_CHOICE,
    },
    {
      identity: [{ name: 'of the caller', document: ALLOW_ALL }],
      resource: { name: guard.name, document: guard.document, account: guard.account, required: true },
    },
  )
  const [reason] = evaluation.because.filter((one) => one.policy === guard.name)
  const place = reason?.kind === 'statement' ? `statement ${reason.number} of its policy` : 'its policy'
  if (evaluation.decision === 'allowed')
    return { truth: 'yes', evidence: `${capital(place)} lets ${personName(principal)} in` }
  if (evaluation.decision !== 'undecided')
    return { truth: 'no', evidence: `${capital(place)} keeps outsiders out` }
  const keys = reason?.kind === 'statement' ? [...new Set(reason.unknownKeys)].join(', ') : ''
  return { truth: 'maybe', evidence: `${place} depends on ${keys || 'whom it names'}` }
}

/** The account of a principal; a name that nobody has where it is anybody. */
function accountIn({ id }: Principal): string {
  return /^\d{12}$/.test(id) ? id : (parseArn(id)?.account ?? UNNAMED)
}

function everybodyOf({ principals = [], notPrincipals }: Statement): readonly Principal[] {
  return notPrincipals ? [{ type: 'AWS', id: '*' }] : principals
}

/** The calls that a statement grants, wildcards filled in with names that nobody wrote. */
function callsOf(statement: Statement, guard: Guard) {
  const actions = statement.actions?.map(anyOf) ?? [UNNAMED_ACTION]
  const resources = statement.resources?.map(anyOf) ?? [`${guard.arn}/${UNNAMED}`]
  return actions.flatMap((action) =>
    (guard.onlyItself ? [guard.arn] : resources).map((resource) => ({ action, resource })),
  )
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
