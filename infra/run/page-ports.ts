import { err, ok, type Result } from '../../src/base/result.ts'
import type { Access } from '../../src/grants/access.ts'
import type { Entitlement, Permission } from '../../src/grants/entitlement.ts'
import { type Grant, type Proof, pendingRevision, type Revision } from '../../src/grants/grant.ts'
import type { Refused } from '../../src/grants/lifecycle/move.ts'
import type { ReachSeen } from '../../src/grants/request/looking.ts'
import type { Actor } from '../../src/grants/rules/circumstances.ts'
import type { Place } from '../../src/grants/rules/place.ts'
import type { PersonKey } from '../../src/grants/terms.ts'
import type { Closed, Outcome, PagePorts, RequestView } from '../../src/mfa/pages/ports.ts'
import type { Proof as FactorProof, Link } from '../../src/mfa/ports.ts'
import { REFUSAL_CODE_WORDS } from '../../src/slack/grants/refusal-words.ts'
import { parseTarget } from './target.ts'

export interface PagePortsOptions {
  readonly access: Access
  readonly place: Omit<Place, 'region'>
  readonly nameOf: (person: PersonKey) => Promise<string>
  readonly announce: PagePorts['announce']
  readonly proveIdentity?: PagePorts['proveIdentity']
  readonly identity?: PagePorts['identity']
  readonly onFailure: PagePorts['onFailure']
}

/** What the one-time pages show of grants and do with them. */
export function pagePorts(options: PagePortsOptions): PagePorts {
  const { access, nameOf, announce, proveIdentity, identity, onFailure } = options
  return {
    requestOf: (link) => requestOf(options, link),
    async methodsFor({ subject }) {
      const target = parseTarget(subject)
      const grant = target && (await access.grants.byId(target.id))
      return grant ? (await access.standing(grant)).factors : []
    },
    answer: (link, proof) => answer(options, link, proof),
    nameOf,
    newFactors: () => access.policy().newFactors,
    announce,
    ...(proveIdentity && { proveIdentity }),
    ...(identity && { identity }),
    proveCommand: (nonce) => `npm run -s cli -- prove ${nonce}`,
    onFailure,
  }
}

/** The page is a private place: nobody else sees it. */
function actorOf(link: Link): Actor {
  return { person: link.person, place: { kind: 'private' } }
}

async function requestOf(options: PagePortsOptions, link: Link): Promise<Result<RequestView, Closed>> {
  const { access, nameOf } = options
  const target = parseTarget(link.subject)
  const grant = target && (await access.grants.byId(target.id))
  if (!target || !grant) return err({ heading: 'There is no such request', words: [] })
  const action = link.purpose === 'confirm' ? 'confirm' : 'approve'
  const may = await access.grants.mayAnswer(actorOf(link), target, action)
  if (!may.allowed) {
    const decided = await decidedWords(grant, target.revision, nameOf)
    const words = may.codes.map((code) => REFUSAL_CODE_WORDS[code])
    return err(decided ?? { heading: 'You cannot answer this request', words })
  }
  const revision = pendingRevision(grant)
  const entitlement = access.entitlements.find(({ id }) => id === grant.current.terms.entitlement)
  if (!revision || !entitlement)
    return err({ heading: 'This request cannot be answered any more', words: [] })
  return ok(await viewOf(options, grant, revision, entitlement))
}

async function viewOf(
  { access, place, nameOf }: PagePortsOptions,
  grant: Grant,
  { terms, requestHash, lapsesAt, approvals }: Revision,
  entitlement: Entitlement,
): Promise<RequestView> {
  const [requester, briefing, standing, approved] = await Promise.all([
    nameOf(terms.requester),
    access.briefing(grant),
    access.standing(grant),
    Promise.all(approvals.map(async ({ by, groups }) => `${await nameOf(by)} (${groups.join(', ')})`)),
  ])
  const asked = entitlement.permissions(terms.parameters, { ...place, region: terms.region })
  const reach = briefing?.looking.reach
  return {
    requester,
    title: entitlement.title,
    mode: terms.mode,
    risk: terms.risk,
    riskWhy: entitlement.riskWhy,
    account: terms.account,
    region: terms.region,
    permissions: (asked.ok ? asked.value.statements : []).map(permissionWords),
    startsAt: terms.startsAt,
    durationSeconds: terms.durationSeconds,
    lapsesAt,
    reason: terms.reason,
    ticket: terms.ticket,
    reach: { words: reachWords(entitlement, reach), role: reach?.roleArn ?? null },
    remains: entitlement.remains,
    proof: briefing ? `${briefing.proof.line} ${briefing.simulated}` : 'Nothing was kept of the proof.',
    approved,
    // The reader's own approval is the first of those that are missing.
    stillNeeded: standing.missing.slice(1).map((group) => group ?? 'anybody who may approve'),
    requestHash,
  }
}

/** What the entitlement says of its reach, and what was seen of it. */
function reachWords({ reach }: Entitlement, seen: ReachSeen | undefined): string {
  if (reach.through === 'nothing') return reach.words
  const doubt = seen?.unknown ? ` Not all of it could be seen: ${seen.unknown}` : ''
  return `${reach.words} ${seen?.words ?? 'What that role can do was not looked at.'}${doubt}`
}

function permissionWords({ actions, resources, when = {} }: Permission) {
  const conditions = Object.entries(when).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${key} ${operator} ${[values].flat().join(', ')}`),
  )
  return { actions, resources, conditions }
}

async function answer(
  { access, nameOf }: PagePortsOptions,
  link: Link,
  proof: FactorProof,
): Promise<Outcome> {
  const target = parseTarget(link.subject)
  if (!target) return { kind: 'refused', words: ['There is no such request.'] }
  const action = link.purpose === 'confirm' ? 'confirm' : 'approve'
  const given = { action, proof: grantProof(proof, target) } as const
  const answered = await access.grants.answer(actorOf(link), target, given)
  if (!answered.ok) return refusedOutcome(answered.error, target.revision, nameOf)
  const grant = answered.value
  const waiting = pendingRevision(grant)
  if (waiting?.number !== target.revision) return { kind: 'done' }
  const { missing } = await access.standing(grant)
  return { kind: 'still-needed', needed: missing.map((group) => group ?? 'anybody who may approve') }
}

/** The proof of a factor as the record keeps it: bound to the revision whose hash it signed. */
export function grantProof(
  { subjectHash, ...proof }: FactorProof,
  { id, revision }: { readonly id: string; readonly revision: number },
): Proof {
  return { ...proof, grantId: id, revision, requestHash: subjectHash }
}

async function refusedOutcome(
  { codes, grant }: Refused,
  revision: number,
  nameOf: PagePorts['nameOf'],
): Promise<Outcome> {
  const decided = grant && decidedBefore(grant, revision)
  if (decided) return { kind: 'already-decided', ...decided, by: decided.by && (await nameOf(decided.by)) }
  return { kind: 'refused', words: codes.map((code) => REFUSAL_CODE_WORDS[code]) }
}

async function decidedWords(
  grant: Grant,
  revision: number,
  nameOf: PagePorts['nameOf'],
): Promise<Closed | undefined> {
  const decided = decidedBefore(grant, revision)
  if (!decided) return undefined
  const who = decided.by ? ` by ${await nameOf(decided.by)}` : ''
  return {
    heading: `Already ${decided.what}`,
    words: [`This request was ${decided.what}${who}. Nothing is left to do here.`],
  }
}

const DECISIONS = {
  approve: 'approved',
  confirm: 'confirmed',
  deny: 'denied',
  withdraw: 'withdrawn',
  lapse: 'closed, because its time ran out',
} as const

/** What decided a revision that waits no more; undefined while it waits. */
function decidedBefore(grant: Grant, revision: number) {
  if (pendingRevision(grant)?.number === revision) return undefined
  for (const { step, at } of grant.events.toReversed()) {
    if (!Object.hasOwn(DECISIONS, step.type) || !('revision' in step) || step.revision !== revision) continue
    const what = DECISIONS[step.type as keyof typeof DECISIONS]
    return { what, by: 'by' in step ? step.by : null, at }
  }
  return undefined
}
