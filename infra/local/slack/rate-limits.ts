/** Calls per minute that each tier of Slack's Web API allows at least (docs: Web API rate limits). */
const tierPerMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const

type Tier = keyof typeof tierPerMinute

const tiers: Readonly<Record<string, Tier>> = {
  'apps.connections.open': 1,
  'chat.delete': 3,
  'chat.postEphemeral': 4,
  'chat.update': 3,
  'conversations.info': 3,
  'conversations.join': 3,
  'conversations.list': 2,
  'conversations.members': 4,
  'conversations.open': 3,
  'files.completeUploadExternal': 4,
  'files.getUploadURLExternal': 4,
  'files.info': 4,
  'reactions.add': 3,
  'team.info': 3,
  'usergroups.list': 2,
  'usergroups.users.list': 2,
  'users.info': 4,
  'users.list': 2,
  'views.open': 4,
  'views.publish': 4,
  'views.push': 4,
  'views.update': 4,
}

interface Bucket {
  level: number
  at: number
}

/** Posting: one message a second in a channel, with a short burst on top. */
const posting = { perSecond: 1, burst: 5 }

/**
 * Slack's rate limits as leaking buckets. `take` answers undefined when the call may go on, else the whole seconds for
 * Retry-After. `channel` matters for chat.postMessage only. Switched off, it always lets calls through.
 */
export const createRateLimits = (clock: () => number, on: boolean) => {
  const buckets = new Map<string, Bucket>()
  const pour = (key: string, perSecond: number, size: number): number | undefined => {
    const now = clock()
    const bucket = buckets.get(key) ?? { level: 0, at: now }
    const level = Math.max(0, bucket.level - ((now - bucket.at) / 1000) * perSecond)
    if (level + 1 > size) {
      buckets.set(key, { level, at: now })
      return Math.max(1, Math.ceil((level + 1 - size) / perSecond))
    }
    buckets.set(key, { level: level + 1, at: now })
    return undefined
  }
  return {
    take: (method: string, channel: string | undefined): number | undefined => {
      if (!on) return undefined
      if (method === 'chat.postMessage')
        return pour(`post:${channel ?? ''}`, posting.perSecond, posting.burst)
      const tier = tiers[method]
      if (tier === undefined) return undefined
      const perMinute = tierPerMinute[tier]
      return pour(method, perMinute / 60, perMinute)
    },
  }
}

export type RateLimits = ReturnType<typeof createRateLimits>
