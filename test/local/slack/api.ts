import type { JsonObject } from '../../../infra/local/slack/json.ts'
import { createRateLimits } from '../../../infra/local/slack/rate-limits.ts'
import { acmeWorkspace } from '../../../infra/local/slack/sample.ts'
import { answerWebApi, type WebApiAnswer } from '../../../infra/local/slack/web-api.ts'
import { createWorld, type World } from '../../../infra/local/slack/world.ts'

export const BOT_TOKEN = 'xoxb-test'
export const APP_TOKEN = 'xapp-test'

export interface TestApi {
  readonly world: World
  /** The whole answer, with status and headers. */
  readonly request: (method: string, args?: JsonObject, token?: string | undefined) => WebApiAnswer
  /** Only the body. */
  readonly call: (method: string, args?: JsonObject) => JsonObject
  /** Moves the clock on. */
  readonly wait: (ms: number) => void
}

interface Options {
  readonly rateLimits?: boolean
  readonly scopes?: readonly string[]
  readonly stateFile?: string
}

/** The Web API of a fresh sample workspace, without a server, on a clock that stands still. */
export const testApi = ({ rateLimits = false, scopes, stateFile }: Options = {}): TestApi => {
  let now = Date.UTC(2026, 10, 23, 9)
  const clock = () => now
  const world = createWorld(acmeWorkspace, clock, stateFile)
  const options = {
    world,
    baseUrl: 'http://127.0.0.1:1',
    socketAddress: () => 'ws://127.0.0.1:1/link/?ticket=t',
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    rateLimits: createRateLimits(clock, rateLimits),
    granted: scopes,
  }
  const request = (method: string, args: JsonObject = {}, token: string | undefined = BOT_TOKEN) =>
    answerWebApi(
      {
        method,
        authorization: token === '' ? undefined : `Bearer ${token}`,
        contentType: 'application/json',
        body: JSON.stringify(args),
      },
      options,
    )
  return {
    world,
    request,
    call: (method, args) => request(method, args).body,
    wait: (ms) => {
      now += ms
    },
  }
}
