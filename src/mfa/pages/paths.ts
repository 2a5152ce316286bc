import type { LinkPurpose } from '../ports.ts'

/** The kinds of pages, by the first part of their path, and the links that open them. */
export const PAGES = {
  approve: ['approve', 'confirm'],
  factors: ['factors', 'first-factor'],
  enrol: ['enrol', 'factors'],
  identity: ['identity'],
} as const satisfies Readonly<Record<string, readonly LinkPurpose[]>>

export type PageKind = keyof typeof PAGES

/** A page, and what is done on it where something is. */
export interface Place {
  readonly kind: PageKind
  readonly token: string
  readonly act: string | null
}

/** Where on the relying party's origin a link leads, e.g. `/approve/TOKEN`. */
export function linkPath(purpose: LinkPurpose, token: string): string {
  const kinds: Readonly<Record<LinkPurpose, PageKind>> = {
    approve: 'approve',
    confirm: 'approve',
    factors: 'factors',
    'first-factor': 'factors',
    enrol: 'enrol',
    identity: 'identity',
  }
  return `/${kinds[purpose]}/${token}`
}

/** The page that a path names; the query is no part of it. Undefined for any other path. */
export function placeOf(path: string): Place | undefined {
  const match = /^\/(approve|factors|enrol|identity)\/([\w-]{1,64})(?:\/([a-z]{1,16}))?$/.exec(
    path.split('?', 1)[0] ?? '',
  )
  const [, kind, token, act = null] = match ?? []
  return kind !== undefined && token !== undefined && Object.hasOwn(PAGES, kind)
    ? { kind: kind as PageKind, token, act }
    : undefined
}
