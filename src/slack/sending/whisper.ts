import type { Message } from '../blocks/blocks.ts'
import { fitMessage } from '../blocks/guard.ts'
import type { Asker } from '../jobs/job.ts'
import type { Desk } from './conversation.ts'

const TIMEOUT_MS = 10_000

type Needs = Pick<Desk, 'poster' | 'log' | 'fetch' | 'apiHost'>

/**
 * Tells one person something that nobody else sees: through the response URL of what they did, else as an ephemeral
 * message in the channel, else as a direct message. Never throws: where all three fail, the log says so.
 */
export function createWhisper(desk: Needs): (asker: Asker, message: Message) => Promise<void> {
  const { poster, log } = desk
  const respond = async ({ responseUrl }: Asker, { text, blocks }: Message): Promise<void> => {
    if (responseUrl === undefined || !isTrusted(responseUrl, desk.apiHost)) throw new Error('no response URL')
    const answer = await desk.fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text, blocks }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!answer.ok) throw new Error(`the response URL answered ${answer.status}`)
  }
  const ephemeral = async ({ channelId, userId, isDirect }: Asker, message: Message) => {
    if (channelId === undefined || isDirect) throw new Error('no channel')
    await poster.whisper(channelId, userId, message)
  }
  const direct = async ({ userId }: Asker, message: Message) => {
    await poster.post(await poster.directMessage(userId), message)
  }
  return async (asker, message) => {
    const fitted = fitMessage(message)
    const failures: string[] = []
    for (const way of [respond, ephemeral, direct]) {
      try {
        return await way(asker, fitted)
      } catch (error) {
        failures.push(error instanceof Error ? error.message : 'unknown')
      }
    }
    log.error({ failures, user: asker.userId }, 'nobody could be told')
  }
}

/** Slack's own addresses, and the one that the settings name. */
function isTrusted(address: string, apiHost: string): boolean {
  const url = URL.parse(address)
  if (url === null) return false
  if (url.host === apiHost) return true
  return url.protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(url.hostname)
}
