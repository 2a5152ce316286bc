import { type Alerting, detectionOf } from '../../watch/alerting.ts'
import type { ShowAlert } from '../../watch/ports.ts'
import { userOf } from '../grants/words.ts'
import type { Log } from '../log.ts'
import { slackCode } from '../sending/outbox.ts'
import type { Place, Poster } from '../sending/post.ts'
import { alertMessage } from '../views/alert.ts'
import type { Detour } from '../words.ts'

/**
 * Shows alerts in Slack. A channel that is shared, archived or closed hears nothing: whoever asked for alerts there gets
 * them as a direct message instead.
 */
export function createShowAlert(options: {
  readonly poster: Poster
  readonly mayShow: (channel: string) => Promise<Detour | undefined>
  readonly alerts: Alerting
  readonly log: Log
}): ShowAlert {
  const { poster, mayShow, alerts, log } = options
  return async ({ alert, to, message, mayBeTwice, asking }) => {
    const detection = detectionOf(alerts, alert)
    // An older version of the bot made it; nothing can be said about it any more.
    if (!detection) return message
    const [expectation, grant] = await Promise.all([alerts.expectationOf(alert), alerts.grantOf(alert)])
    const scene = { alert, detection, expectation, grant, mayBeTwice }
    try {
      if (message) {
        const insteadOf = message.channel === to.channel ? undefined : to.channel
        await poster.update(message, alertMessage({ ...scene, insteadOf }))
        return message
      }
      return await postNew((insteadOf) => alertMessage({ ...scene, insteadOf }))
    } catch (error) {
      if (slackCode(error) === '') throw error
      log.warn({ err: error, alert: alert.id, channel: to.channel }, 'Slack does not take an alert')
      return undefined
    }

    async function postNew(
      draw: (insteadOf: string | undefined) => ReturnType<typeof alertMessage>,
    ): Promise<Place> {
      const detour = await mayShow(to.channel)
      const how = { name: JSON.stringify(['alert', alert.id, to.channel]), asking }
      if (detour === undefined) return poster.post(to.channel, draw(undefined), how)
      return poster.post(await poster.directMessage(userOf(to.by)), draw(to.channel), how)
    }
  }
}
