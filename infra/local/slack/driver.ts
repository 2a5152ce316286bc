import { elementsOf } from './block-ids.ts'
import type { Clicking, Spot } from './clicking.ts'
import { type JsonObject, objects } from './json.ts'
import type { OptionsOutcome, Outcome } from './outcome.ts'
import { type Pick, pickedValue } from './picking.ts'
import type { Message, Person, Place, View } from './shapes.ts'
import type { Shortcuts } from './shortcuts.ts'
import type { Speaking } from './speaking.ts'
import type { Submitting } from './submitting.ts'
import type { World } from './world.ts'

/** Everything people can do. */
export type Acts = Speaking & Clicking & Submitting & Shortcuts

/** Which of several elements with one action_id: the one in this block, or with this `value`. */
interface Which {
  readonly blockId?: string
  readonly value?: string
}

/** One person, acting. Channels go by name or id; each act resolves when the app has acknowledged it or failed to. */
interface Actor {
  readonly person: Person
  slash(typed: string, where: { readonly channel: string }): Promise<Outcome>
  say(typed: string, where: { readonly channel: string; readonly threadTs?: string }): Promise<Message>
  /** Presses a button. */
  click(spot: Message | View, actionId: string, which?: Which): Promise<Outcome>
  /** Chooses in a select, overflow, radio, checkboxes, picker. */
  choose(spot: Message | View, actionId: string, pick: Pick, which?: Which): Promise<Outcome>
  /** Uses a shortcut from the menu of a message. */
  shortcut(message: Message, callbackId: string): Promise<Outcome>
  /** What an external select offers for a query. */
  options(spot: Message | View, actionId: string, query?: string): Promise<OptionsOutcome>
  /** Fills in inputs, by action_id or block_id, and presses submit. */
  submit(view: View, values?: Readonly<Record<string, Pick>>): Promise<Outcome>
  close(view: View): Promise<void>
  /** Opens the app's Home tab. */
  openHome(): Promise<void>
  /** The modal on top, if any. */
  modal(): View | undefined
  home(): View | undefined
  /** What the person sees in a channel: everything there and the ephemeral messages for them. Threads left out. */
  sees(channel: string): readonly Message[]
}

/** Acts as people and waits for what happens, without sleeping. */
export interface Driver {
  person(handle: string): Actor
  /** Messages of a channel that everybody sees, oldest first, threads left out. */
  messages(channel: string): readonly Message[]
  thread(ts: string): readonly Message[]
  /** Resolves with the first message, present or future, that passes; checked again at each change. */
  waitForMessage(passes: (message: Message) => boolean, withinMs?: number): Promise<Message>
  waitForModal(handle: string, passes?: (view: View) => boolean, withinMs?: number): Promise<View>
  waitForHome(handle: string, passes?: (view: View) => boolean, withinMs?: number): Promise<View>
  /** Resolves when `look` finds something; it is asked again at each change. */
  waitFor<T>(look: () => T | undefined, what: string, withinMs?: number): Promise<T>
}

const DEFAULT_WAIT_MS = 10_000

const isView = (spot: Message | View): spot is View => 'rootId' in spot

export const createDriver = (world: World, acts: Acts): Driver => {
  const { directory, messages, views, changes } = world

  const placeFor = (channel: string, person: Person): Place => {
    if (channel === 'app') return directory.appDm(person.id)
    const place = directory.place(channel)
    if (place === undefined) throw new Error(`There is no channel ${channel}`)
    return place
  }

  /** The newest state of a message or view that may have changed since. */
  const current = (spot: Message | View): Spot =>
    isView(spot)
      ? { view: views.find(spot.id) ?? spot }
      : { message: messages.find(spot.channel, spot.ts) ?? spot }

  const blocksOf = (spot: Spot): readonly JsonObject[] =>
    'view' in spot ? objects(spot.view.content.blocks) : spot.message.blocks

  const find = (spot: Spot, actionId: string, which: Which) => {
    const all = elementsOf(blocksOf(spot))
    const found = all.find(
      ({ block, element }) =>
        element.action_id === actionId &&
        (which.blockId === undefined || block.block_id === which.blockId) &&
        (which.value === undefined || element.value === which.value),
    )
    if (found === undefined)
      throw new Error(
        `No element ${actionId}; there are: ${all.map((each) => String(each.element.action_id)).join(', ')}`,
      )
    return { ...found, blockId: String(found.block.block_id), actionId }
  }

  const actor = (person: Person): Actor => {
    const touch = (on: Message | View, actionId: string, pick: Pick | undefined, which: Which = {}) => {
      const spot = current(on)
      const { element, blockId } = find(spot, actionId, which)
      return acts.touch(person, spot, { blockId, actionId, value: pickedValue(element, pick) })
    }
    const fill = (view: View, values: Readonly<Record<string, Pick>>): View => {
      let spot: Spot = current(view)
      for (const [key, pick] of Object.entries(values)) {
        const found = elementsOf(blocksOf(spot)).find(
          ({ block, element }) => element.action_id === key || block.block_id === key,
        )
        if (found === undefined) throw new Error(`The view has no input ${key}`)
        spot = acts.keep(spot, person, {
          blockId: String(found.block.block_id),
          actionId: String(found.element.action_id),
          value: pickedValue(found.element, pick),
        })
      }
      return 'view' in spot ? spot.view : view
    }
    return {
      person,
      slash: (typed, { channel }) => acts.slash(person, placeFor(channel, person), typed),
      say: (typed, { channel, threadTs }) => acts.say(person, placeFor(channel, person), typed, threadTs),
      click: (spot, actionId, which) => touch(spot, actionId, undefined, which),
      choose: (spot, actionId, pick, which) => touch(spot, actionId, pick, which),
      shortcut: (message, callbackId) => acts.shortcut(person, message, callbackId),
      options: (on, actionId, query = '') => {
        const spot = current(on)
        return acts.suggest(person, spot, find(spot, actionId, {}), query)
      },
      submit: (view, values = {}) => acts.submit(person, fill(view, values)),
      close: (view) => acts.close(person, views.find(view.id) ?? view),
      openHome: () => acts.openApp(person, 'home'),
      modal: () => views.stackOf(person.id).at(-1),
      home: () => views.home(person.id),
      sees: (channel) => {
        const place = placeFor(channel, person)
        if (!directory.canSee(person.id, place)) return []
        return messages
          .inPlace(place.id)
          .filter(
            (message) =>
              message.threadTs === undefined &&
              (message.onlyFor === undefined || message.onlyFor === person.id),
          )
      },
    }
  }

  const waitFor = <T>(look: () => T | undefined, what: string, withinMs = DEFAULT_WAIT_MS): Promise<T> =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer)
        stop()
        settle()
      }
      const check = () => {
        try {
          const found = look()
          if (found !== undefined) end(() => resolve(found))
        } catch (error) {
          end(() => reject(error))
        }
      }
      const timer = setTimeout(() => {
        const last = messages
          .all()
          .slice(-5)
          .map((message) => `  ${message.channel} ${message.text}`)
        end(() => reject(new Error(`Waited ${withinMs} ms for ${what}. Last messages:\n${last.join('\n')}`)))
      }, withinMs)
      const stop = changes.listen(check)
      check()
    })

  const byHandle = (handle: string): Person => {
    const person = directory.byHandle(handle)
    if (person === undefined) throw new Error(`There is nobody called ${handle}`)
    return person
  }

  return {
    person: (handle) => actor(byHandle(handle)),
    messages: (channel) => {
      const place = directory.place(channel)
      if (place === undefined) throw new Error(`There is no channel ${channel}`)
      return messages
        .inPlace(place.id)
        .filter((message) => message.threadTs === undefined && message.onlyFor === undefined)
    },
    thread: (ts) => messages.all().filter((message) => message.threadTs === ts),
    waitForMessage: (passes, withinMs) => waitFor(() => messages.all().find(passes), 'a message', withinMs),
    waitForModal: (handle, passes = () => true, withinMs) =>
      waitFor(
        () => {
          const view = views.stackOf(byHandle(handle).id).at(-1)
          return view !== undefined && passes(view) ? view : undefined
        },
        `a modal of ${handle}`,
        withinMs,
      ),
    waitForHome: (handle, passes = () => true, withinMs) =>
      waitFor(
        () => {
          const view = views.home(byHandle(handle).id)
          return view !== undefined && passes(view) ? view : undefined
        },
        `the Home of ${handle}`,
        withinMs,
      ),
    waitFor,
  }
}
