import type { BadQuestion } from '../../activity/question.ts'
import type { Unresolved } from '../../activity/resolve.ts'
import { context, type Message } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn } from '../blocks/escape.ts'
import { SLASH } from '../words.ts'
import { commandButton, note } from './trouble.ts'

const USAGE = `\`${SLASH} activity [who|resource|grant] [since 24h]\``

/** A question that cannot be read, and how it can. */
export function badQuestion({ code, word }: BadQuestion): Message {
  const shown = inlineCode(word, 40)
  const why: Readonly<Record<BadQuestion['code'], string>> = {
    'too-many-words': `I did not understand ${shown}. Ask about one person, role, resource or grant at a time: ${USAGE}.`,
    'bad-since': `${shown} is no span of time. Write it like \`30m\`, \`24h\` or \`7d\`.`,
    'since-too-long': `CloudTrail keeps 90 days, so ${shown} is too long. \`90d\` is the longest.`,
    'since-missing': `Say how far back after \`since\`, like \`since 24h\` or \`since 7d\`.`,
  }
  return note(why[code], commandButton('Last day', 'activity'), commandButton('Last week', 'activity 7d'))
}

/** A word that means nothing here, or nothing that this person may look at. */
export function unresolvedMessage(about: string | null, unresolved: Unresolved): Message {
  const shown = inlineCode(about ?? '', 60)
  const mine = commandButton('My own activity', 'activity me')
  if (unresolved.code === 'only-own')
    return note(
      `:lock: You may look at your own activity and at your grants, not at ${shown}. Members of the groups that approve, review or end access may look at everybody.`,
      mine,
    )
  const { suggestions, gap, code } = unresolved
  const text =
    code === 'ambiguous'
      ? `${shown} is the name of more than one thing. Which?`
      : suggestions.length > 0
        ? `I know no ${shown} in this account. Did you mean one of these?`
        : `I know no ${shown} in this account. Mention a person, or name an IAM user, a role, a grant or a resource; \`resource:name\` looks for any name.`
  const message = note(
    text,
    ...suggestions.map((word) =>
      commandButton(word, `activity ${quoted(word)}`, { says: `Activity of ${word}` }),
    ),
    mine,
  )
  return gap === null ? message : { ...message, blocks: [...message.blocks, context(mrkdwn(gap))] }
}

function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word
}
