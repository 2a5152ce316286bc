import type { WebClient } from '@slack/web-api'
import type { Clock } from '../base/time.ts'
import type { Log } from './log.ts'
import type { Refusal } from './words.ts'

/** Who this installation belongs to, as Slack says it at the start. */
export interface Identity {
  readonly teamId: string
  readonly appId: string
  readonly botId: string
  readonly botUserId: string
}

/** What a request says of where it comes from. */
export interface Origin {
  readonly userId: string
  /** Every team id in the request: the workspace's, and the presser's own where it is given. */
  readonly teamIds: readonly string[]
  readonly appId: string | undefined
}

/** Decides who may use the bot and read audits: full members of the installed workspace, nobody else. */
export interface People {
  /** Why the request is turned down; `undefined` where it may go on. Whatever cannot be checked is turned down. */
  refusal(origin: Origin): Promise<Refusal | undefined>
}

const KEPT_MS = 60_000
const MOST = 5000

export function createPeople(client: WebClient, identity: Identity, clock: Clock, log: Log): People {
  const known = new Map<string, { readonly at: number; readonly refusal: Promise<Refusal | undefined> }>()

  const ask = async (userId: string): Promise<Refusal | undefined> => {
    try {
      const { user } = await client.users.info({ user: userId })
      if (user?.id !== userId || user.team_id === undefined) return 'not-verified'
      if (user.deleted) return 'deactivated'
      if (user.team_id !== identity.teamId || user.is_stranger) return 'external'
      if (user.is_bot) return 'bot'
      return user.is_restricted || user.is_ultra_restricted ? 'guest' : undefined
    } catch (error) {
      log.warn({ err: error }, 'a person could not be looked up')
      known.delete(userId)
      return 'not-verified'
    }
  }

  return {
    refusal: async ({ userId, teamIds, appId }) => {
      if (appId !== identity.appId) return 'other-app'
      if (teamIds.length === 0 || userId === '') return 'not-verified'
      if (teamIds.some((id) => id !== identity.teamId)) return 'other-team'
      const kept = known.get(userId)
      if (kept && clock() - kept.at < KEPT_MS) return kept.refusal
      if (known.size >= MOST) known.clear()
      const refusal = ask(userId)
      known.set(userId, { at: clock(), refusal })
      return refusal
    },
  }
}
