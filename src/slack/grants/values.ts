import type { Target } from '../../grants/lifecycle/answering.ts'
import { type PersonKey, personKey } from '../../grants/terms.ts'

/**
 * What the buttons of a grant carry: its id and the revision that the message showed, never what they do. Whoever
 * changes them reaches another record at most, which decides anew; a value without its form is refused.
 */
const ID = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/
const REVISION = /^[1-9]\d{0,5}$/

export function targetValue({ id, revision }: Target): string {
  return `${id}.${revision}`
}

export function parseTarget(value: string): Target | undefined {
  const [id = '', revision = '', ...rest] = value.split('.')
  return ID.test(id) && REVISION.test(revision) && rest.length === 0
    ? { id, revision: Number(revision) }
    : undefined
}

/** A grant's id, or `undefined` where the text has not the form of one. */
export function parseGrantId(text: string): string | undefined {
  return ID.test(text) ? text : undefined
}

/** A link to Identity Center: whose it is, and its id. */
export interface IdentityTarget {
  readonly person: PersonKey
  readonly id: string
}

export function identityValue({ person, id }: IdentityTarget): string {
  return `${person} ${id}`
}

export function parseIdentity(value: string): IdentityTarget | undefined {
  const [, team, user, id] = /^([A-Z0-9]{2,30})\/([A-Z0-9]{2,30}) ([a-z0-9]{1,64})$/.exec(value) ?? []
  return team && user && id ? { person: personKey(team, user), id } : undefined
}

/** Where the message about a link is kept: no grant has such an id. */
export function identityNoticeId(linkId: string): string {
  return `identity-${linkId}`
}

export const LISTS = ['mine', 'active', 'all'] as const

/** Which grants a list shows. */
export type GrantList = (typeof LISTS)[number]

/** A page of a list. `page` counts from 0. */
export interface ListPage {
  readonly list: GrantList
  readonly page: number
}

export function listValue({ list, page }: ListPage): string {
  return `${list}.${page}`
}

export function parseListPage(value: string): ListPage | undefined {
  const [word = '', page = '', ...rest] = value.split('.')
  const list = LISTS.find((each) => each === word)
  return list !== undefined && /^\d{1,4}$/.test(page) && rest.length === 0
    ? { list, page: Number(page) }
    : undefined
}
