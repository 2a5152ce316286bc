import type { FactorMethod } from '../../grants/grant.ts'
import type { PersonKey } from '../../grants/terms.ts'
import { context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, shortenMiddle } from '../blocks/escape.ts'
import { line, name, type Run, richText, words } from '../blocks/rich-text.ts'
import { mention } from '../grants/words.ts'

const FACTOR_WORDS: Readonly<Record<FactorMethod, string>> = {
  passkey: 'a passkey',
  totp: 'an authenticator app',
  'backup-code': 'backup codes',
}

/** That somebody's second factors changed: a stranger's factor is found by its owner's colleagues. */
export function factorChanged(
  person: PersonKey,
  change: 'added' | 'removed',
  { method, label }: { readonly method: FactorMethod; readonly label: string },
): Message {
  const labelled = method === 'backup-code' ? '' : ` (${inlineCode(label, 60)})`
  const what = `${FACTOR_WORDS[method]}${labelled}`
  const told =
    change === 'added' ? `${mention(person)} enrolled ${what}.` : `${mention(person)} removed ${what}.`
  const danger =
    change === 'added' ? 'with it somebody can approve' : 'somebody holds another factor of theirs'
  return {
    text: `A second factor was ${change}.`,
    blocks: [
      section(`:key: ${told}`),
      context(`If this was not them, tell whoever keeps sagewarden.yml at once: ${danger}.`),
    ],
  }
}

/** That IAM and the records of grants disagree. `said`: what, what it means and what was done; plain text. */
export function driftFound(said: string): Message {
  return {
    text: 'A role in the path of grants does not agree with the records.',
    blocks: [
      section(':warning: *A role of grants is not as recorded.*'),
      richText(
        line(
          ...shortenMiddle(said, 600)
            .split(/(arn:\S+)/)
            .filter(Boolean)
            .map(arnAsCode),
        ),
      ),
    ],
  }
}

function arnAsCode(part: string): Run {
  return part.startsWith('arn:') ? name(part, 300) : words(part)
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
