import type { PolicyDocument } from '../../src/base/policy/document.ts'
import { parsePolicy } from '../../src/base/policy/document.ts'
import { type Baseline, DEFAULT_BASELINE } from '../../src/posture/baseline.ts'
import type { Check } from '../../src/posture/check.ts'
import type { Finding, Status } from '../../src/posture/finding.ts'
import type { Inventory, Kind, Resource } from '../../src/posture/inventory/index.ts'
import { judge } from '../../src/posture/judge.ts'
import type { Gap, Part, Snapshot } from '../../src/posture/snapshot.ts'

export const ACCOUNT = '111122223333'
export const REGION = 'eu-west-1'
/** 2026-11-23T09:00:00Z */
export const NOW = Date.UTC(2026, 10, 23, 9) / 1000

type Fields<K extends Kind> = Omit<Inventory[K], keyof Resource>

/** A resource of a kind: the fields that matter, and sensible identity for the rest. */
export function a<K extends Kind>(kind: K, fields: Fields<K> & Partial<Resource>): Fields<K> & Resource {
  const name = fields.name ?? 'sample'
  const region = fields.region ?? (kind.startsWith('iam') || kind === 'accounts' ? 'global' : REGION)
  const identity = {
    kind,
    name,
    region,
    account: ACCOUNT,
    arn: `arn:aws:sagemaker:${region}:${ACCOUNT}:${kind}/${name}`,
  }
  return { ...identity, ...fields }
}

/** A field that takes a call of its own, seen. */
export function seen<T>(value: T): Part<T> {
  return { value }
}

/** A policy document from the JSON that people write. */
export function policy(...statements: readonly Record<string, unknown>[]): PolicyDocument {
  const parsed = parsePolicy({ Version: '2012-10-17', Statement: statements })
  if (!parsed) throw new Error('The test wrote something that is no policy.')
  return parsed
}

/** A gap: by default the whole kind was denied. */
export function aGap(fields: Partial<Gap> & { kind: Kind }): Gap {
  return {
    region: REGION,
    call: 'DescribeSample',
    action: 'sagemaker:DescribeSample',
    cause: 'denied',
    detail: 'not authorized',
    resources: [],
    ...fields,
  }
}

/** A snapshot of these items, without gaps; `accounts` and `regions` are always there, as in a real one. */
export function snapshotOf(
  items: { readonly [K in Kind]?: readonly Inventory[K][] },
  gaps: readonly Gap[] = [],
): Snapshot {
  const all: Record<string, readonly Resource[]> = {
    accounts: [a('accounts', { name: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` })],
    regions: [a('regions', { name: REGION, region: REGION })],
    ...items,
  }
  for (const gap of gaps) all[gap.kind] ??= []
  return Object.fromEntries(
    Object.entries(all).map(([kind, list]) => [
      kind,
      { items: list, gaps: gaps.filter((gap) => gap.kind === kind) },
    ]),
  ) as Snapshot
}

/** The findings of one check; a crash is thrown, so that the test sees it. */
function judged(check: Check, snapshot: Snapshot, baseline: Partial<Baseline>): readonly Finding[] {
  const { findings } = judge([check], snapshot, {
    account: ACCOUNT,
    regions: [REGION],
    baseline: { ...DEFAULT_BASELINE, ...baseline },
    now: NOW,
    onCrash: (_check, _resource, error) => {
      throw error
    },
  })
  return findings
}

/** `name status: evidence`, one line per verdict of a check. */
export function verdicts(
  check: Check,
  snapshot: Snapshot,
  baseline: Partial<Baseline> = {},
): readonly string[] {
  return judged(check, snapshot, baseline).map((f) => `${f.resource.name} ${f.status}: ${f.evidence}`)
}

/** Just the statuses of one check, in order. */
export function statuses(
  check: Check,
  snapshot: Snapshot,
  baseline: Partial<Baseline> = {},
): readonly Status[] {
  return judged(check, snapshot, baseline).map((f) => f.status)
}
