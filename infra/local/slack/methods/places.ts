import { flag, text } from '../json.ts'
import type { Place } from '../shapes.ts'
import { type Call, done, type Method, refuse } from './answer.ts'
import { page } from './paging.ts'

/** A place that the bot may know of: public, or one that it is in. */
export const visiblePlace = ({ world, args }: Call, key = 'channel'): Place | undefined => {
  const place = world.directory.place(text(args[key]) ?? '')
  if (place === undefined) return undefined
  return place.kind === 'public' || place.members.includes(world.app.botUserId) ? place : undefined
}

const kinds: Readonly<Record<string, Place['kind']>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
}

const list: Method = (call) => {
  const { world, args } = call
  const wanted = new Set((text(args.types) ?? 'public_channel').split(',').map((each) => kinds[each.trim()]))
  const places = world.directory
    .places()
    .filter((place) => wanted.has(place.kind))
    .filter((place) => place.kind === 'public' || place.members.includes(world.app.botUserId))
    .filter((place) => !(flag(args.exclude_archived) && place.isArchived))
  const { items, metadata } = page(places, args)
  return done({ channels: items.map(world.directory.placePayload), response_metadata: metadata })
}

const info: Method = (call) => {
  const place = visiblePlace(call)
  if (place === undefined) return refuse('channel_not_found')
  return done({ channel: call.world.directory.placePayload(place) })
}

const members: Method = (call) => {
  const place = visiblePlace(call)
  if (place === undefined) return refuse('channel_not_found')
  const { items, metadata } = page(place.members, call.args)
  return done({ members: items, response_metadata: metadata })
}

const open: Method = ({ world, args }) => {
  const channel = text(args.channel)
  if (channel !== undefined) {
    const place = world.directory.place(channel)
    return place === undefined ? refuse('channel_not_found') : done({ channel: { id: place.id } })
  }
  const users = (text(args.users) ?? '').split(',').filter((each) => each !== '')
  const [first] = users
  if (first === undefined) return refuse('users_list_not_supplied')
  if (users.length > 1) return refuse('too_many_users')
  const person = world.directory.person(first)
  if (person === undefined) return refuse('user_not_found')
  if (person.standing === 'deactivated') return refuse('user_disabled')
  const dm = world.directory.appDm(person.id)
  return done({
    no_op: true,
    already_open: true,
    channel: flag(args.return_im) ? world.directory.placePayload(dm) : { id: dm.id },
  })
}

const join: Method = (call) => {
  const place = visiblePlace(call)
  if (place === undefined) return refuse('channel_not_found')
  if (place.isArchived) return refuse('is_archived')
  if (place.kind !== 'public') return refuse('method_not_supported_for_channel_type')
  const joined = call.world.directory.join(place, call.world.app.botUserId)
  return done({ channel: call.world.directory.placePayload(joined) })
}

export const placeMethods: Readonly<Record<string, Method>> = {
  'conversations.info': info,
  'conversations.join': join,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.open': open,
}
