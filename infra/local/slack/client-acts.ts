import { z } from 'zod'
import type { Spot } from './clicking.ts'
import type { Acts } from './driver.ts'
import { fine, type OptionsOutcome, type Outcome } from './outcome.ts'
import type { Person, Place } from './shapes.ts'
import type { World } from './world.ts'

const spot = z.union([z.object({ channel: z.string(), ts: z.string() }), z.object({ viewId: z.string() })])
const element = { spot, blockId: z.string(), actionId: z.string() }
const value = z.record(z.string(), z.unknown())

/** What the page may ask for on behalf of the person it acts as. */
const act = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('say'),
    channel: z.string(),
    text: z.string().min(1).max(40_000),
    threadTs: z.string().optional(),
  }),
  z.object({ act: z.literal('touch'), ...element, value }),
  z.object({ act: z.literal('fill'), ...element, value }),
  z.object({ act: z.literal('suggest'), ...element, query: z.string() }),
  z.object({ act: z.literal('submit'), viewId: z.string() }),
  z.object({ act: z.literal('close'), viewId: z.string(), everything: z.boolean() }),
  z.object({ act: z.literal('open-app'), tab: z.enum(['home', 'messages']) }),
  z.object({ act: z.literal('dismiss'), channel: z.string(), ts: z.string() }),
  z.object({ act: z.literal('shortcut'), channel: z.string(), ts: z.string(), callbackId: z.string() }),
  z.object({
    act: z.literal('move-clock'),
    ms: z
      .int()
      .min(1)
      .max(366 * 86_400_000),
  }),
])

export type Act = z.infer<typeof act>

const gone: Outcome = { ok: false, error: 'That is no longer there.' }

/** Does what the page asked for. Anything malformed, or not visible to the person, is refused. */
export const performAct = async (
  world: World,
  acts: Acts,
  person: Person,
  given: unknown,
): Promise<Outcome | OptionsOutcome> => {
  const parsed = act.safeParse(given)
  if (!parsed.success) return { ok: false, error: 'The page asked for something that does not exist.' }
  const asked = parsed.data

  const visible = (id: string): Place | undefined => {
    const place = world.directory.place(id)
    return place !== undefined && world.directory.canSee(person.id, place) ? place : undefined
  }
  const messageAt = (channel: string, ts: string) => {
    const message = visible(channel) === undefined ? undefined : world.messages.find(channel, ts)
    return message?.onlyFor === undefined || message.onlyFor === person.id ? message : undefined
  }
  const spotOf = (where: z.infer<typeof spot>): Spot | undefined => {
    if ('viewId' in where) {
      const view = world.views.find(where.viewId)
      return view?.user === person.id ? { view } : undefined
    }
    const message = messageAt(where.channel, where.ts)
    return message === undefined ? undefined : { message }
  }

  switch (asked.act) {
    case 'say': {
      const place = visible(asked.channel)
      if (place?.members.includes(person.id) !== true || place.isArchived) return gone
      if (person.standing === 'deactivated') return gone
      if (asked.text.startsWith('/') && asked.threadTs === undefined)
        return acts.slash(person, place, asked.text)
      await acts.say(person, place, asked.text, asked.threadTs)
      return fine
    }
    case 'touch':
    case 'fill':
    case 'suggest': {
      const where = spotOf(asked.spot)
      if (where === undefined) return gone
      if (asked.act === 'suggest') return acts.suggest(person, where, asked, asked.query)
      if (asked.act === 'touch') return acts.touch(person, where, asked)
      acts.keep(where, person, asked)
      return fine
    }
    case 'submit':
    case 'close': {
      const view = world.views.find(asked.viewId)
      if (view?.user !== person.id) return gone
      if (asked.act === 'submit') return acts.submit(person, view)
      await acts.close(person, view, asked.everything)
      return fine
    }
    case 'open-app':
      await acts.openApp(person, asked.tab)
      return fine
    case 'move-clock':
      if (world.moveClock === undefined) return gone
      world.moveClock(asked.ms)
      return fine
    case 'shortcut': {
      const message = messageAt(asked.channel, asked.ts)
      return message === undefined ? gone : acts.shortcut(person, message, asked.callbackId)
    }
    case 'dismiss': {
      const message = messageAt(asked.channel, asked.ts)
      if (message?.onlyFor !== person.id) return gone
      world.messages.remove(message)
      return fine
    }
  }
}
