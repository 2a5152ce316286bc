import { cutTo, isObject, type JsonObject, list, objects, text } from '../json.ts'
import { limits } from '../validator/limits.ts'
import { checkMessageBlocks } from '../validator/payload.ts'
import { type Answer, refuse, refuseProblems } from './answer.ts'

/** What a message says, after Slack's checks. */
export interface Content {
  readonly text: string
  readonly blocks: readonly JsonObject[]
  readonly attachments: readonly JsonObject[]
}

const withoutContent = (args: JsonObject): boolean =>
  text(args.text) === undefined && list(args.blocks).length === 0 && list(args.attachments).length === 0

/** The message in the arguments, or Slack's refusal of it. `isUpdate` for chat.update, which takes less text. */
export const contentOf = (args: JsonObject, isUpdate = false): Content | Answer => {
  for (const key of ['blocks', 'attachments']) {
    const value = args[key]
    if (value !== undefined && value !== null && value !== '' && !Array.isArray(value))
      return refuse(`invalid_${key}_format`)
  }
  if (withoutContent(args)) return refuse('no_text')
  if (list(args.attachments).length > limits.message.attachments) return refuse('too_many_attachments')
  const said = text(args.text) ?? ''
  if (isUpdate && [...said].length > limits.message.updateText) return refuse('msg_too_long')
  const problems = list(args.blocks).length > 0 ? checkMessageBlocks(args.blocks) : []
  if (problems.length > 0) return refuseProblems(problems, 'invalid_blocks')
  for (const attachment of objects(args.attachments)) {
    const found = list(attachment.blocks).length > 0 ? checkMessageBlocks(attachment.blocks) : []
    if (found.length > 0) return refuseProblems(found, 'invalid_blocks')
  }
  if (args.metadata !== undefined && !isObject(args.metadata)) return refuse('metadata_must_be_object')
  return {
    text: cutTo(said, limits.message.textCut),
    blocks: objects(args.blocks),
    attachments: objects(args.attachments),
  }
}

export const isRefusal = (value: Content | Answer): value is Answer => 'ok' in value
