import type { JsonObject } from '../json.ts'
import { type Problem, problemLine } from '../validator/check.ts'
import type { World } from '../world.ts'

/** What a method answers; the HTTP status is 200 either way, as in Slack. */
export type Answer = JsonObject & { readonly ok: boolean }

/** What a method is given. */
export interface Call {
  readonly world: World
  readonly args: JsonObject
  /** The workspace's own address, without a slash at the end. */
  readonly baseUrl: string
  /** A new Socket Mode address. */
  readonly socketAddress: () => string
}

export type Method = (call: Call) => Answer

export const done = (body: JsonObject = {}): Answer => ({ ok: true, ...body })

export const refuse = (error: string, more: JsonObject = {}): Answer => ({ ok: false, error, ...more })

/** Refuses with Slack's own code for the first problem, else with `code`, and says where each problem is. */
export const refuseProblems = (problems: readonly Problem[], code: string): Answer => {
  const lines = problems.map(problemLine)
  return refuse(problems[0]?.code ?? code, { errors: lines, response_metadata: { messages: lines } })
}
