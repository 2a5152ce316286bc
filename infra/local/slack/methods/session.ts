import { isObject } from '../json.ts'
import { checkMessageBlocks, checkView } from '../validator/payload.ts'
import { done, type Method, refuse, refuseProblems } from './answer.ts'

const authTest: Method = ({ world, baseUrl }) =>
  done({
    url: `${baseUrl}/`,
    team: world.team.name,
    user: world.app.name.toLowerCase(),
    team_id: world.team.id,
    user_id: world.app.botUserId,
    bot_id: world.app.botId,
    app_id: world.app.id,
    is_enterprise_install: false,
  })

const apiTest: Method = ({ args }) => {
  const { error } = args
  return typeof error === 'string' ? refuse(error, { args }) : done({ args })
}

const validate: Method = ({ args }) => {
  const { view } = args
  const message = isObject(args.message) ? args.message.blocks : args.blocks
  const problems =
    view === undefined
      ? checkMessageBlocks(message)
      : checkView(view, isObject(view) && view.type === 'home' ? 'home' : 'modal')
  return problems.length > 0 ? refuseProblems(problems, 'invalid_blocks') : done()
}

export const sessionMethods: Readonly<Record<string, Method>> = {
  'api.test': apiTest,
  'apps.connections.open': ({ socketAddress }) => done({ url: socketAddress() }),
  'auth.test': authTest,
  'blocks.validate': validate,
}
