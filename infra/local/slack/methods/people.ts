import { flag, text } from '../json.ts'
import { done, type Method, refuse } from './answer.ts'
import { page } from './paging.ts'

const info: Method = ({ world, args }) => {
  const id = text(args.user)
  if (id === undefined) return refuse('user_not_found')
  if (id === world.app.botUserId) return done({ user: world.directory.botPayload() })
  const person = world.directory.person(id)
  return person === undefined ? refuse('user_not_found') : done({ user: world.directory.userPayload(person) })
}

const list: Method = ({ world, args }) => {
  const insiders = world.directory.people().filter((person) => person.teamId === world.team.id)
  const everyone = [...insiders.map(world.directory.userPayload), world.directory.botPayload()]
  const { items, metadata } = page(everyone, args)
  return done({ members: items, cache_ts: Math.floor(world.clock() / 1000), response_metadata: metadata })
}

const groups: Method = ({ world, args }) =>
  done({
    usergroups: world.directory.groups().map((group) => ({
      id: group.id,
      team_id: world.team.id,
      is_usergroup: true,
      name: group.name,
      handle: group.handle,
      description: '',
      is_external: false,
      date_delete: 0,
      user_count: group.members.length,
      ...(flag(args.include_users) ? { users: group.members } : {}),
    })),
  })

const groupUsers: Method = ({ world, args }) => {
  const group = world.directory.groups().find((each) => each.id === text(args.usergroup))
  return group === undefined ? refuse('no_such_subteam') : done({ users: group.members })
}

const team: Method = ({ world }) =>
  done({ team: { ...world.team, email_domain: '', icon: { image_default: true } } })

const bot: Method = ({ world, args }) => {
  const { app } = world
  if (args.bot !== undefined && args.bot !== app.botId) return refuse('bot_not_found')
  return done({
    bot: {
      id: app.botId,
      deleted: false,
      name: app.name,
      app_id: app.id,
      user_id: app.botUserId,
      updated: 0,
    },
  })
}

export const peopleMethods: Readonly<Record<string, Method>> = {
  'bots.info': bot,
  'team.info': team,
  'usergroups.list': groups,
  'usergroups.users.list': groupUsers,
  'users.info': info,
  'users.list': list,
}
