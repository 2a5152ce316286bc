import type { Message } from '../blocks/blocks.ts'
import type { Log } from '../log.ts'
import type { Wait } from './outbox.ts'
import type { Place, Poster } from './post.ts'

/** The least time between two changes of one message, in milliseconds. Slack asks for about one a second. */
export const UPDATE_EVERY_MS = 1500

/** A message that is kept up to date until it says the last word. */
export interface LiveMessage {
  /** Where it was posted. */
  readonly place: Place
  /** Shows this soon: what comes in quick succession is left out but for the last, and what Slack refuses is skipped. */
  show(message: Message): void
  /**
   * Shows this for good. Waits out rate limits; where the message cannot be changed any more, posts a new one.
   * Resolves with where the last word stands. Throws only where not even that worked.
   */
  end(message: Message): Promise<Place>
}

export function liveMessage(place: Place, poster: Poster, wait: Wait, log: Log): LiveMessage {
  let latest: Message | undefined
  let isRunning = false
  let isOver = false
  let sending: Promise<unknown> = Promise.resolve()

  const run = async (): Promise<void> => {
    isRunning = true
    while (latest !== undefined && !isOver) {
      const message = latest
      latest = undefined
      sending = poster.tryUpdate(place, message)
      await sending
      await wait(UPDATE_EVERY_MS)
    }
    isRunning = false
  }

  return {
    place,
    show: (message) => {
      latest = message
      if (!isRunning && !isOver) void run()
    },
    end: async (message) => {
      isOver = true
      await sending
      try {
        await poster.update(place, message)
        return place
      } catch (error) {
        log.warn({ err: error, channel: place.channel }, 'the last update was refused; trying once more')
      }
      await wait(UPDATE_EVERY_MS)
      try {
        await poster.update(place, message)
        return place
      } catch (error) {
        log.warn({ err: error, channel: place.channel }, 'the last update was refused again; posting anew')
      }
      return poster.post(place.channel, message)
    },
  }
}
