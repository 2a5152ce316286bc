import { withIds } from './block-ids.ts'
import type { Changes } from './changes.ts'
import { newId, newSecret } from './ids.ts'
import type { Journal } from './journal.ts'
import { isObject, type JsonObject, objects, text } from './json.ts'
import type { SlackApp, Team, View } from './shapes.ts'
import { valuesOf } from './view-values.ts'

/** Slack stacks at most three views. */
export const MAX_VIEWS_DEEP = 3

interface Needs {
  readonly journal: Journal
  readonly changes: Changes
  readonly clock: () => number
}

/** The modals that are open, each person's as a stack, and everybody's Home. Home views outlive the process. */
export const createViews = ({ journal, changes, clock }: Needs) => {
  const stacks = new Map<string, readonly View[]>()
  const homes = new Map<string, View>()
  for (const view of journal.loaded('homes') as readonly View[]) homes.set(view.user, view)

  const newHash = () => `${Math.floor(clock() / 1000)}.${newSecret(4)}`
  const prepared = (content: JsonObject): JsonObject => ({
    ...content,
    blocks: withIds(objects(content.blocks)),
  })
  const stackOf = (user: string): readonly View[] => stacks.get(user) ?? []

  const create = (user: string, raw: JsonObject, below: View | undefined): View => {
    const id = newId('V')
    const content = prepared(raw)
    return {
      id,
      hash: newHash(),
      type: content.type === 'home' ? 'home' : 'modal',
      user,
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      externalId: text(content.external_id) ?? '',
      content,
      values: valuesOf(objects(content.blocks)),
    }
  }

  const find = (id: string): View | undefined =>
    [...stacks.values()].flat().find((view) => view.id === id) ??
    [...homes.values()].find((view) => view.id === id)

  const replace = (view: View): View => {
    if (view.type === 'home') {
      homes.set(view.user, view)
      journal.put('homes', view.user, view)
    } else {
      stacks.set(
        view.user,
        stackOf(view.user).map((each) => (each.id === view.id ? view : each)),
      )
    }
    changes.tell({ kind: 'view', view, isNew: false })
    return view
  }

  const drop = (user: string, gone: readonly View[]): void => {
    stacks.set(
      user,
      stackOf(user).filter((view) => !gone.includes(view)),
    )
    for (const view of gone) changes.tell({ kind: 'view-gone', id: view.id, user })
  }

  return {
    find,
    byExternalId: (externalId: string): View | undefined =>
      [...stacks.values()].flat().find((view) => view.externalId === externalId),
    stackOf,
    home: (user: string): View | undefined => homes.get(user),
    /** Opens the first modal of a stack; whatever was open is gone. */
    open: (user: string, content: JsonObject): View => {
      drop(user, stackOf(user))
      const view = create(user, content, undefined)
      stacks.set(user, [view])
      changes.tell({ kind: 'view', view, isNew: true })
      return view
    },
    push: (user: string, content: JsonObject): View => {
      const view = create(user, content, stackOf(user).at(-1))
      stacks.set(user, [...stackOf(user), view])
      changes.tell({ kind: 'view', view, isNew: true })
      return view
    },
    update: (view: View, raw: JsonObject): View => {
      const content = prepared(raw)
      return replace({
        ...view,
        content,
        externalId: text(content.external_id) ?? view.externalId,
        hash: newHash(),
        values: valuesOf(objects(content.blocks), view.values),
      })
    },
    publish: (user: string, raw: JsonObject): View => {
      const old = homes.get(user)
      const fresh = create(user, raw, undefined)
      return replace(old === undefined ? fresh : { ...fresh, id: old.id, rootId: old.id })
    },
    setValue: (view: View, blockId: string, actionId: string, value: JsonObject): View => {
      const values = { ...view.values, [blockId]: { ...view.values[blockId], [actionId]: value } }
      const filled = { ...view, values }
      if (view.type === 'home') homes.set(view.user, filled)
      else
        stacks.set(
          view.user,
          stackOf(view.user).map((each) => (each.id === view.id ? filled : each)),
        )
      return filled
    },
    /** Closes one view and what lies on top of it. Answers what was closed. */
    close: (view: View): readonly View[] => {
      const stack = stackOf(view.user)
      const gone = stack.slice(stack.findIndex((each) => each.id === view.id))
      drop(view.user, gone)
      return gone
    },
    closeAll: (user: string): readonly View[] => {
      const gone = stackOf(user)
      drop(user, gone)
      return gone
    },
  }
}

export type Views = ReturnType<typeof createViews>

/** A view as the Web API and payloads show it. */
export const viewPayload = (view: View, team: Team, app: SlackApp): JsonObject => {
  const { content } = view
  const optional = (key: string): unknown => (isObject(content[key]) ? content[key] : null)
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: content.blocks,
    private_metadata: content.private_metadata ?? '',
    callback_id: content.callback_id ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: optional('title') ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: content.clear_on_close === true,
    notify_on_close: content.notify_on_close === true,
    close: optional('close'),
    submit: optional('submit'),
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: app.id,
    external_id: view.externalId,
    app_installed_team_id: team.id,
    bot_id: app.botId,
  }
}
