import type { FactorMethod } from '../../grants/grant.ts'
import type { PersonKey } from '../../grants/terms.ts'
import { context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import { METHOD_WORDS, mention } from '../grants/words.ts'

/** That somebody's second factors changed: a stranger's factor is found by its owner's colleagues. */
export function factorChanged(
  person: PersonKey,
  change: 'added' | 'removed',
  { method, label }: { readonly method: FactorMethod; readonly label: string },
): Message {
  const what = `${METHOD_WORDS[method]} (${inlineCode(label, 60)})`
  const words =
    change === 'added' ? `${mention(person)} enrolled ${what}.` : `${mention(person)} removed ${what}.`
  return {
    text: `A second factor was ${change}.`,
    blocks: [
      section(`:key: ${words}`),
      context(
        'If this was not them, tell whoever keeps sagewarden.yml at once: with it somebody can approve.',
      ),
    ],
  }
}

/** That IAM and the records of grants disagree. `words`: what, what it means and what was done; plain text. */
export function driftFound(words: string): Message {
  return {
    text: 'A role in the path of grants does not agree with the records.',
    blocks: [section(`:warning: *A role of grants is not as recorded.* ${inlineCode(words, 600)}`)],
  }
}

/** Where all records of grants stand, said where the bot cannot take it back unseen. */
export function anchorPublished({ seq, hash }: { readonly seq: number; readonly hash: string }): Message {
  return {
    text: `Anchor ${seq} of the access record.`,
    blocks: [
      context(
        `:anchor: Anchor ${seq} of the access record: ${inlineCode(hash, 64)}. \`npm run -s cli -- verify ${hash}\` holds every record to it.`,
      ),
    ],
  }
}
