import type { EpochSeconds } from '../base/time.ts'
import type { Baseline } from './baseline.ts'
import { type Check, judgedKinds, type Sight, type Verdict } from './check.ts'
import type { Finding } from './finding.ts'
import type { Kind, Resource, ResourceRef } from './inventory/index.ts'
import { KINDS } from './kinds.ts'
import type { ReportedGap } from './report.ts'
import { type Gap, type Seen, type Snapshot, Undecided, Unseen } from './snapshot.ts'

export interface Judgement {
  readonly findings: readonly Finding[]
  readonly gaps: readonly ReportedGap[]
}

export interface JudgeOptions {
  readonly account: string
  readonly regions: readonly string[]
  readonly baseline: Baseline
  readonly now: EpochSeconds
  /** Which resources are asked about; the rest of the snapshot is only looked at. */
  readonly inScope?: (resource: ResourceRef) => boolean
  /** Told of a check that crashed, so that the edge can log it. The verdict is `unknown`. */
  readonly onCrash?: (check: Check, resource: ResourceRef, error: unknown) => void
}

/** Kinds that are looked at from every Region: bucket names are global, and a trail can cover Regions besides its own. */
const SEEN_FROM_EVERYWHERE: ReadonlySet<Kind> = new Set(['buckets', 'trails', 'tags'])

const NOTHING: Seen<never> = { items: [], gaps: [] }

/** Judges every resource by every check. The only loop, and the only place that knows of gaps and crashes. Pure. */
export function judge(checks: readonly Check[], snapshot: Snapshot, options: JudgeOptions): Judgement {
  const inScope = options.inScope ?? (() => true)
  const refs = refsOf(snapshot)
  const hidden = new Map<Gap, Set<string>>()
  const findings: Finding[] = []
  const hide = (gap: Gap, check: Check) => hidden.set(gap, (hidden.get(gap) ?? new Set()).add(check.id))

  for (const check of checks) {
    const seen = judgedOf(check, snapshot)
    const views = viewsOf(check, snapshot, options)
    const before = findings.length
    const shared = sharedStrings()
    for (const item of seen.items) {
      const resource = refs.get(item) ?? item
      if (!inScope(resource)) continue
      const outcome = evaluate(check, item, views(item.region))
      if ('gap' in outcome) hide(outcome.gap, check)
      else if ('crash' in outcome) options.onCrash?.(check, resource, outcome.crash)
      const { status, evidence } = statusOf(outcome)
      findings.push({ check, resource, status, evidence: shared(evidence) })
    }
    for (const gap of seen.gaps) {
      for (const resource of hiddenBy(gap, options.account)) {
        if (gap.resources.length > 0 && !inScope(resource)) continue
        hide(gap, check)
        findings.push({ check, resource, status: 'unknown', evidence: gapEvidence(gap) })
      }
    }
    if (findings.length === before) findings.push(nothingToJudge(check, options.account))
  }
  const gaps = [...hidden].map(([gap, ids]) => ({
    ...gap,
    checks: [...ids].sort((a, b) => a.localeCompare(b)),
  }))
  return { findings, gaps }
}

/** What was seen of every kind that a check judges. */
function judgedOf(check: Check, snapshot: Snapshot): Seen<Resource> {
  const kinds = judgedKinds(check).map((kind) => (snapshot[kind] ?? NOTHING) as Seen<Resource>)
  return { items: kinds.flatMap(({ items }) => items), gaps: kinds.flatMap(({ gaps }) => gaps) }
}

/** Gives equal texts as one string: a hundred thousand jobs fail with a handful of sentences. */
function sharedStrings(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const first = known.get(text)
    if (first === undefined) known.set(text, text)
    return first ?? text
  }
}

type Outcome = Verdict | { readonly gap: Gap } | { readonly undecided: string } | { readonly crash: unknown }

function evaluate(check: Check, item: Resource, view: unknown): Outcome {
  try {
    return check.evaluate(item as never, view as never)
  } catch (error) {
    if (error instanceof Unseen) return { gap: error.gap }
    return error instanceof Undecided ? { undecided: error.reason } : { crash: error }
  }
}

function statusOf(outcome: Outcome): Pick<Finding, 'status' | 'evidence'> {
  if ('gap' in outcome) return { status: 'unknown', evidence: gapEvidence(outcome.gap) }
  if ('undecided' in outcome) return { status: 'unknown', evidence: outcome.undecided }
  if ('crash' in outcome)
    return { status: 'unknown', evidence: 'The check could not be completed; the log says why.' }
  if (outcome.status === 'not-applicable') return { status: outcome.status, evidence: outcome.reason }
  return outcome
}

/** `Could not be seen: DescribeNotebookInstance was denied (needs sagemaker:DescribeNotebookInstance).` */
function gapEvidence(gap: Gap): string {
  const cause = {
    denied: 'was denied',
    throttled: 'was throttled',
    unsupported: 'is not supported',
    unavailable: 'gave no answer',
  }
  const needs = gap.cause === 'denied' ? ` (needs ${gap.action})` : ''
  return `Could not be seen: ${gap.call} ${cause[gap.cause]}${needs}.`
}

function hiddenBy(gap: Gap, account: string): readonly ResourceRef[] {
  if (gap.resources.length > 0) return gap.resources
  const name = `all ${KINDS[gap.kind].many}${gap.region === 'global' ? '' : ` in ${gap.region}`}`
  return [
    {
      kind: gap.kind,
      arn: `arn:aws:::${gap.region}:${account}:${gap.kind}`,
      name,
      region: gap.region,
      account,
    },
  ]
}

function nothingToJudge(check: Check, account: string): Finding {
  const resource = {
    kind: 'accounts',
    arn: `arn:aws:iam::${account}:root`,
    name: account,
    region: 'global',
    account,
  }
  return {
    check,
    resource,
    status: 'not-applicable',
    evidence: `There are no ${judgedKinds(check)
      .map((kind) => KINDS[kind].many)
      .join(' or ')} to judge.`,
  }
}

/** One small reference per resource, shared by all its findings, so that reports do not keep whole descriptions alive. */
function refsOf(snapshot: Snapshot): Map<Resource, ResourceRef> {
  const refs = new Map<Resource, ResourceRef>()
  for (const seen of Object.values(snapshot) as Seen<Resource>[]) {
    for (const item of seen.items) {
      const { kind, arn, name, region, account } = item
      refs.set(item, { kind, arn, name, region, account })
    }
  }
  return refs
}

/** The views of a check by Region, each made once. */
function viewsOf(check: Check, snapshot: Snapshot, options: JudgeOptions): (region: string) => unknown {
  const views = new Map<string, unknown>()
  return (region) => {
    const made = views.get(region)
    if (made) return made
    const { baseline, now, regions } = options
    const kinds = check.with.map((kind) => [kind, sight(kind, snapshot, region)] as const)
    const view = { ...Object.fromEntries(kinds), baseline, now, regions }
    views.set(region, view)
    return view
  }
}

function sight(kind: Kind, snapshot: Snapshot, region: string): Sight<Resource> {
  const everywhere = region === 'global' || SEEN_FROM_EVERYWHERE.has(kind)
  const visible = (at: string) => everywhere || at === 'global' || at === region
  return sightOf((snapshot[kind] ?? NOTHING) as Seen<Resource>, visible)
}

function sightOf(seen: Seen<Resource>, visible: (region: string) => boolean): Sight<Resource> {
  const items = seen.items.filter((item) => visible(item.region))
  const gaps = seen.gaps.filter((gap) => visible(gap.region))
  const refuse = (gap: Gap | undefined) => {
    if (gap) throw new Unseen(gap)
  }
  return {
    all() {
      refuse(gaps[0])
      return items
    },
    find(matches, about) {
      const found = items.find(matches)
      if (found === undefined) refuse(gaps.find((gap) => couldHide(gap, about)))
      return found
    },
    some(matches) {
      const found = items.some(matches)
      if (!found) refuse(gaps[0])
      return found
    },
    in: (region) => sightOf(seen, (at) => at === 'global' || at === region),
  }
}

function couldHide(gap: Gap, about: string): boolean {
  return (
    gap.resources.length === 0 ||
    gap.resources.some((r) => r.arn === about || r.name === about || r.arn.endsWith(`/${about}`))
  )
}
