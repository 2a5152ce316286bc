import { err, ok, type Result } from '../../base/result.ts'
import { epochSeconds, MINUTE_S } from '../../base/time.ts'
import type { Access, FormProblem, Listing, Preview, RequestForm, Standing } from '../access.ts'
import { grantDocuments } from '../documents.ts'
import { type Grant, pendingRevision } from '../grant.ts'
import { createGrants } from '../lifecycle/lifecycle.ts'
import type { Refused } from '../lifecycle/move.ts'
import { missingApprovals, whoMayApprove } from '../rules/approvers.ts'
import type { Actor } from '../rules/circumstances.ts'
import { gatherFacts } from '../rules/circumstances.ts'
import { ruling } from '../rules/ruling.ts'
import { type DraftingOptions, drafted } from './drafting.ts'
import type { FindResources } from './inventory.ts'

export interface AccessOptions extends DraftingOptions {
  readonly find: FindResources
  /** A new grant id that nobody can guess: lower-case letters and digits. */
  readonly newId: () => string
}

/** What was checked is checked again after this long. */
const DRAFT_S = 30 * MINUTE_S

/** Everything that people do with temporary access in one account. */
export function openAccess(options: AccessOptions): Access {
  const { store, drafts, entitlements, place, regions, find, newId } = options
  const grants = createGrants(options)
  return {
    entitlements,
    account: place.account,
    regions,
    policy: options.policy,
    find,
    newId,
    grants,
    draft: (actor, id, form) => draft(options, actor, id, form),
    async send(actor, id) {
      const checked = await sendable(options, actor, id)
      if (!checked.ok) return checked
      const { form, asked, briefing } = checked.value
      // First, so that nobody is asked about a request of which nothing is known; and never under people's eyes.
      if (!(await store.read(id))) await drafts.brief(id, briefing)
      return grants.request(actor, id, { ...asked, breakGlass: form.breakGlass })
    },
    list: async (listing) => {
      // What is not settled holds all that is not ended, and is a fraction of all there ever was.
      const grants = await (listing.which === 'active' ? store.unsettled() : store.all())
      return grants.filter((grant) => isListed(grant, listing)).toSorted(newestFirst)
    },
    briefing: ({ id }) => drafts.briefing(id),
    documents: (grant) => grantDocuments(options, grant),
    standing: (grant) => standingOf(options, grant),
  }
}

async function draft(
  options: AccessOptions,
  actor: Actor,
  id: string,
  form: RequestForm,
): Promise<Result<Preview, readonly FormProblem[]>> {
  const made = await drafted(options, actor, id, form)
  if (!made.ok) return made
  const { preview } = made.value
  const kept = await options.drafts.keep({
    id,
    owner: actor.person,
    form,
    briefing: preview.briefing,
    termsHash: made.value.termsHash,
    expiresAt: epochSeconds(options.clock) + DRAFT_S,
  })
  return kept
    ? ok(preview)
    : err([{ field: 'entitlement', words: 'This form belongs to somebody else. Open a new one.' }])
}

/** What may be sent as it was drafted: by its owner, in time, proved, and with nothing in the way. */
async function sendable(options: AccessOptions, actor: Actor, id: string) {
  const found = await options.drafts.read(id)
  if (found?.owner !== actor.person) return err<Refused>({ codes: ['draft-unknown'] })
  if (epochSeconds(options.clock) >= found.expiresAt) return err<Refused>({ codes: ['draft-expired'] })
  const { form, briefing } = found
  if (briefing.proof.outcome !== 'proved') return err<Refused>({ codes: ['proof-failed'] })
  if (briefing.looking.looked.some(({ stops, outcome }) => stops && outcome !== 'ok'))
    return err<Refused>({ codes: ['precheck-failed'] })
  const again = await drafted(options, actor, id, form, briefing)
  if (!again.ok || again.value.termsHash !== found.termsHash)
    return err<Refused>({ codes: ['terms-changed'] })
  return ok({ form, briefing, asked: again.value.asked })
}

/** Where a pending request stands, by what is read with these options. */
export async function standingOf(options: DraftingOptions, grant: Grant): Promise<Standing> {
  const revision = pendingRevision(grant) ?? grant.current
  const { terms } = revision
  const actor: Actor = { person: terms.requester, place: { kind: 'private' } }
  const { facts } = await gatherFacts(options, actor, terms, 'later')
  const context = { policy: options.policy(), ...facts }
  const factors = facts.entitlement
    ? ruling(context.policy, facts.entitlement, terms, facts.members).factors
    : []
  const waits = pendingRevision(grant) !== undefined && terms.mode === 'approval'
  return {
    missing: waits ? missingApprovals(revision, context) : [],
    mayApprove: waits ? whoMayApprove(revision, context) : [],
    factors,
  }
}

function isListed(grant: Grant, listing: Listing): boolean {
  if (listing.which === 'all') return true
  if (listing.which === 'mine') return grant.current.terms.requester === listing.person
  return grant.state !== 'ended'
}

function newestFirst(a: Grant, b: Grant): number {
  return (b.events[0]?.at ?? 0) - (a.events[0]?.at ?? 0)
}
