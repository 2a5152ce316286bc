import { type Clock, DAY_S, type EpochSeconds, epochSeconds, MINUTE_S } from '../base/time.ts'
import { type Alert, type AlertPlace, displaced, placed } from './alert.ts'
import type { AlertChannel, ShowAlert, WatchStore } from './ports.ts'

/** Whoever claimed a message and has not said where it stands for so long was stopped. */
const CLAIM_S = MINUTE_S
/** Messages of older alerts are left as they are. */
const TENDED_S = DAY_S

/**
 * Shows every alert in every channel that asked for alerts: one message each, changed when something is folded in. The
 * claim on a message is kept right before Slack is asked, so that two processes, or one that is killed, do not post it twice;
 * where that cannot be told, the message says so itself. What Slack does not take is tried again the next time.
 */
export function createAnnounce(options: {
  readonly store: WatchStore
  readonly show: ShowAlert
  readonly clock: Clock
  readonly onFailure: (alertId: string, error: unknown) => void
}): () => Promise<void> {
  const { store, show, clock, onFailure } = options

  async function showIn(alert: Alert, to: AlertChannel, now: EpochSeconds): Promise<void> {
    const place = alert.places.find(({ channel }) => channel === to.channel)
    if (!isDue(alert, to, place, now)) return
    const claim = { channel: to.channel, message: place?.message ?? null, at: now, shows: alert.face }
    const mayBeTwice = place !== undefined && place.message === null
    const hand = { alert }
    const move = async (after: Alert): Promise<void> => {
      if (!(await store.saveAlert(after))) throw new Overtaken('another process shows the alert')
      hand.alert = after
    }
    // A message that waits for Slack's rate limit is nobody's: a process that is killed then has sent nothing.
    const asking = {
      begins: () => move(placed(hand.alert, { ...claim, at: epochSeconds(clock) })),
      wasInVain: async () => {
        if (!mayBeTwice) await move(displaced(hand.alert, to.channel))
      },
    }
    try {
      if (claim.message !== null) await move(placed(alert, claim))
      const message = await show({ alert, to, message: claim.message ?? undefined, mayBeTwice, asking })
      // A message that was only changed stands where it stood.
      if (claim.message === null || message === undefined) await note(hand.alert, claim, message)
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error
    }
  }

  async function note(alert: Alert, claim: AlertPlace, message: AlertPlace['message'] | undefined) {
    const after = (current: Alert) =>
      message === undefined ? displaced(current, claim.channel) : placed(current, { ...claim, message })
    if (await store.saveAlert(after(alert))) return
    // Something was folded in meanwhile: the place is noted in what stands now, and drawn anew with the next look.
    const current = await store.alert(alert.id)
    if (current) await store.saveAlert(after(current))
  }

  return async () => {
    const now = epochSeconds(clock)
    const [alerts, channels] = await Promise.all([store.since(now - TENDED_S), store.channels()])
    for (const { id } of alerts.toReversed()) {
      for (const channel of channels) {
        // Each place is a write of its own, on top of the one before.
        const alert = await store.alert(id)
        if (alert) await showIn(alert, channel, now).catch((error: unknown) => onFailure(id, error))
      }
    }
  }
}

/** Whoever is overtaken stops in silence: what there is to show is shown at the next look. */
class Overtaken extends Error {}

function isDue(alert: Alert, to: AlertChannel, place: AlertPlace | undefined, now: EpochSeconds): boolean {
  if (!place) return !alert.quiet && alert.lastAt >= to.at
  if (place.message === null) return now - place.at >= CLAIM_S
  return place.shows !== alert.face
}
