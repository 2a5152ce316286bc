import { err, ok, type Result } from '../../base/result.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import type { Grant, Revision } from '../../grants/grant.ts'
import { type RenderedGrant, type RenderRefusal, renderGrant } from '../../grants/policy.ts'
import type { Place } from '../../grants/rules/place.ts'
import type { Hash, Window } from '../../grants/terms.ts'

/** What a grant's role is rendered from, beside the grant. */
export interface Rendering {
  readonly entitlements: readonly Entitlement[]
  /** The account in which the bot may make roles, and from where grants may be used. */
  readonly place: Omit<Place, 'region'>
  /** Tries the documents once more before they are written. */
  readonly prove: (grant: RenderedGrant) => Result<unknown, { readonly sentence: string }>
  readonly hash: Hash
}

/** The role that a decided revision calls for, tried and found good; else why there is none, in words. */
export function wantedRole(
  { entitlements, place, prove, hash }: Rendering,
  grant: Grant,
  { terms, requestHash }: Revision,
  window: Window,
): Result<RenderedGrant, string> {
  const { account, partition, network } = place
  const entitlement = entitlements.find(({ id }) => id === terms.entitlement)
  if (!entitlement) return err(`There is no entitlement ${terms.entitlement} any more.`)
  if (terms.account !== account) return err(`Roles can be made in account ${account} only.`)
  const order = { grantId: grant.id, requestHash, terms, window, partition, ...(network && { network }) }
  const rendered = renderGrant(entitlement, order, hash)
  if (!rendered.ok) return err(`No role can be written for this request: ${wordsOf(rendered.error)}.`)
  const proven = prove(rendered.value)
  return proven.ok ? ok(rendered.value) : err(`The role failed its proof: ${proven.error.sentence}`)
}

function wordsOf(refusal: RenderRefusal): string {
  if ('problems' in refusal) {
    const problems = refusal.problems.map(({ parameter, fault }) => `${parameter} ${fault}`)
    return `parameters (${problems.join(', ')})`
  }
  const words = refusal.code.replaceAll('-', ' ')
  return 'longest' in refusal ? `${words} (${refusal.length} of ${refusal.longest} characters)` : words
}
