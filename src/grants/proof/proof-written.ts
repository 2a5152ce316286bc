import { isoTime } from '../../base/time.ts'
import { bothConditions, type Conditions, type StatementJson } from '../policy/policy-json.ts'
import type { RenderedGrant } from '../policy.ts'
import { canonicalJson } from '../record/canonical-json.ts'
import type { PrincipalRef, Window } from '../terms.ts'
import { askedActions, askedConditions } from './proof-asked.ts'

/** What a document says beyond what was asked for, in one sentence that denies it; undefined where it does not. */
export type Reading = (grant: RenderedGrant) => string | undefined

/**
 * Questions are samples; this is not. Every Allow has to be one of the permissions that were asked for or less, under
 * exactly its conditions, and no Deny may spare a call that was not. The trust has to be one statement about one
 * principal and one call, under the conditions for such a principal and no other.
 */
export const READINGS: readonly Reading[] = [
  (grant) =>
    grant.permissions.Statement.every((statement) => saysNoMore(statement, grant))
      ? undefined
      : 'The policy says nothing that was not asked for.',
  ({ trust, principal, window }) =>
    trust.Statement.length === 1 &&
    trust.Statement.every((statement) => trustsOnly(statement, principal, window))
      ? undefined
      : 'The trust says nothing else.',
]

function saysNoMore(statement: StatementJson, { asked, place, window }: RenderedGrant): boolean {
  if (statement.Effect === 'Deny') {
    const granted = askedActions(asked)
    return (statement.NotAction ?? []).every((action) => granted.has(action))
  }
  const { Sid: _sid, Effect: _effect, Action = [], Resource = [], Condition = {}, ...rest } = statement
  if (Object.keys(rest).length > 0 || Action.length === 0 || Resource.length === 0) return false
  return asked.some((permission) => {
    const wanted = bothConditions(askedConditions(permission, place), dates(window))
    return (
      Action.every((action) => permission.actions.includes(action)) &&
      Resource.every((resource) => permission.resources.includes(resource)) &&
      canonicalJson(Condition) === canonicalJson(wanted)
    )
  })
}

function trustsOnly(statement: StatementJson, principal: PrincipalRef, window: Window): boolean {
  const { Sid: _sid, ...rest } = statement
  const wanted = {
    Effect: 'Allow',
    Principal: { AWS: principal.arn },
    Action: ['sts:AssumeRole'],
    Condition: bothConditions(onlyThem(principal), dates(window)),
  }
  return canonicalJson(rest) === canonicalJson(wanted)
}

function onlyThem(principal: PrincipalRef): Conditions {
  if (principal.kind === 'identity-center')
    return { StringEquals: { 'identitystore:UserId': principal.userId } }
  return {
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    NumericLessThan: { 'aws:MultiFactorAuthAge': '900' },
    ...(principal.uniqueId !== null && { StringEquals: { 'aws:userid': principal.uniqueId } }),
  }
}

function dates({ startsAt, endsAt }: Window): Conditions {
  return {
    DateGreaterThanEquals: { 'aws:CurrentTime': isoTime(startsAt) },
    DateLessThan: { 'aws:CurrentTime': isoTime(endsAt) },
  }
}
