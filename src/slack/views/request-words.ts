import { plural } from '../../base/time.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import { RESOURCE_KINDS, type ResourceKind } from '../../grants/resource-kind.ts'
import { actions, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn } from '../blocks/escape.ts'
import { commandButton } from './trouble.ts'

/** A word that names nothing that can be asked for. */
export function unknownEntitlement(word: string, near: readonly Entitlement[]): Message {
  const text = `There is nothing called ${inlineCode(word, 40)} to ask for.`
  return {
    text,
    blocks: [
      section(near.length > 0 ? `${text} Did you mean this?` : text),
      actions(
        ...near.map(({ id, title }) => commandButton(title, `request ${id}`)),
        commandButton('Show me everything', 'request'),
      ),
    ],
  }
}

/** Something that nobody may ask for. */
export function offEntitlement({ title, off = '' }: Entitlement): Message {
  const text = `“${title}” is switched off. ${off}`
  return {
    text,
    blocks: [
      section(`:no_entry_sign: *${mrkdwn(title)}* is switched off. ${mrkdwn(off)}`),
      actions(commandButton('Show me what there is', 'request')),
    ],
  }
}

/** What came of looking for the words behind the command. Nothing where there is exactly one. */
export function foundNotice(kind: ResourceKind, sought: string, found: number): string | undefined {
  if (found === 1) return undefined
  const { noun } = RESOURCE_KINDS[kind]
  const words = inlineCode(sought, 60)
  return found === 0
    ? `The newest audit has seen no ${noun} like ${words}. Type another name, or paste its ARN.`
    : `${plural(found, noun)} match ${words}. Choose one below.`
}
