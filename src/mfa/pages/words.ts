import { type EpochSeconds, plural, spellDuration } from '../../base/time.ts'
import type { FactorMethod } from '../../grants/grant.ts'
import type { LinkRefusal } from '../ports.ts'
import type { IdentityRefusal, Outcome } from './ports.ts'
import type { YesRefusal } from './saying-yes.ts'

const AGAIN = 'Ask for a new link in Slack.'

/** What is said of a factor that was not accepted: what happened and what to do. Nothing has changed. */
export const YES_WORDS: Readonly<Record<YesRefusal, string>> = {
  'challenge-unknown': 'This question was never asked. Reload the page and try again.',
  'challenge-expired': 'That took longer than five minutes. Reload the page and try again.',
  'challenge-used': 'This answer was sent before. Reload the page and try again.',
  'other-person': 'This answer belongs to somebody else’s page.',
  'other-purpose': 'This answer belongs to another page.',
  'other-subject': 'This answer belongs to another request. Reload the page and try again.',
  'response-malformed': 'The browser’s answer cannot be read. Try another browser.',
  'response-invalid':
    'The passkey’s answer does not hold. It must be one of yours, made on this page, with your PIN, finger or face.',
  'counter-not-risen':
    'This passkey counts its uses, and the count went backwards: there may be a copy of it. Remove it, and tell whoever looks after security.',
  'factor-unknown': 'This is none of the factors of the person this page is for.',
  'already-enrolled': 'It is enrolled already. Reload the page to see it.',
  'too-many-factors': 'You have ten passkeys, and that is the most. Remove one first.',
  'label-invalid': 'Give it a name of 1 to 40 characters.',
  'code-wrong':
    'That code is wrong. Wait for the next one and try again; after five wrong ones codes are locked.',
  'code-used': 'That code was used already. Wait for the next one.',
  'codes-locked': 'Too many wrong codes. Codes are locked for now; a passkey still works.',
  busy: 'Something else changed your factors at the same time. Try again.',
  'method-insufficient': 'That kind of factor does not suffice here.',
}

/** What is said of a link that does not work. */
export const LINK_WORDS: Readonly<Record<LinkRefusal, { readonly heading: string; readonly words: string }>> =
  {
    'link-unknown': {
      heading: 'This link leads nowhere',
      words: `It may have been cut off when it was copied. ${AGAIN}`,
    },
    'link-expired': {
      heading: 'This link has expired',
      words: `A link works for five minutes. Nothing has happened. ${AGAIN}`,
    },
    'link-used': {
      heading: 'This link was used',
      words:
        'A link works once. The message in Slack shows what came of it. If that was not you, tell whoever looks after security.',
    },
  }

/** What is said of a caller identity that was not accepted. */
export const IDENTITY_WORDS: Readonly<Record<IdentityRefusal, string>> = {
  malformed:
    'This is not what the command prints. Copy all of its output, from the first to the last character.',
  'wrong-nonce': 'This was made for another page. Run the command exactly as it stands here.',
  stale: 'This was made too long ago. Run the command again and paste what it prints now.',
  'other-principal':
    'AWS says that these are the credentials of somebody else. Use the ones of your own user, or of your own permission set.',
  'not-accepted':
    'AWS does not accept these credentials. They may have expired: sign in again, and run the command again.',
  'no-answer': 'AWS does not answer, so nobody could say who this is. Try again.',
}

export const METHOD_WORDS: Readonly<Record<FactorMethod, string>> = {
  passkey: 'passkey',
  totp: 'authenticator app',
  'backup-code': 'backup code',
}

/** What the page says after an answer. `good`: the yes was taken; `at`: since when it was too late, where it was. */
export interface Said {
  readonly good: boolean
  readonly heading: string
  readonly words: readonly string[]
  readonly at?: EpochSeconds
}

/** What the page says of an outcome. */
export function outcomeWords(outcome: Outcome, act: 'approve' | 'confirm'): Said {
  switch (outcome.kind) {
    case 'done':
      return {
        good: true,
        heading: act === 'approve' ? 'Approved' : 'Confirmed',
        words: [
          'AWS is being told now. The message in Slack shows when the access is there. You can close this page.',
        ],
      }
    case 'still-needed':
      return {
        good: true,
        heading: 'Your approval counts',
        words: [
          `${plural(outcome.needed.length, 'approval is', 'approvals are')} still needed: ${outcome.needed.join(', ')}. They have been asked. You can close this page.`,
        ],
      }
    case 'refused':
      return { good: false, heading: 'Not taken', words: outcome.words }
    case 'already-decided': {
      const by = outcome.by === null ? '' : ` by ${outcome.by}`
      return {
        good: false,
        heading: 'Already decided',
        words: [`This was ${outcome.what}${by} before your answer came. Your answer changed nothing.`],
        at: outcome.at,
      }
    }
  }
}

/** For how long codes stay locked, in words. */
export function lockWords(seconds: number): string {
  const how = Number.isFinite(seconds) ? `for another ${spellDuration(seconds)}` : 'until you use a passkey'
  return `Too many wrong codes. Codes are locked ${how}.`
}
