import type { Delivery } from './delivery.ts'
import { isObject, type JsonObject, objects, text } from './json.ts'
import { fine, type Outcome, trouble } from './outcome.ts'
import type { Requests } from './requests.ts'
import type { Person, View } from './shapes.ts'
import { checkView } from './validator/payload.ts'
import { missingInputs } from './view-values.ts'
import { MAX_VIEWS_DEEP } from './views.ts'
import type { World } from './world.ts'

interface Needs {
  readonly world: World
  readonly requests: Requests
  readonly delivery: Delivery
}

/** Submitting and closing modals. */
export const createSubmitting = ({ world, requests, delivery }: Needs) => {
  const { views } = world

  const tellClosed = async (person: Person, gone: readonly View[], isCleared: boolean): Promise<void> => {
    for (const view of gone) {
      if (view.content.notify_on_close !== true) continue
      await delivery.send({ kind: 'interactive', payload: requests.closed(person, view, isCleared) })
    }
  }

  const fieldErrors = (view: View, errors: unknown): Outcome => {
    const inputs = new Set(
      objects(view.content.blocks)
        .filter((block) => block.type === 'input')
        .map((block) => block.block_id),
    )
    const entries = Object.entries(isObject(errors) ? errors : {})
    const fields = Object.fromEntries(
      entries.flatMap(([blockId, words]) => {
        const said = text(words)
        return said !== undefined && inputs.has(blockId) ? [[blockId, said]] : []
      }),
    )
    // Slack takes the whole answer as broken when one key names no input of this view.
    if (entries.length === 0 || Object.keys(fields).length < entries.length) return trouble
    return { ok: false, error: 'Some fields need another look.', fields }
  }

  const valid = (value: unknown): JsonObject | undefined =>
    isObject(value) && checkView(value, 'modal').length === 0 ? value : undefined

  /** Does what the app answered to a submission. */
  const follow = async (person: Person, view: View, body: unknown): Promise<Outcome> => {
    const answer = isObject(body) ? body : {}
    const content = valid(answer.view)
    switch (answer.response_action) {
      case 'errors':
        return fieldErrors(view, answer.errors)
      case 'update':
        if (content === undefined) return trouble
        views.update(views.find(view.id) ?? view, content)
        return fine
      case 'push':
        if (content === undefined || views.stackOf(person.id).length >= MAX_VIEWS_DEEP) return trouble
        views.push(person.id, content)
        return fine
      case 'clear':
        views.closeAll(person.id)
        return fine
      case undefined:
        views.close(view)
        return fine
      default:
        return trouble
    }
  }

  /** Presses the submit button. Empty required fields are found here, before the app is asked, as in Slack. */
  const submit = async (person: Person, view: View): Promise<Outcome> => {
    const missing = missingInputs(objects(view.content.blocks), view.values)
    if (missing.length > 0)
      return {
        ok: false,
        error: 'Some fields are empty.',
        fields: Object.fromEntries(
          missing.map((blockId) => [blockId, 'Please complete this required field.']),
        ),
      }
    const acknowledgement = await delivery.send({
      kind: 'interactive',
      payload: requests.submission(person, view),
    })
    return acknowledgement.ok ? follow(person, view, acknowledgement.body) : trouble
  }

  /** Closes the view on top; with `clear_on_close`, or when asked, the whole stack. */
  const close = async (person: Person, view: View, everything = false): Promise<void> => {
    const isCleared = everything || view.content.clear_on_close === true
    await tellClosed(person, isCleared ? views.closeAll(person.id) : views.close(view), isCleared)
  }

  return { submit, close }
}

export type Submitting = ReturnType<typeof createSubmitting>
