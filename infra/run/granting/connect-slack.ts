import type { Clock } from '../../../src/base/time.ts'
import type { PersonKey } from '../../../src/grants/terms.ts'
import type { FactorChange } from '../../../src/mfa/pages/ports.ts'
import type { AccessServices } from '../../../src/services.ts'
import { createGrantNotices } from '../../../src/slack/grants/notices.ts'
import { identityNoticeId } from '../../../src/slack/grants/values.ts'
import { userOf } from '../../../src/slack/grants/words.ts'
import type { Log } from '../../../src/slack/log.ts'
import { createReadUserGroups, createSeePerson } from '../../../src/slack/seeing.ts'
import type { Delivery } from '../../../src/slack/sending/delivery.ts'
import type { Poster } from '../../../src/slack/sending/post.ts'
import { anchorPublished, driftFound, factorChanged } from '../../../src/slack/views/announcements.ts'
import { linkAnnounced } from '../../../src/slack/views/identity.ts'
import type { Detour } from '../../../src/slack/words.ts'
import type { AccessSettings } from '../access/settings.ts'
import type { OnceLine, SlackSide } from './slack-side.ts'

export interface ConnectOptions {
  readonly client: Parameters<typeof createSeePerson>[0]
  readonly poster: Poster
  readonly delivery: Pick<Delivery, 'send' | 'sendNow'>
  readonly teamId: string
  readonly services: AccessServices
  readonly settings: AccessSettings
  readonly mayShow: (channel: string) => Promise<Detour | undefined>
  readonly clock: Clock
  readonly log: Log
}

/** Where it is kept what was said once beside all grants: a name that no grant can have. */
const ONCE = 'once'

/** What granting needs of this Slack workspace. */
export function connectSlack(options: ConnectOptions): SlackSide {
  const { client, poster, delivery, teamId, services, settings, mayShow, clock, log } = options
  const readUserGroups = createReadUserGroups(client, teamId, log)
  const { channels, notices: places } = services
  const notices = createGrantNotices({
    poster,
    places,
    access: () => services.access,
    readUserGroups,
    channels,
    mayShow,
    reminders: settings.reminders,
    clock,
    log,
  })
  /** Whose factors changed, and which roles are wrong, is nothing for another organisation. */
  const inside = async (channel: string): Promise<string> => {
    if ((await mayShow(channel)) === undefined) return channel
    throw new Error(`The channel ${channel} cannot be used: it is shared, archived, or I am not in it`)
  }
  return {
    ...notices,
    seePerson: createSeePerson(client),
    readUserGroups,
    async nameOf(person: PersonKey) {
      const { user } = await client.users.info({ user: userOf(person) })
      return user?.profile?.real_name || user?.real_name || user?.name || person
    },
    async announceFactor(person: PersonKey, change: FactorChange) {
      const to = { channel: await inside(channels.approvals) }
      const message = factorChanged(person, change.change, change.factor)
      // One that was removed stays so: others hear of it when Slack answers again.
      await (change.change === 'added' ? delivery.sendNow({ to, message }) : delivery.send({ to, message }))
    },
    async announceLink(person, link) {
      const message = linkAnnounced(person, link, settings.policy.newFactors)
      const place = await poster.post(await inside(channels.approvals), message)
      await places.add(identityNoticeId(link.id), { kind: 'channel', person: null, ...place })
    },
    async tellOnce(lines) {
      const told = new Set((await places.of(ONCE)).map(({ about }) => about))
      const fresh = lines.filter(({ about }) => !told.has(about))
      // What no later sweep finds is kept first: the rest may fail, and comes again.
      for (const line of fresh.toSorted((a, b) => Number(isGone(b)) - Number(isGone(a)))) {
        const { about } = line
        const message = 'drift' in line ? driftFound(line.drift) : anchorPublished(line.anchor)
        const channel = await inside(channels.approvals)
        if (isGone(line)) {
          await delivery.send({ to: { channel }, message, notice: { of: ONCE, kind: 'once', about } })
          continue
        }
        const place = await poster.post(channel, message, { name: JSON.stringify([ONCE, about]) })
        await places.add(ONCE, { kind: 'once', person: null, ...place, about })
      }
    },
  }
}

function isGone(line: OnceLine): boolean {
  return 'drift' in line && line.isGone
}
