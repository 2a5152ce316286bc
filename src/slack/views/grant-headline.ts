import type { EpochSeconds } from '../../base/time.ts'
import type { EndReason, Grant } from '../../grants/grant.ts'
import type { PersonKey } from '../../grants/terms.ts'
import { mrkdwn } from '../blocks/escape.ts'
import { lasting, mention, span, whenAndLeft } from '../grants/words.ts'
import { when } from '../words.ts'
import {
  confirmingNow,
  type GrantScene,
  missingOf,
  type Phase,
  phaseOf,
  shownRevision,
  titleOf,
} from './grant-scene.ts'

/** One light for a state; the words beside it say the same. */
const LIGHTS: Readonly<Record<Phase, string>> = {
  pending: ':hand:',
  'own-factor': ':closed_lock_with_key:',
  scheduled: ':calendar:',
  granting: ':hourglass_flowing_sand:',
  active: ':large_green_circle:',
  'more-time': ':hand:',
  'more-time-own-factor': ':closed_lock_with_key:',
  extending: ':hourglass_flowing_sand:',
  ending: ':hourglass_flowing_sand:',
  denied: ':no_entry:',
  withdrawn: ':arrow_left:',
  lapsed: ':wastebasket:',
  expired: ':stopwatch:',
  revoked: ':no_entry_sign:',
  failed: ':x:',
}

export interface Headline {
  readonly light: string
  /** One sentence in mrkdwn: who, what and where it stands. */
  readonly words: string
  /** What that means, or what happens next, in mrkdwn; empty: nothing more to say. */
  readonly next: string
}

/** Whom it is said to: the requester is spoken to as you. */
export type Addressee = 'others' | 'requester'

/** The state of a grant in words: what happened, what it means, what comes next. */
export function headline(scene: GrantScene, to: Addressee = 'others'): Headline {
  const phase = phaseOf(scene.grant, scene.now)
  const glass = scene.grant.current.terms.mode === 'break-glass' ? ':rotating_light: *Break-glass* · ' : ''
  const [said, next] = sentences(scene, phase, to)
  return { light: `${glass}${LIGHTS[phase]}`, words: said, next }
}

function sentences(scene: GrantScene, phase: Phase, to: Addressee): readonly [string, string] {
  const { grant } = scene
  const { terms, window } = grant.current
  const isYou = to === 'requester'
  const nameOf = (person: PersonKey) => (isYou && person === terms.requester ? 'you' : mention(person))
  const who = nameOf(terms.requester)
  const asks = isYou ? 'You ask' : `${who} asks`
  const own = isYou ? 'your second factor' : `the second factor of ${who}`
  const what = `*${mrkdwn(titleOf(scene))}*`
  const until = window ? when(window.endsAt) : 'its end'
  const more = shownRevision(grant).terms.durationSeconds - terms.durationSeconds
  switch (phase) {
    case 'pending':
      return [
        `${asks} for access: ${what} for ${lasting(terms.durationSeconds)}`,
        `${countWords(scene)} ${confirmingWords(scene)}`.trim(),
      ]
    case 'own-factor':
      return [
        `${asks} for access: ${what} for ${lasting(terms.durationSeconds)}`,
        `Nobody else is asked. It waits for ${own}.`,
      ]
    case 'scheduled':
      return [
        `Approved: ${what} for ${who}, from ${window ? when(window.startsAt) : 'its start'}`,
        `Nothing is open yet. Whether ${isYou ? 'you' : 'they'} may still have it is looked at again at the start.`,
      ]
    case 'granting':
      return [
        `Approved, being set up in AWS: ${what} for ${who}`,
        `It does not work yet. If AWS does not answer, I go on trying until ${until}.`,
      ]
    case 'active':
      return [
        `${isYou ? 'You have' : `${who} has`} access: ${what} until ${window ? whenAndLeft(window.endsAt) : 'its end'}`,
        moreTimeOutcome(grant),
      ]
    case 'more-time':
      return [
        `${asks} for ${lasting(more)} more: ${what}`,
        `Until that is approved, access ends ${until} as before. ${countWords(scene)} ${confirmingWords(scene)}`.trim(),
      ]
    case 'more-time-own-factor':
      return [
        `${asks} for ${lasting(more)} more: ${what}`,
        `It waits for ${own}. Until then access ends ${until} as before.`,
      ]
    case 'extending':
      return [
        `${lasting(more)} more approved, being set up in AWS: ${what} for ${who}`,
        `Access goes on meanwhile. If AWS does not take it, access ends ${until} as before.`,
      ]
    case 'ending':
      return [`${endWords(grant, 'ending', nameOf)}: ${what} for ${who}`, endingWords(grant)]
    case 'denied':
    case 'withdrawn':
    case 'lapsed':
    case 'expired':
    case 'revoked':
    case 'failed':
      return [`${endWords(grant, 'ended', nameOf)}: ${what} for ${who}`, endedWords(grant, phase)]
  }
}

/** `1 of 2 approvals given.` */
function countWords(scene: GrantScene): string {
  const given = shownRevision(scene.grant).approvals.length
  return given === 0 ? '' : `${given} of ${given + missingOf(scene).length} approvals given.`
}

function confirmingWords(scene: GrantScene): string {
  const confirming = confirmingNow(scene)
  return confirming
    ? `:closed_lock_with_key: ${mention(confirming.person)} is confirming with a second factor. Their page works until ${when(confirming.until, '{time}')}; nothing is decided yet.`
    : ''
}

/** `Denied by Ben at 14:00`; while AWS is being told, only that it is on its way. */
function endWords({ end }: Grant, state: 'ending' | 'ended', nameOf: (person: PersonKey) => string): string {
  if (!end) return 'Ended'
  const by = end.by === null ? '' : ` by ${nameOf(end.by)}`
  const words: Readonly<Record<EndReason, string>> = {
    denied: `Denied${by}`,
    withdrawn: `Withdrawn${by}`,
    lapsed: 'Lapsed: nobody decided in time',
    expired: state === 'ending' ? 'Time is over, being removed from AWS' : 'Ended on time',
    revoked: state === 'ending' ? `Being ended early${by}` : `Ended early${by}`,
    failed: state === 'ending' ? 'Could not be granted, being cleaned up' : 'Could not be granted',
  }
  return words[end.reason]
}

/** A role that AWS still has may still work; so that is never left out. */
function endingWords({ end, current, role }: Grant): string {
  if (end?.reason === 'revoked' && role !== null) {
    const latest = current.window ? ` It ends ${when(current.window.endsAt)} at the latest, by itself.` : ''
    return `AWS is being told. Until it agrees, the access may still work.${latest}`
  }
  if (end?.reason === 'expired')
    return 'The access stopped working by itself at its end. The role is deleted now.'
  return end?.reason === 'failed'
    ? 'Nobody has access from it. What AWS may have of it is deleted now.'
    : 'Nothing was open. What AWS may have of it is deleted now.'
}

function endedWords(grant: Grant, reason: EndReason): string {
  const { end, current, role } = grant
  const at = end ? when(end.at) : ''
  switch (reason) {
    case 'denied':
    case 'withdrawn':
    case 'lapsed':
      return `${at}. Nothing was granted.`
    case 'expired':
    case 'revoked':
      return role === null
        ? `${at}. It had not started, so nothing was open.`
        : `Open from ${current.window ? span(current.window.startsAt, closedAt(grant)) : `its start to ${at}`}. AWS has nothing of it any more.`
    case 'failed':
      return `${at}. Nothing was granted, and AWS has nothing of it. To try again, ask once more.`
  }
}

/** Access was open until its window closed or AWS had nothing of it any more, whichever came first. Nobody has to notice. */
function closedAt({ current, events }: Grant): EpochSeconds {
  const gone = events.findLast(({ step }) => step.type === 'detach')?.at ?? Number.POSITIVE_INFINITY
  return Math.min(gone, current.window?.endsAt ?? Number.POSITIVE_INFINITY)
}

/** How the last request for more time came out, where it changed nothing. */
function moreTimeOutcome({ events, current }: Grant): string {
  const last = events.findLast(({ step }) => step.type !== 'review')
  if (last?.from !== 'active' || last.to !== 'active') return ''
  const stays = `Access ends ${current.window ? when(current.window.endsAt) : ''} as before.`
  switch (last.step.type) {
    case 'deny':
      return `More time was denied by ${mention(last.step.by)} ${when(last.at)}: “${mrkdwn(shorten(last.step.reason))}” ${stays}`
    case 'withdraw':
      return `The request for more time was withdrawn. ${stays}`
    case 'lapse':
      return `The request for more time lapsed: nobody decided in time. ${stays}`
    case 'fail-extension':
      return `More time was approved, but AWS did not take it: ${mrkdwn(shorten(last.step.problem))}. Nothing was changed. ${stays} Ask for more time again to retry.`
    default:
      return ''
  }
}

function shorten(text: string): string {
  const points = [...text.trim()]
  return points.length <= 200 ? points.join('') : `${points.slice(0, 199).join('')}…`
}
