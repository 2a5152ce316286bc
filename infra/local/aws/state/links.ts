import type { MovableClock } from './clock.ts'

/** A presigned link to Studio or a notebook: whoever has it is in, as long as its maker may make it. */
export interface Link {
  /** What opens, in words. */
  readonly place: string
  /** Whether its maker may make it now; why not, where not. */
  readonly refusal: () => string | undefined
  /** How long it opens, and how long what it opened stays open, in seconds. */
  readonly opensFor: number
  readonly staysFor: number
}

/** The links that were given out. */
export interface Links {
  add(token: string, link: Link): void
  /** Opens a link or comes back to it. Words of refusal for one that is unknown, too old, or no longer allowed. */
  visit(token: string): { readonly place: string } | { readonly refused: string }
}

interface Given extends Link {
  readonly made: number
  opened?: number
}

/** No links so far. */
export const startLinks = (clock: MovableClock): Links => {
  const given = new Map<string, Given>()
  return {
    add: (token, link) => given.set(token, { ...link, made: clock.seconds() }),
    visit: (token) => {
      const link = given.get(token)
      if (!link) return { refused: 'There is no such link.' }
      const now = clock.seconds()
      if (link.opened === undefined && now >= link.made + link.opensFor)
        return { refused: 'The link is too old to be opened.' }
      link.opened ??= now
      if (now >= link.opened + link.staysFor) return { refused: 'The session has ended.' }
      const refused = link.refusal()
      return refused === undefined ? { place: link.place } : { refused }
    },
  }
}
