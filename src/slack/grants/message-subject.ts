import type { Access } from '../../grants/access.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import type { ResourceKind } from '../../grants/resource-kind.ts'
import { unescapeTyped } from '../blocks/escape.ts'

/** The shortcut of a message that asks for access to what the message names. */
export const REQUEST_SHORTCUT = { callback_id: 'request_for_this', type: 'message_action' } as const

/** Words that are looked up; a message names what it is about early, or sets it as code. */
const MOST_WORDS = 40

/** What a message is about: the resource and something that can be asked for it. */
export interface MessageSubject {
  readonly entitlement: string
  /** The resource's ARN. */
  readonly resource: string
}

/**
 * The first resource that a message names and that audits have seen, by ARN or exact name, with the first thing that can
 * be asked for it. Undefined where there is none.
 */
export async function messageSubject(
  message: unknown,
  { entitlements, find }: Pick<Access, 'entitlements' | 'find'>,
): Promise<MessageSubject | undefined> {
  const byKind = firstByKind(entitlements)
  for (const word of wordsOf(message)) {
    const found = await Promise.all(
      [...byKind].map(async ([kind, entitlement]) => {
        const [match] = (await find(kind, word, 20)).filter(({ arn, name }) => arn === word || name === word)
        return match && { entitlement, resource: match.arn }
      }),
    )
    const subject = found.find((each) => each !== undefined)
    if (subject) return subject
  }
  return undefined
}

/** By each kind of resource, the first open entitlement whose first resource is of it. */
function firstByKind(entitlements: readonly Entitlement[]): ReadonlyMap<ResourceKind, string> {
  const first = new Map<ResourceKind, string>()
  for (const { id, off, parameters } of entitlements) {
    const parameter = Object.values(parameters).find(({ type }) => type === 'resource')
    if (off !== undefined || parameter?.type !== 'resource' || parameter.kind === 'accounts') continue
    if (!first.has(parameter.kind)) first.set(parameter.kind, id)
  }
  return first
}

/** Words that could be names, each once: ARNs first, then what is set as code, as this bot sets all names. */
function wordsOf(message: unknown): readonly string[] {
  const texts = textsOf(message)
  const code = texts.flatMap(({ text, isCode }) =>
    isCode ? [text] : [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside = '']) => inside),
  )
  const words = [...code, ...texts.map(({ text }) => text)]
    .flatMap((text) => unescapeTyped(text).split(/[\s`'"“”‘’,;()<>*|]+/))
    .map((word) => word.replace(/[.:!?]+$/, ''))
    .filter((word) => word.length >= 3 && word.length <= 600 && /[A-Za-z]/.test(word))
  const isArn = (word: string) => word.startsWith('arn:')
  return [...new Set([...words.filter(isArn), ...words.filter((word) => !isArn(word))])].slice(0, MOST_WORDS)
}

/** A text of a message. `isCode`: all of it is set as code. */
interface Text {
  readonly text: string
  readonly isCode: boolean
}

/** Every text of a message, in its text and its blocks. */
function textsOf(value: unknown): readonly Text[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  const style: unknown = Reflect.get(value, 'style')
  const isCode = typeof style === 'object' && style !== null && Reflect.get(style, 'code') === true
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'text' && typeof each === 'string' ? [{ text: each, isCode }] : textsOf(each),
  )
}
