import { type EpochSeconds, plural, spellDuration } from '../../base/time.ts'
import type { FactorMethod } from '../../grants/grant.ts'
import type { LinkRefusal } from '../ports.ts'
import type { DirectoryRefusal, IdentityRefusal, Outcome, PagePorts } from './ports.ts'
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

/** What is said of a caller identity that shows no user of Identity Center. */
export const DIRECTORY_WORDS: Readonly<Record<DirectoryRefusal, string>> = {
  malformed: IDENTITY_WORDS.malformed,
  'wrong-nonce': IDENTITY_WORDS['wrong-nonce'],
  stale: IDENTITY_WORDS.stale,
  'not-accepted': IDENTITY_WORDS['not-accepted'],
  'no-answer': IDENTITY_WORDS['no-answer'],
  'not-identity-center':
    'These are not the credentials of somebody who signs in through Identity Center. Sign in at the access portal, or with aws sso login, and run the command with that profile.',
  'other-account':
    'These are credentials of another AWS account. Use the profile of the account in which you ask for access.',
  'permission-set':
    'This permission set is none of those with which people may link themselves. Use another one, or ask whoever keeps sagewarden.yml.',
  'user-unknown':
    'Identity Center does not know this user, or has switched them off, or the user name is one that AWS has to shorten. Ask whoever keeps sagewarden.yml to list you.',
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

/** What the page says to somebody who has linked themself. */
export function linkedWords(
  userName: string,
  { waitSeconds, risks }: ReturnType<PagePorts['newFactors']>,
): Said {
  const waits =
    waitSeconds > 0 && risks.length > 0
      ? [
          `For requests of ${risks.join(' and ')} risk the link counts only after ${spellDuration(waitSeconds)}, so that others have the time to see it.`,
        ]
      : []
  return {
    good: true,
    heading: 'You are linked',
    words: [
      `You are ${userName} in Identity Center. The approvers were told. You can ask for access in Slack, and close this page.`,
      ...waits,
    ],
  }
}

/** For how long codes stay locked, in words. */
export function lockWords(seconds: number): string {
  const how = Number.isFinite(seconds) ? `for another ${spellDuration(seconds)}` : 'until you use a passkey'
  return `Too many wrong codes. Codes are locked ${how}.`
}
