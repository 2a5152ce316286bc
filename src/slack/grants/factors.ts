import { MINUTE_S } from '../../base/time.ts'
import type { FactorMethod, Revision } from '../../grants/grant.ts'
import type { AccessPolicy } from '../../grants/rules/access-policy.ts'
import type { OwnFactor } from '../../services.ts'
import { SLASH, when } from '../words.ts'
import { METHOD_WORDS } from './words.ts'

/** How long a one-time page works. */
export const PAGE_SECONDS = 5 * MINUTE_S

/** How somebody may confirm a request: on a page, by a code typed in Slack, or why not at all, one sentence each. */
export type FactorWay =
  | { readonly way: 'page' }
  | { readonly way: 'code'; readonly methods: readonly FactorMethod[] }
  | { readonly way: 'none'; readonly missing: readonly string[] }

/**
 * Which second factor a person can confirm this revision with. A page is the way wherever there is one; a code in Slack only
 * where there is none, because what is typed there is seen by Slack. `allowed`: the methods that suffice today.
 */
export function factorWay(
  own: readonly OwnFactor[],
  given: {
    readonly allowed: readonly FactorMethod[]
    readonly revision: Revision
    readonly newFactors: AccessPolicy['newFactors']
    readonly hasPages: boolean
    readonly now: number
  },
): FactorWay {
  const { allowed, hasPages } = given
  const fitting = own.filter(({ method, left }) => allowed.includes(method) && left !== 0)
  const usable = fitting.filter((factor) => countsFrom(factor, given) <= given.now)
  if (usable.some(({ method }) => method === 'passkey') && hasPages) return { way: 'page' }
  const methods = usable.map(({ method }) => method).filter((method) => method !== 'passkey')
  if (methods.length > 0) return { way: 'code', methods }
  return { way: 'none', missing: missing(own, fitting, usable, given) }
}

/** For these risks a factor counts only some time after it was enrolled. */
function countsFrom(
  { enrolledAt }: OwnFactor,
  { newFactors: { risks, waitSeconds }, revision }: Parameters<typeof factorWay>[1],
): number {
  return risks.includes(revision.terms.risk) ? enrolledAt + waitSeconds : enrolledAt
}

function missing(
  own: readonly OwnFactor[],
  fitting: readonly OwnFactor[],
  usable: readonly OwnFactor[],
  given: Parameters<typeof factorWay>[1],
): readonly string[] {
  const { allowed, hasPages } = given
  const enough = allowed.map((method) => METHOD_WORDS[method]).join(' or ')
  if (allowed.length === 0)
    return ['No second factor suffices for this request: sagewarden.yml allows none for its risk.']
  if (!hasPages && allowed.every((method) => method === 'passkey'))
    return [
      'Only a passkey suffices for this request, and a passkey needs a page; this bot has no public address for one.',
      'Its administrator has to set the public address, or to let codes suffice for this risk in sagewarden.yml.',
    ]
  if (usable.length > 0)
    return [
      'Your passkey would suffice, but it needs a page, and this bot has no public address for one.',
      `Enrol an authenticator app with \`${SLASH} mfa\`, or have the administrator set the public address.`,
    ]
  const [soonest] = fitting.toSorted((a, b) => a.enrolledAt - b.enrolledAt)
  if (soonest)
    return [
      `Your second factor is too new for a request of this risk. It counts from ${when(countsFrom(soonest, given))} on.`,
    ]
  return [
    own.length === 0
      ? 'You have no second factor enrolled.'
      : `None of your second factors suffices for this request: it needs ${enough}.`,
    `Enrol ${enough} with \`${SLASH} mfa\`, then press the button again.`,
  ]
}
