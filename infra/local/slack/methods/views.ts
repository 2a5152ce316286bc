import { isObject, type JsonObject, text } from '../json.ts'
import type { View } from '../shapes.ts'
import { checkView } from '../validator/payload.ts'
import { MAX_VIEWS_DEEP } from '../views.ts'
import { type Answer, type Call, done, type Method, refuse, refuseProblems } from './answer.ts'

/** The view in the arguments, or Slack's refusal of it. */
const viewIn = ({ args }: Call, type: 'modal' | 'home'): JsonObject | Answer => {
  const problems = checkView(args.view, type)
  if (problems.length > 0) return refuseProblems(problems, 'invalid_arguments')
  return isObject(args.view) ? args.view : refuse('invalid_arguments')
}

const refused = (value: JsonObject | Answer): value is Answer => value.ok === false

const answerWith = ({ world }: Call, view: View): Answer => done({ view: world.viewJson(view) })

const openOrPush =
  (isPush: boolean): Method =>
  (call) => {
    const { world, args } = call
    const id = text(args.trigger_id) ?? text(args.interactivity_pointer)
    if (id === undefined)
      return refuse('invalid_arguments', {
        response_metadata: { messages: ['[ERROR] missing required field: trigger_id'] },
      })
    const content = viewIn(call, 'modal')
    if (refused(content)) return content
    const trigger = world.triggers.look(id)
    if (typeof trigger === 'string') return refuse(trigger)
    const depth = world.views.stackOf(trigger.user).length
    if (isPush && (trigger.viewId === undefined || depth === 0)) return refuse('invalid_trigger_id')
    if (isPush && depth >= MAX_VIEWS_DEEP) return refuse('push_limit_reached')
    const externalId = text(content.external_id)
    if (externalId !== undefined && world.views.byExternalId(externalId))
      return refuse('duplicate_external_id')
    world.triggers.use(id)
    const view = isPush ? world.views.push(trigger.user, content) : world.views.open(trigger.user, content)
    return answerWith(call, view)
  }

const update: Method = (call) => {
  const { world, args } = call
  const id = text(args.view_id)
  const externalId = text(args.external_id)
  if (id === undefined && externalId === undefined) return refuse('invalid_arguments')
  const view = id === undefined ? world.views.byExternalId(externalId ?? '') : world.views.find(id)
  if (view === undefined) return refuse('not_found')
  const content = viewIn(call, view.type)
  if (refused(content)) return content
  const hash = text(args.hash)
  if (hash !== undefined && hash !== view.hash) return refuse('hash_conflict')
  return answerWith(call, world.views.update(view, content))
}

const publish: Method = (call) => {
  const { world, args } = call
  const person = world.directory.person(text(args.user_id) ?? '')
  if (person === undefined) return refuse('user_not_found')
  const content = viewIn(call, 'home')
  if (refused(content)) return content
  const hash = text(args.hash)
  const before = world.views.home(person.id)
  if (hash !== undefined && before !== undefined && hash !== before.hash) return refuse('hash_conflict')
  return answerWith(call, world.views.publish(person.id, content))
}

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': openOrPush(false),
  'views.publish': publish,
  'views.push': openOrPush(true),
  'views.update': update,
}
