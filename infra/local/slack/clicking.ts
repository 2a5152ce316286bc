import { elementsOf } from './block-ids.ts'
import type { Delivery } from './delivery.ts'
import { isObject, type JsonObject, object, objects, text } from './json.ts'
import { fine, type OptionGroup, type OptionsOutcome, type Outcome, trouble } from './outcome.ts'
import type { Requests } from './requests.ts'
import type { Message, Person, Place, View } from './shapes.ts'
import { optionsAnswer } from './validator/objects.ts'
import { valuesOf } from './view-values.ts'
import type { World } from './world.ts'

/** What a person touched: the element by its ids, and what it holds now, in the shape of view.state.values. */
export interface Touch {
  readonly blockId: string
  readonly actionId: string
  readonly value: JsonObject
}

/** Where the element stands. */
export type Spot = { readonly message: Message } | { readonly view: View }

interface Needs {
  readonly world: World
  readonly requests: Requests
  readonly delivery: Delivery
}

/** Touching the interactive elements of messages and views. */
export const createClicking = ({ world, requests, delivery }: Needs) => {
  /** What people have chosen in the elements of messages: person and message → values. */
  const chosen = new Map<string, Readonly<Record<string, JsonObject>>>()

  const placeOf = (message: Message): Place | undefined => world.directory.place(message.channel)

  const blocksOf = (spot: Spot): readonly JsonObject[] =>
    'view' in spot
      ? objects(spot.view.content.blocks)
      : [...spot.message.blocks, ...spot.message.attachments.flatMap((each) => objects(each.blocks))]

  const find = (spot: Spot, touch: Pick<Touch, 'blockId' | 'actionId'>) =>
    elementsOf(blocksOf(spot)).find(
      ({ block, element }) => block.block_id === touch.blockId && element.action_id === touch.actionId,
    )

  /** The entry of `actions`: the element's own fields, what was chosen, and when. */
  const actionOf = (element: JsonObject, touch: Touch): JsonObject => {
    const { type } = element
    const copied = ['text', 'value', 'url', 'style', 'confirm', 'accessibility_label', 'placeholder']
    return {
      ...Object.fromEntries(copied.filter((key) => key in element).map((key) => [key, element[key]])),
      ...touch.value,
      type,
      action_id: touch.actionId,
      block_id: touch.blockId,
      action_ts: (world.clock() / 1000).toFixed(6),
    }
  }

  const keep = (spot: Spot, person: Person, touch: Touch): Spot => {
    if (Object.keys(touch.value).length === 0) return spot
    const value = { ...touch.value, type: touch.value.type ?? find(spot, touch)?.element.type }
    if ('view' in spot) return { view: world.views.setValue(spot.view, touch.blockId, touch.actionId, value) }
    const key = `${person.id}/${spot.message.ts}`
    const before = chosen.get(key) ?? {}
    chosen.set(key, { ...before, [touch.blockId]: { ...before[touch.blockId], [touch.actionId]: value } })
    return spot
  }

  const holdsState = (type: unknown): boolean =>
    typeof type === 'string' && (type === 'radio_buttons' || !/button|overflow/.test(type))

  /** The request to the app; undefined when the message's place is gone. */
  const actionRequest = (person: Person, spot: Spot, action: JsonObject): JsonObject | undefined => {
    if ('view' in spot) return requests.viewAction(person, spot.view, action)
    const place = placeOf(spot.message)
    if (place === undefined) return undefined
    const values = valuesOf(blocksOf(spot), chosen.get(`${person.id}/${spot.message.ts}`))
    return requests.messageAction(person, place, spot.message, values, action)
  }

  /** Touches an element and waits for the app's acknowledgement. */
  const touch = async (person: Person, spot: Spot, touched: Touch): Promise<Outcome> => {
    const found = find(spot, touched)
    if (found === undefined) return { ok: false, error: 'That element is no longer there.' }
    const now = holdsState(found.element.type) ? keep(spot, person, touched) : spot
    const isQuietInput = found.block.type === 'input' && found.block.dispatch_action !== true
    if (isQuietInput) return fine
    const action = actionOf(found.element, touched)
    const payload = actionRequest(person, now, action)
    if (payload === undefined) return trouble
    const acknowledgement = await delivery.send({ kind: 'interactive', payload })
    return acknowledgement.ok ? fine : trouble
  }

  const groupsOf = (body: JsonObject): readonly OptionGroup[] =>
    Array.isArray(body.option_groups)
      ? objects(body.option_groups).map((group) => ({
          label: text(object(group.label).text),
          options: objects(group.options),
        }))
      : [{ label: undefined, options: objects(body.options) }]

  /** Asks the app for the options of an external select. */
  const suggest = async (
    person: Person,
    spot: Spot,
    element: Pick<Touch, 'blockId' | 'actionId'>,
    query: string,
  ): Promise<OptionsOutcome> => {
    const where = 'view' in spot ? spot : { place: placeOf(spot.message), message: spot.message }
    if (find(spot, element) === undefined || !isPlaced(where)) return trouble
    const payload = requests.suggestion(person, where, element, query)
    const acknowledgement = await delivery.send({ kind: 'interactive', payload })
    if (!acknowledgement.ok || !isObject(acknowledgement.body)) return trouble
    const { body } = acknowledgement
    return optionsAnswer(body, '').length > 0 ? trouble : { ok: true, groups: groupsOf(body) }
  }

  return { touch, suggest, keep }
}

type Placed = { readonly place: Place; readonly message: Message } | { readonly view: View }

const isPlaced = (
  where: { readonly place: Place | undefined; readonly message: Message } | { readonly view: View },
): where is Placed => 'view' in where || where.place !== undefined

export type Clicking = ReturnType<typeof createClicking>
