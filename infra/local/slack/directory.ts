import type { Changes } from './changes.ts'
import type { Journal } from './journal.ts'
import type { JsonObject } from './json.ts'
import type { Person, Place, UserGroup, WorkspaceSeed } from './shapes.ts'

const offsetSeconds = (tz: string, atMs: number): number => {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' })
    .formatToParts(atMs)
    .find((part) => part.type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}

const zoneLabel = (tz: string, atMs: number): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'long' })
    .formatToParts(atMs)
    .find((part) => part.type === 'timeZoneName')?.value ?? tz

/** Who and what is in the workspace: people, channels, direct messages, user groups. Joining is kept in the journal. */
export const createDirectory = (
  seed: WorkspaceSeed,
  journal: Journal,
  changes: Changes,
  clock: () => number,
) => {
  const people = new Map(seed.people.map((person) => [person.id, person]))
  const places = new Map(seed.places.map((place) => [place.id, place]))
  for (const place of journal.loaded('places') as readonly Place[]) places.set(place.id, place)
  const { botUserId } = seed.app

  const keep = (place: Place): Place => {
    places.set(place.id, place)
    journal.put('places', place.id, place)
    changes.tell({ kind: 'place', place })
    return place
  }

  const isInside = (person: Person): boolean => person.standing === 'member' || person.standing === 'admin'

  const canSee = (userId: string, place: Place): boolean => {
    if (place.members.includes(userId)) return true
    const person = people.get(userId)
    return place.kind === 'public' && person !== undefined && isInside(person)
  }

  const sharesChannelWithBot = (userId: string): boolean =>
    [...places.values()].some(
      (place) => place.kind !== 'im' && place.members.includes(userId) && place.members.includes(botUserId),
    )

  return {
    seed,
    people: (): readonly Person[] => [...people.values()],
    person: (id: string): Person | undefined => people.get(id),
    byHandle: (handle: string): Person | undefined =>
      [...people.values()].find((person) => person.handle === handle),
    places: (): readonly Place[] => [...places.values()],
    /** By id or by name, with or without the #. */
    place: (idOrName: string): Place | undefined =>
      places.get(idOrName) ??
      [...places.values()].find((place) => place.kind !== 'im' && place.name === idOrName.replace(/^#/, '')),
    canSee,
    groups: (): readonly UserGroup[] => seed.groups,
    /** The direct message between a person and the app; made when first asked for. */
    appDm: (userId: string): Place => {
      const id = `D0${userId.slice(2)}`
      return (
        places.get(id) ??
        keep({
          id,
          name: `app-${userId}`,
          kind: 'im',
          members: [userId, botUserId],
          topic: '',
          isExtShared: false,
          isArchived: false,
        })
      )
    },
    join: (place: Place, userId: string): Place =>
      place.members.includes(userId) ? place : keep({ ...place, members: [...place.members, userId] }),
    leave: (place: Place, userId: string): Place =>
      keep({ ...place, members: place.members.filter((id) => id !== userId) }),

    /** A person as users.info shows them. */
    userPayload: (person: Person): JsonObject => {
      const deleted = person.standing === 'deactivated'
      const guest = person.standing === 'guest' || person.standing === 'single-channel-guest'
      const common = {
        id: person.id,
        team_id: person.teamId,
        name: person.handle,
        deleted,
        color: person.colour.slice(1),
        real_name: person.realName,
        profile: {
          title: person.title,
          real_name: person.realName,
          real_name_normalized: person.realName,
          display_name: person.handle,
          display_name_normalized: person.handle,
          team: person.teamId,
        },
        is_bot: false,
        is_app_user: false,
        updated: 1_780_000_000,
      }
      if (deleted) return common
      return {
        ...common,
        tz: person.tz,
        tz_label: zoneLabel(person.tz, clock()),
        tz_offset: offsetSeconds(person.tz, clock()),
        is_admin: person.standing === 'admin',
        is_owner: false,
        is_primary_owner: false,
        is_restricted: guest,
        is_ultra_restricted: person.standing === 'single-channel-guest',
        ...(person.standing === 'external' ? { is_stranger: !sharesChannelWithBot(person.id) } : {}),
        is_email_confirmed: true,
        locale: 'en-US',
      }
    },
    botPayload: (): JsonObject => ({
      id: botUserId,
      team_id: seed.team.id,
      name: seed.app.name.toLowerCase(),
      deleted: false,
      real_name: seed.app.name,
      profile: {
        real_name: seed.app.name,
        display_name: seed.app.name,
        bot_id: seed.app.botId,
        api_app_id: seed.app.id,
      },
      is_bot: true,
      is_app_user: false,
      is_admin: false,
      is_restricted: false,
      is_ultra_restricted: false,
      tz: 'Etc/UTC',
      tz_label: 'Coordinated Universal Time',
      tz_offset: 0,
      updated: 1_780_000_000,
    }),

    /** A place as conversations.info shows it to the bot. */
    placePayload: (place: Place): JsonObject => {
      const isIm = place.kind === 'im'
      const created = 1_767_225_600
      const common = {
        id: place.id,
        created,
        is_im: isIm,
        is_mpim: false,
        is_org_shared: false,
        is_ext_shared: place.isExtShared,
        is_shared: place.isExtShared,
        is_archived: place.isArchived,
        context_team_id: seed.team.id,
      }
      if (isIm)
        return { ...common, user: place.members.find((id) => id !== botUserId), is_user_deleted: false }
      return {
        ...common,
        name: place.name,
        name_normalized: place.name,
        is_channel: place.kind === 'public',
        is_group: place.kind === 'private',
        is_private: place.kind === 'private',
        is_general: place.name === 'general',
        is_member: place.members.includes(botUserId),
        is_pending_ext_shared: false,
        shared_team_ids: place.isExtShared ? [seed.team.id, seed.foreignTeam.id] : [seed.team.id],
        num_members: place.members.length,
        creator: seed.people[0]?.id,
        topic: { value: place.topic, creator: '', last_set: 0 },
        purpose: { value: place.topic, creator: '', last_set: 0 },
      }
    },
  }
}

export type Directory = ReturnType<typeof createDirectory>
