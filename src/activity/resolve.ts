import { arnName, parseArn } from '../base/arn.ts'
import { nearest } from '../base/nearest.ts'
import { err, ok, type Result } from '../base/result.ts'
import type { Grant } from '../grants/grant.ts'
import { grantIdOf } from '../grants/grant-role.ts'
import { type AccessPolicy, principalIn } from '../grants/rules/access-policy.ts'
import { type PersonKey, personKey } from '../grants/terms.ts'
import type { Directory } from './log.ts'
import type { Subject } from './subject.ts'

/** What a word can mean to somebody who asks. */
export interface Known {
  readonly asker: PersonKey
  /** Whether they may look at everybody, or only at themselves and their own grants. */
  readonly seesAll: boolean
  /** Absent where no access policy is set up. */
  readonly policy?: AccessPolicy
  readonly account: string
  readonly directory: Directory
  readonly grants: readonly Grant[]
  /** Resources that audits have seen, whose name holds the word. */
  readonly resources: ReadonlyArray<{ readonly name: string; readonly arn: string }>
}

/** Why a word means nothing, or nothing that this person may look at. */
export type Unresolved =
  /** Others than oneself; also what is not known, so that nobody learns what there is. */
  | { readonly code: 'only-own' }
  /** Words that would do, best first. `gap`: why a name could not be looked up. */
  | {
      readonly code: 'unknown' | 'ambiguous'
      readonly suggestions: readonly string[]
      readonly gap: string | null
    }

const MENTION = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/

/** Finds out whom or what a word means, for somebody who may look at everybody or at themselves alone. */
export function resolve(word: string | null, known: Known): Result<Subject, Unresolved> {
  const { seesAll, asker, grants } = known
  const found = word === null ? ok(seesAll ? EVERYBODY : person(asker, known)) : meaning(word, known)
  if (seesAll) return found
  if (!found.ok) return err({ code: 'only-own' })
  const own = ownOnly(found.value, person(asker, known))
  return own && (own.kind !== 'grant' || grants.includes(own.grant)) ? ok(own) : err({ code: 'only-own' })
}

const EVERYBODY = { kind: 'everybody' } as const

/** What of a subject is somebody's own: themselves, their user, and the grants that they asked for. */
function ownOnly(subject: Subject, self: Extract<Subject, { kind: 'person' }>): Subject | undefined {
  if (subject.kind === 'person') return subject.person === self.person ? self : undefined
  if (subject.kind === 'grant')
    return subject.grant.current.terms.requester === self.person ? subject : undefined
  return subject.kind === 'user' && subject.arn === self.principal?.arn ? self : undefined
}

function person(key: PersonKey, { policy, account, grants }: Known) {
  return {
    kind: 'person' as const,
    person: key,
    principal: (policy && principalIn(policy, key, account)) ?? null,
    grants: grants.filter(({ current }) => current.terms.requester === key),
  }
}

function meaning(word: string, known: Known): Result<Subject, Unresolved> {
  const { asker } = known
  const mentioned = MENTION.exec(word)?.[1]
  if (mentioned !== undefined) return ok(person(personKey(asker.split('/')[0] ?? '', mentioned), known))
  const lower = word.toLowerCase()
  if (lower === 'me') return ok(person(asker, known))
  if (lower === 'everybody' || lower === 'all') return ok(EVERYBODY)
  const [, prefix = '', rest = ''] = /^(user|role|grant|resource):(.+)$/is.exec(word) ?? []
  if (prefix === '' && parseArn(word)) return ofArn(word, known)
  if (prefix.toLowerCase() === 'resource') return ok({ kind: 'resource', text: rest })
  return named(prefix.toLowerCase(), prefix === '' ? word : rest, known)
}

function ofArn(arn: string, known: Known): Result<Subject, Unresolved> {
  const { service = '', resource = '' } = parseArn(arn) ?? {}
  const [type = ''] = resource.split('/')
  if (service === 'sts' && type === 'assumed-role') return named('role', resource.split('/')[1] ?? '', known)
  if (service !== 'iam') return ok({ kind: 'resource', text: arn })
  const name = arnName(arn)
  const grant = known.grants.find(({ id, role }) => role?.arn === arn && grantIdOf(name) === id)
  if (grant) return ok({ kind: 'grant', grant })
  return type === 'user' || type === 'role' ? ok({ kind: type, name, arn }) : unknown(arn, known)
}

/** A name among grants, users, roles and resources; more than one is nobody. */
function named(prefix: string, name: string, known: Known): Result<Subject, Unresolved> {
  const { directory, grants, resources } = known
  const wanted = (kind: string) => prefix === '' || prefix === kind
  const is = (each: { readonly name: string }) => each.name.toLowerCase() === name.toLowerCase()
  const id = grantIdOf(name.toLowerCase()) ?? name.toLowerCase()
  const found: readonly Subject[] = [
    ...(wanted('grant') ? grants.filter((grant) => grant.id === id) : []).map(
      (grant) => ({ kind: 'grant', grant }) as const,
    ),
    ...(wanted('user') ? directory.users.filter(is) : []).map((each) => ({ kind: 'user', ...each }) as const),
    ...(wanted('role') ? directory.roles.filter(is) : []).map((each) => ({ kind: 'role', ...each }) as const),
    ...(prefix === '' ? resources.filter(is) : []).map(
      ({ arn }) => ({ kind: 'resource', text: arn }) as const,
    ),
  ]
  const [only, ...others] = distinct(found)
  if (!only) return unknown(name, known)
  if (others.length === 0) return ok(only)
  return err({ code: 'ambiguous', suggestions: [only, ...others].map(wordFor).slice(0, MOST), gap: null })
}

/** A grant's own role is in the directory too: the grant is meant. */
function distinct(found: readonly Subject[]): readonly Subject[] {
  const grants = found.filter(({ kind }) => kind === 'grant')
  return grants.length > 0 ? grants : found
}

const MOST = 4

function unknown(name: string, { directory, grants, resources }: Known): Result<never, Unresolved> {
  const words = [
    ...directory.users.map((each) => `user:${each.name}`),
    ...directory.roles.map((each) => `role:${each.name}`),
    ...grants.map(({ id }) => `grant:${id}`),
    ...resources.map((each) => `resource:${each.name}`),
  ]
  const bare = (word: string) => word.slice(word.indexOf(':') + 1)
  const near = nearest(name, new Set(words.map(bare)), MOST)
  const suggestions = near.flatMap((each) => words.filter((word) => bare(word) === each)).slice(0, MOST)
  return err({ code: 'unknown', suggestions, gap: directory.gap })
}

function wordFor(subject: Subject): string {
  switch (subject.kind) {
    case 'grant':
      return `grant:${subject.grant.id}`
    case 'user':
    case 'role':
      return `${subject.kind}:${subject.name}`
    case 'resource':
      return subject.text
    default:
      return subject.kind
  }
}
