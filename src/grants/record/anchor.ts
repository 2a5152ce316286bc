import type { EpochSeconds } from '../../base/time.ts'
import type { Grant } from '../grant.ts'
import type { Hash } from '../terms.ts'
import { canonicalJson } from './canonical-json.ts'
import { NOTHING_BEFORE } from './chain.ts'
import { unlessMisshapen } from './misshapen.ts'
import { type RecordProblem, recordProblem } from './replay.ts'

/** Where one grant's chain stood. */
interface AnchoredHead {
  readonly id: string
  readonly seq: number
  readonly head: string
}

/**
 * Where all chains stood at an instant: the heads that moved since the anchor before, chained to it. Its hash is
 * published daily where the bot cannot take it back, so that a shortened or removed record shows as well.
 */
export interface Anchor {
  readonly seq: number
  readonly at: EpochSeconds
  readonly heads: readonly AnchoredHead[]
  readonly previous: string
  readonly hash: string
}

/** An event's time is read before it is written: one this much older than an anchor may still be missing in it. */
const WRITE_LAG_S = 300

/** The next anchor over all grants. `anchors` are those so far, oldest first. */
export function nextAnchor(
  grants: readonly Grant[],
  anchors: readonly Anchor[],
  now: EpochSeconds,
  hash: Hash,
): Anchor {
  const known = anchoredHeads(anchors)
  const heads = grants
    .map(({ id, events, head }) => ({ id, seq: events.length - 1, head }))
    .filter(({ id, head }) => known.get(id)?.head !== head)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const before = anchors.at(-1)
  const body = { seq: before ? before.seq + 1 : 0, at: now, heads, previous: before?.hash ?? NOTHING_BEFORE }
  return { ...body, hash: anchorHash(body, hash) }
}

function anchorHash(body: Omit<Anchor, 'hash'>, hash: Hash): string {
  const { seq, at, heads, previous } = body
  return hash(canonicalJson({ version: 1, seq, at, heads, previous }))
}

function anchoredHeads(anchors: readonly Anchor[]): ReadonlyMap<string, AnchoredHead> {
  return new Map(anchors.flatMap(({ heads }) => heads.map((head) => [head.id, head] as const)))
}

/** The first thing that does not fit, or what was checked. */
export type Verification =
  | { readonly ok: true; readonly grants: number; readonly events: number; readonly anchors: number }
  | { readonly ok: false; readonly where: string; readonly problem: Problem }

type Problem =
  | RecordProblem
  | { readonly code: 'same-id-twice' }
  | { readonly code: 'anchor-does-not-fit' }
  /** An anchor names a grant, or a number of its events, that is not there. */
  | { readonly code: 'removed-since-anchor'; readonly seq: number }
  | { readonly code: 'rewritten-since-anchor'; readonly seq: number }
  /** Something that claims to be older than an anchor which does not know it. */
  | { readonly code: 'older-than-anchor'; readonly seq: number }

/**
 * Checks every record by itself, the chain of anchors, and one against the other. `where` is `grant <id>` or
 * `anchor <seq>`. The hashes are not keyed: who can rewrite the whole table can forge a history that fits, which is why
 * the newest anchor's hash must be compared with the published one (`publishedHash`, if given).
 */
export function verify(
  grants: readonly Grant[],
  anchors: readonly Anchor[],
  hash: Hash,
  publishedHash?: string,
): Verification {
  const byId = new Map<string, Grant>()
  for (const grant of grants) {
    const problem = byId.has(grant.id) ? { code: 'same-id-twice' as const } : recordProblem(grant, hash)
    if (problem) return { ok: false, where: `grant ${grant.id}`, problem }
    byId.set(grant.id, grant)
  }
  return (
    anchorProblem(anchors, hash, publishedHash) ??
    headProblem(byId, anchors) ??
    lateProblem(byId, anchors) ?? {
      ok: true,
      grants: grants.length,
      events: grants.reduce((sum, { events }) => sum + events.length, 0),
      anchors: anchors.length,
    }
  )
}

function anchorProblem(anchors: readonly Anchor[], hash: Hash, published?: string): Verification | undefined {
  let previous = NOTHING_BEFORE
  for (const [index, anchor] of anchors.entries()) {
    const sound = unlessMisshapen(
      () => anchor.seq === index && anchor.previous === previous && anchor.hash === anchorHash(anchor, hash),
    )
    if (!sound) return { ok: false, where: `anchor ${index}`, problem: { code: 'anchor-does-not-fit' } }
    previous = anchor.hash
  }
  if (published === undefined || anchors.some((anchor) => anchor.hash === published)) return undefined
  return { ok: false, where: `anchor ${anchors.length}`, problem: { code: 'anchor-does-not-fit' } }
}

function headProblem(
  grants: ReadonlyMap<string, Grant>,
  anchors: readonly Anchor[],
): Verification | undefined {
  for (const { id, seq, head } of anchors.flatMap(({ heads }) => heads)) {
    const event = grants.get(id)?.events[seq]
    if (event?.hash === head) continue
    const code = event ? 'rewritten-since-anchor' : 'removed-since-anchor'
    return { ok: false, where: `grant ${id}`, problem: { code, seq } }
  }
  return undefined
}

function lateProblem(
  grants: ReadonlyMap<string, Grant>,
  anchors: readonly Anchor[],
): Verification | undefined {
  const known = new Map<string, number>()
  for (const { at, heads } of anchors) {
    for (const { id, seq } of heads) known.set(id, seq)
    for (const { id, events } of grants.values()) {
      const seq = (known.get(id) ?? -1) + 1
      const event = events[seq]
      if (event && event.at < at - WRITE_LAG_S)
        return { ok: false, where: `grant ${id}`, problem: { code: 'older-than-anchor', seq } }
    }
  }
  return undefined
}
