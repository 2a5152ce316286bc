import { type Clock, type EpochSeconds, epochSeconds } from '../../base/time.ts'
import type { Access } from '../../grants/access.ts'
import type { CloseOut } from '../../grants/ending/close-out.ts'
import { type Grant, pendingRevision } from '../../grants/grant.ts'
import type { ReadUserGroups, Show } from '../../grants/ports.ts'
import { membersOf } from '../../grants/rules/access-policy.ts'
import type { PersonKey } from '../../grants/terms.ts'
import type { NoticePlace, NoticePlaces } from '../../services.ts'
import type { Log } from '../log.ts'
import type { Poster } from '../sending/post.ts'
import { createTurns } from '../sending/turns.ts'
import { closeOutMessage } from '../views/close-out.ts'
import { grantMessage, grantNotice } from '../views/grant.ts'
import { escalation, moreTimeCall, ownReminder, reminder, reviewCall } from '../views/grant-calls.ts'
import { ownMessage } from '../views/grant-own.ts'
import { type Confirming, type GrantScene, shownRevision } from '../views/grant-scene.ts'
import type { Detour } from '../words.ts'
import { createGrantMail, type GrantMail } from './places.ts'
import { dueReminders, type Reminder, type ReminderSettings } from './reminders.ts'
import { userOf } from './words.ts'

/** What the messages about grants are made from, and where they go. */
export interface NoticesOptions {
  readonly poster: Poster
  readonly places: NoticePlaces
  /** Asked only when something is shown: the access itself is made with these notices. */
  readonly access: () => Pick<Access, 'entitlements' | 'briefing' | 'standing' | 'policy'>
  readonly readUserGroups: ReadUserGroups
  readonly channels: { readonly approvals: string; readonly announcements: string }
  /** Why nothing may be shown in a channel: see `createChannels`. */
  readonly mayShow: (channel: string) => Promise<Detour | undefined>
  readonly reminders: ReminderSettings
  readonly clock: Clock
  readonly log: Log
}

/** All that people are told about grants without having asked. */
export interface GrantNotices {
  /**
   * Edits every message about a grant and posts those that should be there. The same again changes nothing; an older record
   * never replaces a newer one. What Slack refuses for good is logged; where it may be tried again, this throws after
   * everything else was shown.
   */
  readonly show: Show
  /** The same, with who is confirming the pending revision, and until when their page works. */
  confirming(grant: Grant, person: PersonKey, until: EpochSeconds): Promise<void>
  /** Sends the reminders that are due and that were not sent. For every sweep, and every grant that is not done. Throws as `show`. */
  remind(grant: Grant): Promise<void>
  /** Tells once, in the threads of the requester's message and the channel's, what was used of what was granted. Throws as `show`. */
  closeOut(grant: Grant, closeOut: CloseOut): Promise<void>
}

/** Of so many grants it is remembered what was shown last. */
const MOST = 2000

export function createGrantNotices(options: NoticesOptions): GrantNotices {
  const { poster, places, channels, clock } = options
  const confirming = new Map<string, Confirming>()
  const newest = new Map<string, number>()
  const inTurn = createTurns()

  const mailOf = async (grant: Grant): Promise<{ mail: GrantMail; there: readonly NoticePlace[] }> => {
    const there = await places.of(grant.id)
    return { mail: createGrantMail({ ...options, grantId: grant.id, there }), there }
  }

  const sceneOf = async (grant: Grant): Promise<GrantScene> => {
    const access = options.access()
    const [briefing, standing] = await Promise.all([
      access.briefing(grant),
      pendingRevision(grant) ? access.standing(grant) : undefined,
    ])
    return {
      grant,
      entitlement: access.entitlements.find(({ id }) => id === grant.current.terms.entitlement),
      briefing,
      standing,
      confirming: confirming.get(grant.id),
      now: epochSeconds(clock),
    }
  }

  /** Whom somebody may have access to is nothing for another organisation. */
  const inside = async (channel: string): Promise<string> => {
    if ((await options.mayShow(channel)) === 'shared')
      throw new Error(`The channel ${channel} is, or may be, shared with another organisation`)
    return channel
  }

  const present = async (grant: Grant): Promise<void> => {
    if (grant.events.length < (newest.get(grant.id) ?? 0)) return
    remember(newest, grant.id, grant.events.length)
    const scene = await sceneOf(grant)
    const { mail, there } = await mailOf(grant)
    const { requester, mode } = grant.current.terms
    const first = grantNotice(scene)
    const forChannel = grantMessage(scene, { kind: 'channel' })
    const direct = (person: PersonKey) => () => poster.directMessage(userOf(person))
    await mail.keep({
      kind: 'requester',
      person: requester,
      wanted: true,
      channel: direct(requester),
      first,
      full: ownMessage(scene),
    })
    await mail.keep({
      kind: 'channel',
      person: null,
      wanted: true,
      channel: () => inside(channels.approvals),
      first,
      full: forChannel,
    })
    for (const { person, groups } of approversOf(scene, there))
      await mail.keep({
        kind: 'approver',
        person,
        wanted: groups !== undefined,
        channel: direct(person),
        first,
        full: grantMessage(scene, { kind: 'approver', groups }),
      })
    if (mode === 'break-glass')
      await mail.keep({
        kind: 'announcement',
        person: null,
        wanted: grant.current.decidedAt !== null,
        channel: () => inside(channels.announcements),
        first,
        full: forChannel,
      })
    if (grant.next?.decidedAt === null && grant.next.terms.mode === 'approval')
      await mail.reply(`more-time ${grant.next.number}`, ['approver', 'channel'], moreTimeCall(scene))
    mail.finish()
  }

  const remindOf = async (
    scene: GrantScene,
    due: Reminder,
    mail: GrantMail,
    there: readonly NoticePlace[],
  ) => {
    const may = new Set(scene.standing?.mayApprove.map(({ person }) => person))
    switch (due.kind) {
      case 'approvers':
        return mail.reply(due.about, ['approver', 'channel'], reminder(scene), may)
      case 'requester':
        return mail.reply(due.about, ['requester'], ownReminder(scene))
      case 'review':
        return mail.reply(due.about, ['channel', 'announcement'], reviewCall(scene))
      case 'escalate': {
        const told = new Set(there.flatMap(({ about, person }) => (about === due.about ? [person] : [])))
        const { requester } = scene.grant.current.terms
        const people = (await peopleOf(due.group)).filter((each) => each !== requester && !told.has(each))
        const channel = people.length > 0 ? there.find(({ kind }) => kind === 'channel') : undefined
        const message = escalation(scene, channel && (await poster.permalink(channel)))
        for (const person of people)
          await mail.tell(due.about, person, () => poster.directMessage(userOf(person)), message)
      }
    }
  }

  const peopleOf = async (id: string): Promise<readonly PersonKey[]> => {
    const policy = options.access().policy()
    const group = policy.groups.find((each) => each.id === id)
    const read = group && 'userGroup' in group ? await options.readUserGroups([group.userGroup]) : new Map()
    return membersOf(policy, read).get(id) ?? []
  }

  return {
    show: (grant) => inTurn(grant.id, () => present(grant)),
    confirming: (grant, person, until) =>
      inTurn(grant.id, () => {
        remember(confirming, grant.id, { person, until, revision: shownRevision(grant).number })
        return present(grant)
      }),
    remind: (grant) =>
      inTurn(grant.id, async () => {
        const { quietHours } = options.access().policy()
        const due = dueReminders(grant, options.reminders, quietHours, epochSeconds(clock))
        if (due.length === 0) return
        const scene = await sceneOf(grant)
        const { mail, there } = await mailOf(grant)
        for (const each of due) await remindOf(scene, each, mail, there)
        mail.finish()
      }),
    closeOut: (grant, closeOut) =>
      inTurn(grant.id, async () => {
        const { mail } = await mailOf(grant)
        await mail.reply('close-out', ['requester', 'channel'], closeOutMessage(closeOut))
        mail.finish()
      }),
  }
}

/** Everybody who may act, and everybody who has a message from when they might. `groups` undefined: they may not now. */
function approversOf(
  { standing, grant }: GrantScene,
  there: readonly NoticePlace[],
): ReadonlyArray<{ readonly person: PersonKey; readonly groups: readonly string[] | undefined }> {
  const may = new Map(standing?.mayApprove.map(({ person, groups }) => [person, groups]))
  const have = there.flatMap(({ kind, person }) => (kind === 'approver' && person !== null ? [person] : []))
  return [...new Set([...have, ...may.keys()])]
    .filter((person) => person !== grant.current.terms.requester)
    .map((person) => ({ person, groups: may.get(person) }))
}

function remember<T>(map: Map<string, T>, id: string, value: T): void {
  map.delete(id)
  map.set(id, value)
  if (map.size > MOST) map.delete([...map.keys()][0] ?? '')
}
