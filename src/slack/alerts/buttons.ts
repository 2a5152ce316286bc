import { err, ok } from '../../base/result.ts'
import { detectionOf, type Who } from '../../watch/alerting.ts'
import { defineAction } from '../command.ts'
import { conclude } from '../forms/conclude.ts'
import { defineForm } from '../forms/form.ts'
import { overseesAll, viewerOf } from '../grants/sight.ts'
import type { Conversation } from '../sending/conversation.ts'
import {
  EXPECT_FORM,
  expectDone,
  expectLoading,
  expectModal,
  expectRefused,
  expectSaid,
  readSeconds,
  unexpectDone,
} from '../views/alert-expect.ts'
import { alertGoneModal, whoModal } from '../views/alert-who.ts'
import { loadingModal } from '../views/trouble.ts'
import { parseAlertId } from './values.ts'

/**
 * Whether whoever pressed may see what the caller did and may do: of others, as with the access log, only those who approve,
 * review or end access. Without an access policy every full member may.
 */
async function maySeeDoings({ person }: Who, talk: Conversation): Promise<boolean> {
  const { access } = talk.services
  if (!access) return true
  const viewer = await viewerOf(access, (await talk.actor()).person)
  return viewer.person === person || overseesAll(viewer, access.access.policy())
}

/** Who made the call: principal, person, and to those who may see them grants and what they did lately. */
export const who = defineAction<string>({
  id: 'alerts:who',
  parse: parseAlertId,
  opens: () => loadingModal('Who is this?'),
  run: async (id, talk) => {
    const { alerts } = talk.services
    const alert = await alerts?.byId(id)
    const found = alert && (await alerts?.who(alert))
    await talk.fill(found ? whoModal(found, await maySeeDoings(found, talk)) : alertGoneModal())
  },
})

/** Asks why an alert is expected, and for how long. */
export const expect = defineAction<string>({
  id: 'alerts:expect',
  parse: parseAlertId,
  opens: expectLoading,
  run: async (id, talk) => {
    const { alerts } = talk.services
    const alert = await alerts?.byId(id)
    const detection = alerts && alert && detectionOf(alerts, alert)
    await talk.fill(alert && detection ? expectModal(alert, detection) : alertGoneModal())
  },
})

/** Keeps what is like the alert quiet, where the person may. */
export const expected = defineForm<{
  readonly id: string
  readonly reason: string
  readonly seconds: number
}>({
  id: EXPECT_FORM,
  parse: ({ reason = '', for: time }, about) => {
    const id = parseAlertId(about)
    const seconds = readSeconds(time)
    if (reason.trim().length < 5) return err({ reason: 'Say in a few words why it is expected.' })
    if (id === undefined || seconds === undefined) return err({ for: 'Choose how long.' })
    return ok({ id, reason: reason.trim(), seconds })
  },
  waits: expectLoading,
  run: async ({ id, reason, seconds }, talk) => {
    const { alerts } = talk.services
    const alert = await alerts?.byId(id)
    if (!alerts || !alert) {
      await talk.fill(alertGoneModal())
      return
    }
    const { person } = await talk.actor()
    const done = await alerts.expect(alert, { person, reason, seconds })
    const codes = done.ok ? [] : done.error
    await conclude(talk, done.ok ? expectDone() : expectRefused(codes), expectSaid(codes))
  },
})

/** Lets what is like an alert be announced again. Anybody may: it only makes the watch louder. */
export const unexpect = defineAction<string>({
  id: 'alerts:unexpect',
  parse: parseAlertId,
  run: async (topic, talk) => {
    const was = (await talk.services.alerts?.endExpectation(topic)) ?? false
    await talk.whisper(unexpectDone(was))
  },
})
