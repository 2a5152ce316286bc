import { arnName } from '../../base/arn.ts'
import type { Finding } from '../../posture/finding.ts'
import type { WaiverScope } from '../../posture/waivers/waiver.ts'
import type { WaiverRefusal } from '../../posture/waivers/waivers.ts'
import { inlineCode } from '../blocks/escape.ts'
import { dayOf } from './values.ts'

/** Why a waiver is not asked for, approved or ended, for the person who tried. */
export const WAIVER_REFUSAL_WORDS: Readonly<Record<WaiverRefusal, string>> = {
  'reason-missing':
    'There is no reason. Say in a sentence why the risk is fine for now; it stays in the record.',
  'reason-too-long': 'The reason is longer than 1,000 characters. Shorten it, and link to the rest.',
  'end-in-past': 'That end has passed already. Choose a later day.',
  'end-too-far': 'That is longer than a risk may be accepted for. Choose an earlier day.',
  'already-waived':
    'This risk is accepted already, or waits for a second person. `/sagemaker waivers` lists it.',
  'not-found': 'There is no such waiver. `/sagemaker waivers` lists those there are.',
  'not-waiting': 'This was decided already, or its end has come. Nothing was changed.',
  'not-open': 'This has ended already. Nothing was changed.',
  'own-waiver': 'You asked for this yourself. Somebody else has to agree.',
  'same-human':
    'You are the same AWS identity as whoever asked, so you count as one person. Somebody else has to agree.',
  'not-an-approver':
    'You are in none of the groups of sagewarden.yml that approve, so you cannot agree to this. Ask somebody who is.',
  conflict: 'Something else happened to this at the same moment. Look again, then decide.',
}

/** What a waiver is about, as mrkdwn: the name of the resource, or every resource with a tag. */
export function scopeWords(scope: WaiverScope): string {
  return 'resource' in scope
    ? inlineCode(arnName(scope.resource), 100)
    : `everything tagged ${inlineCode(`${scope.tag.key}=${scope.tag.value}`, 150)}`
}

/** ` Its waiver ended on 2026-11-28.`; nothing where there was none lately. */
export function endedWords({ waiverEndedAt }: Finding): string {
  return waiverEndedAt === undefined ? '' : ` Its waiver ended on ${dayOf(waiverEndedAt)}.`
}
