import type { EpochSeconds } from '../../base/time.ts'
import type { Finding } from '../finding.ts'
import type { Severity } from '../practice.ts'

/** A person as Slack tells them apart: `T012AB3CD/U045EF6GH`, team and user id. */
export type WaiverPerson = `${string}/${string}`

/** What a waiver is about: one resource, or every resource that carries a tag. */
export type WaiverScope =
  | { readonly resource: string }
  | { readonly tag: { readonly key: string; readonly value: string } }

/** A risk that somebody accepts for a time: what one check says of some resources. No field but the last five changes. */
export interface Waiver {
  /** Lower-case letters and digits. */
  readonly id: string
  /** Twelve digits. */
  readonly account: string
  readonly check: string
  readonly scope: WaiverScope
  readonly reason: string
  readonly askedBy: WaiverPerson
  readonly askedAt: EpochSeconds
  /** From here on it waives nothing. */
  readonly until: EpochSeconds
  /** The second person. Null: nobody yet, or none is needed. */
  readonly approvedBy: WaiverPerson | null
  /** Since when it holds; null while it waits for a second person. */
  readonly from: EpochSeconds | null
  /** When somebody ended it before its end, or refused it. */
  readonly revokedAt: EpochSeconds | null
  readonly revokedBy: WaiverPerson | null
  /** 1, and one more with every change. */
  readonly version: number
}

/** What a finding says of the waiver that covers it. */
export interface Waived {
  readonly waiver: string
  readonly until: EpochSeconds
  readonly by: WaiverPerson
  readonly approvedBy: WaiverPerson | null
  readonly reason: string
}

/** The tags of a resource by key; undefined: it has none, or they could not be seen. */
export type TagsOf = (arn: string) => Readonly<Record<string, string>> | undefined

/** Where a waiver stands: it waits for a second person or holds, or why it does neither any more. */
export type WaiverStage = 'waiting' | 'standing' | 'over' | 'revoked' | 'refused' | 'lapsed'

/** Whether accepting a risk of this severity takes a second person. */
export function needsSecondPerson(severity: Severity): boolean {
  return severity === 'critical' || severity === 'high'
}

export function stageOf(waiver: Waiver, now: EpochSeconds): WaiverStage {
  const held = waiver.from !== null
  if (waiver.revokedAt !== null) return held ? 'revoked' : 'refused'
  if (now >= waiver.until) return held ? 'over' : 'lapsed'
  return held ? 'standing' : 'waiting'
}

/** When it stopped holding, or will. */
export function endOf({ revokedAt, until }: Waiver): EpochSeconds {
  return revokedAt === null ? until : Math.min(revokedAt, until)
}

/** Whether a waiver is about a finding at all, whenever it holds. */
export function isAbout(waiver: Waiver, { check, resource }: Finding, tags: TagsOf): boolean {
  if (waiver.check !== check.id || waiver.account !== resource.account) return false
  const { scope } = waiver
  if ('resource' in scope) return scope.resource === resource.arn
  const own = tags(resource.arn)
  return own !== undefined && Object.hasOwn(own, scope.tag.key) && own[scope.tag.key] === scope.tag.value
}

/**
 * Whether a waiver covers a finding now. Only what fails is ever waived, never what is unknown; and where the check is
 * severe, today, only with a second person behind it. Tags that could not be seen cover nothing.
 */
export function applies(waiver: Waiver, finding: Finding, now: EpochSeconds, tags: TagsOf): boolean {
  const { from, approvedBy, askedBy } = waiver
  if (finding.status !== 'fail' || stageOf(waiver, now) !== 'standing' || from === null || now < from)
    return false
  const isSigned = approvedBy !== null && approvedBy !== askedBy
  return (isSigned || !needsSecondPerson(finding.check.severity)) && isAbout(waiver, finding, tags)
}

/** Whether two are about the same: check, account and resource or tag. */
export function sameSubject(a: Pick<Waiver, 'account' | 'check' | 'scope'>, b: typeof a): boolean {
  return a.account === b.account && a.check === b.check && scopeKey(a.scope) === scopeKey(b.scope)
}

function scopeKey(scope: WaiverScope): string {
  return JSON.stringify('resource' in scope ? [scope.resource] : [scope.tag.key, scope.tag.value])
}
