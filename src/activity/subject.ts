import { arnName, parseArn } from '../base/arn.ts'
import type { Grant } from '../grants/grant.ts'
import { GRANT_PATH, roleName } from '../grants/grant-role.ts'
import type { PersonKey, PrincipalRef } from '../grants/terms.ts'
import { callerKey, isSageMaker, type LogEvent } from './event.ts'
import type { LogSpan, Named, Trace } from './log.ts'

/** Whom or what a question is about. */
export type Subject =
  | { readonly kind: 'everybody' }
  /** Somebody in Slack: their IAM user, and what was done under their grants. */
  | {
      readonly kind: 'person'
      readonly person: PersonKey
      /** Null: the access policy does not say who they are in AWS. */
      readonly principal: PrincipalRef | null
      readonly grants: readonly Grant[]
    }
  | ({ readonly kind: 'user' } & Named)
  | ({ readonly kind: 'role' } & Named)
  /** An ARN, or a name that any kind of resource may have. */
  | { readonly kind: 'resource'; readonly text: string }
  | { readonly kind: 'grant'; readonly grant: Grant }

/** The account that is read. */
export interface Account {
  readonly partition: string
  /** Twelve digits. */
  readonly account: string
}

/** Grants of one person that are followed at the most, the newest first: each takes lookups of its own. */
export const MOST_GRANTS = 25

/** How the calls of a subject are found. */
export function tracesOf(subject: Subject, place: Account, span: LogSpan): readonly Trace[] {
  switch (subject.kind) {
    case 'everybody':
    case 'role':
    case 'resource':
      return [{ by: 'service' }]
    case 'user':
      return [{ by: 'user', name: subject.name }]
    case 'person':
      return [
        ...userTrace(subject.principal),
        ...openIn(subject.grants, span)
          .slice(0, MOST_GRANTS)
          .map((grant) => grantTrace(grant, place)),
      ]
    case 'grant':
      return [...userTrace(subject.grant.current.terms.principal), grantTrace(subject.grant, place)]
  }
}

/** The grants that could be used in a span, the newest first. */
export function openIn(grants: readonly Grant[], { from, to }: LogSpan): readonly Grant[] {
  return grants
    .filter(
      ({ current: { window }, end }) => window && window.startsAt <= to && (end?.at ?? window.endsAt) >= from,
    )
    .toSorted((a, b) => (b.current.window?.startsAt ?? 0) - (a.current.window?.startsAt ?? 0))
}

/** Whether a call belongs to a subject: by whole ARNs and ids, never by what a name begins with. */
export function belongs(subject: Subject, event: LogEvent): boolean {
  const { caller, grantId } = event
  switch (subject.kind) {
    case 'everybody':
      return isSageMaker(event)
    case 'person':
      return isOfPerson(subject, event)
    case 'user':
      return caller.kind === 'user' && caller.arn === subject.arn && isSageMaker(event)
    case 'role':
      return caller.kind === 'role' && caller.arn === subject.arn && isSageMaker(event)
    case 'resource':
      return isSageMaker(event) && event.mentions.some((mention) => names(subject.text, mention))
    case 'grant':
      return grantId === subject.grant.id
  }
}

/** What a subject's calls are compared with: a grant's with everything that its requester did. */
export function belongsToHistory(subject: Subject, event: LogEvent): boolean {
  if (subject.kind !== 'grant') return belongs(subject, event)
  const { principal, requester } = subject.grant.current.terms
  const person = { kind: 'person' as const, person: requester, principal, grants: [subject.grant] }
  return isOfPerson(person, event)
}

/** Whose call it is: what was done under a grant is its requester's, under whichever of their grants. */
export function personOf(grants: ReadonlyMap<string, Grant>): (event: LogEvent) => string {
  return ({ caller, grantId }) => {
    const terms = grantId === null ? undefined : grants.get(grantId)?.current.terms
    if (!terms) return callerKey(caller)
    return terms.principal.kind === 'iam-user'
      ? callerKey({ kind: 'user', arn: terms.principal.arn, name: '', session: null })
      : JSON.stringify(['requester', terms.requester, null])
  }
}

function isOfPerson({ principal, grants }: Extract<Subject, { kind: 'person' }>, event: LogEvent): boolean {
  const { caller, grantId } = event
  if (grantId !== null) return grants.some(({ id }) => id === grantId)
  return (
    principal?.kind === 'iam-user' &&
    caller.kind === 'user' &&
    caller.arn === principal.arn &&
    isSageMaker(event)
  )
}

function userTrace(principal: PrincipalRef | null): readonly Trace[] {
  if (principal?.kind !== 'iam-user') return []
  return [{ by: 'user', name: principal.arn.split('/').at(-1) ?? '' }]
}

function grantTrace({ id, role, current }: Grant, { partition, account }: Account): Trace {
  const arn = role?.arn ?? `arn:${partition}:iam::${account}:role${GRANT_PATH}${roleName(id) ?? ''}`
  return { by: 'role', arn, sessionNames: [current.terms.principal.arn.split('/').at(-1) ?? ''] }
}

/** SageMaker writes some names in lower case in ARNs and as they were typed elsewhere. */
function names(text: string, mention: string): boolean {
  const [sought, found] = [text.toLowerCase(), mention.toLowerCase()]
  if (sought === found) return true
  if (parseArn(sought)) return !parseArn(found) && sought.endsWith(`/${found}`)
  return parseArn(found)?.resource.split('/').includes(sought) === true
}

/** Whose call it is, in one name: the requester's own in AWS for a call under their grant. From outside, not escaped. */
export function whoName({ caller, grantId }: LogEvent, grants: ReadonlyMap<string, Grant>): string {
  const terms = grantId === null ? undefined : grants.get(grantId)?.current.terms
  if (terms) return arnName(terms.principal.arn)
  const { kind, name, session } = caller
  return kind === 'role' && session !== null ? `${name} / ${session}` : name
}
