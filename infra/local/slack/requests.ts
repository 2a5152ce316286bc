import { newId, newSecret } from './ids.ts'
import type { JsonObject } from './json.ts'
import type { Message, Person, Place, View } from './shapes.ts'
import type { World } from './world.ts'

/** Builds the bodies of Slack's requests to an app. `baseUrl` is the workspace's own address. */
export const createRequests = (world: World, baseUrl: () => string) => {
  const { team, app } = world
  const token = newSecret(12)

  const responseUrl = (user: string, place: Place, message?: Message): string => {
    const secret = world.responseUrls.issue({
      user,
      channel: place.id,
      ...(message === undefined
        ? {}
        : {
            message: {
              ts: message.ts,
              ...(message.onlyFor === undefined ? {} : { onlyFor: message.onlyFor }),
              ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
            },
          }),
    })
    return `${baseUrl()}/respond/${team.id}/${secret}`
  }

  const placeName = (place: Place): string => (place.kind === 'im' ? 'directmessage' : place.name)

  /** Who acts: `team` is the workspace of the app, `user.team_id` the person's own, which may be another. */
  const actor = (person: Person): JsonObject => ({
    user: { id: person.id, username: person.handle, name: person.handle, team_id: person.teamId },
    team: { id: team.id, domain: team.domain },
    api_app_id: app.id,
    token,
    enterprise: null,
    is_enterprise_install: false,
  })

  return {
    slash: (person: Person, place: Place, command: string, text: string): JsonObject => ({
      token,
      team_id: team.id,
      team_domain: team.domain,
      channel_id: place.id,
      channel_name: place.kind === 'private' ? 'privategroup' : placeName(place),
      user_id: person.id,
      user_name: person.handle,
      command,
      text,
      api_app_id: app.id,
      is_enterprise_install: 'false',
      response_url: responseUrl(person.id, place),
      trigger_id: world.triggers.issue({ user: person.id }),
    }),

    messageAction: (
      person: Person,
      place: Place,
      message: Message,
      values: JsonObject,
      action: JsonObject,
    ): JsonObject => ({
      type: 'block_actions',
      ...actor(person),
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: place.id,
        is_ephemeral: message.onlyFor !== undefined,
        ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
      },
      trigger_id: world.triggers.issue({ user: person.id }),
      channel: { id: place.id, name: place.kind === 'private' ? 'privategroup' : placeName(place) },
      ...(message.onlyFor === undefined ? { message: world.messageJson(message) } : {}),
      state: { values },
      response_url: responseUrl(person.id, place, message),
      actions: [action],
    }),

    messageShortcut: (person: Person, place: Place, message: Message, callbackId: string): JsonObject => ({
      type: 'message_action',
      ...actor(person),
      callback_id: callbackId,
      trigger_id: world.triggers.issue({ user: person.id }),
      response_url: responseUrl(person.id, place),
      channel: { id: place.id, name: place.kind === 'private' ? 'privategroup' : placeName(place) },
      message_ts: message.ts,
      message: world.messageJson(message),
      action_ts: (world.clock() / 1000).toFixed(6),
    }),

    viewAction: (person: Person, view: View, action: JsonObject): JsonObject => ({
      type: 'block_actions',
      ...actor(person),
      container: { type: 'view', view_id: view.id },
      trigger_id: world.triggers.issue({ user: person.id, viewId: view.id }),
      view: world.viewJson(view),
      actions: [action],
    }),

    suggestion: (
      person: Person,
      where: { readonly place: Place; readonly message: Message } | { readonly view: View },
      element: { readonly blockId: string; readonly actionId: string },
      query: string,
    ): JsonObject => ({
      type: 'block_suggestion',
      ...actor(person),
      action_id: element.actionId,
      block_id: element.blockId,
      value: query,
      ...('view' in where
        ? { container: { type: 'view', view_id: where.view.id }, view: world.viewJson(where.view) }
        : {
            container: {
              type: 'message',
              message_ts: where.message.ts,
              channel_id: where.place.id,
              is_ephemeral: where.message.onlyFor !== undefined,
            },
            channel: { id: where.place.id, name: placeName(where.place) },
            message: world.messageJson(where.message),
          }),
    }),

    submission: (person: Person, view: View): JsonObject => ({
      type: 'view_submission',
      ...actor(person),
      trigger_id: world.triggers.issue({ user: person.id, viewId: view.id }),
      view: world.viewJson(view),
      response_urls: [],
    }),

    closed: (person: Person, view: View, isCleared: boolean): JsonObject => ({
      type: 'view_closed',
      ...actor(person),
      view: world.viewJson(view),
      is_cleared: isCleared,
    }),

    event: (event: JsonObject, isExtShared = false): JsonObject => ({
      token,
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: app.id,
      event,
      type: 'event_callback',
      event_id: newId('Ev'),
      event_time: Math.floor(world.clock() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: app.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: isExtShared,
      event_context: newSecret(8),
    }),
  }
}

export type Requests = ReturnType<typeof createRequests>
