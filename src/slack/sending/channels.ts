import type { WebClient } from '@slack/web-api'
import type { Clock } from '../../base/time.ts'
import type { Place } from '../../grants/rules/person.ts'
import type { Job } from '../jobs/job.ts'
import type { Log } from '../log.ts'
import type { Detour } from '../words.ts'
import { slackCode } from './outbox.ts'

const KEPT_MS = 60_000
const MOST = 1000

/**
 * Whether findings may be shown in a channel: why not, or `undefined`. A channel that is shared with another organisation,
 * or of which that cannot be told, gets none.
 */
export function createChannels(client: WebClient, clock: Clock, log: Log) {
  const known = new Map<string, { readonly at: number; readonly detour: Detour | undefined }>()

  const ask = async (channel: string): Promise<Detour | undefined> => {
    try {
      const { channel: seen } = await client.conversations.info({ channel })
      if (seen?.is_archived) return 'archived'
      if (seen?.is_ext_shared === undefined && seen?.is_im === undefined) return 'shared'
      return seen.is_ext_shared || seen.is_pending_ext_shared ? 'shared' : undefined
    } catch (error) {
      if (slackCode(error) === 'channel_not_found') return 'not-member'
      log.warn({ err: error, channel }, 'a channel could not be looked up')
      return 'shared'
    }
  }

  return async (channel: string): Promise<Detour | undefined> => {
    const kept = known.get(channel)
    if (kept && clock() - kept.at < KEPT_MS) return kept.detour
    const detour = await ask(channel)
    if (known.size >= MOST) known.clear()
    if (detour === undefined) known.set(channel, { at: clock(), detour })
    return detour
  }
}

/** Why Slack did not take a message in a channel. */
export function detourOf(error: unknown): Detour {
  const code = slackCode(error)
  if (code === 'not_in_channel' || code === 'channel_not_found') return 'not-member'
  return code === 'is_archived' ? 'archived' : 'not-allowed'
}

/**
 * Where somebody acts. Only in a channel can others look on; one of which it cannot be told whether another organisation is
 * in it counts as shared.
 */
export async function placeOf(
  job: Job,
  mayShow: (channel: string) => Promise<Detour | undefined>,
): Promise<Place> {
  const { channelId, isDirect } = job.asker
  const isModal = job.kind === 'submission' || job.viewId !== undefined
  if (isModal || channelId === undefined || isDirect) return { kind: 'private' }
  const detour = await mayShow(channelId)
  return { kind: 'channel', external: detour === undefined ? false : detour === 'shared' ? true : undefined }
}
