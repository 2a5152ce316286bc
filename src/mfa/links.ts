import { createHash } from 'node:crypto'
import { err, ok, type Result } from '../base/result.ts'
import { type Clock, epochSeconds, MINUTE_S } from '../base/time.ts'
import type { Link, LinkRefusal, LinkStore, RandomBytes } from './ports.ts'

/** How long a link works. */
const LINK_S = 5 * MINUTE_S

/** Links to one-time pages. Whoever holds the token is shown the page; what it does still takes the person's factor. */
export interface Links {
  /** The token goes to the person alone and is kept nowhere. */
  issue(about: Omit<Link, 'id' | 'expiresAt'>): Promise<string>
  find(token: string): Promise<Result<Link, LinkRefusal>>
  /** Uses it up. One caller alone gets through, before the expiry. */
  use(link: Link): Promise<Result<void, LinkRefusal>>
}

/** Links in this store, by this clock. */
export function createLinks(options: {
  readonly store: LinkStore
  readonly clock: Clock
  readonly random: RandomBytes
}): Links {
  const { store, clock, random } = options
  return {
    issue: async (about) => {
      const token = Buffer.from(random(32)).toString('base64url')
      await store.put({ ...about, id: idOf(token), expiresAt: epochSeconds(clock) + LINK_S })
      return token
    },
    find: async (token) => {
      if (!/^[\w-]{43}$/.test(token)) return err('link-unknown')
      const found = await store.read(idOf(token))
      if (found === undefined) return err('link-unknown')
      if (found.usedAt !== null) return err('link-used')
      return epochSeconds(clock) < found.link.expiresAt ? ok(found.link) : err('link-expired')
    },
    use: async (link) => {
      const now = epochSeconds(clock)
      if (await store.use(link.id, now)) return ok(undefined)
      return err(now < link.expiresAt ? 'link-used' : 'link-expired')
    },
  }
}

/** A plain hash suffices for 256 random bits. */
function idOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
