import type { EpochSeconds } from '../../base/time.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import type { LastAudit, Looked } from '../../grants/request/looking.ts'
import type { Place } from '../../grants/rules/place.ts'
import type { PrincipalRef } from '../../grants/terms.ts'
import { Undecided, Unseen } from '../../posture/snapshot.ts'
import type { Answer, Refusal } from '../call.ts'
import type { Reading } from '../collector.ts'
import { refusalWords } from '../refusal-words.ts'

/** What every look has to work with: one request, and reads of which each is made once. */
export interface Look {
  /** Reads in the place of the request. Two looks at the same thing are one call. */
  readonly reading: Reading
  readonly entitlement: Entitlement
  /** As the request gives them, by the id of the parameter. */
  readonly parameters: Readonly<Record<string, string>>
  readonly place: Place
  readonly principal: PrincipalRef
  readonly now: EpochSeconds
  readonly lastAudit: LastAudit
}

/** What one look found. */
export type Finding = Pick<Looked, 'outcome' | 'words'>

/** One kind of look. */
export interface LookSpec {
  /** Every IAM action that it may need. */
  readonly actions: readonly string[]
  /** `about`: the id of the parameter. May throw `NotSeen`, and what posture throws for what it could not see. */
  readonly look: (look: Look, about: string) => Promise<Finding>
}

/** It is as it should be. */
export function so(words: string): Finding {
  return { outcome: 'ok', words }
}

/** It is not as it should be. */
export function notSo(words: string): Finding {
  return { outcome: 'not-so', words }
}

/** Nobody can tell. */
export function unclear(words: string): Finding {
  return { outcome: 'unknown', words }
}

/** As it should be where there is no problem; otherwise every problem. */
export function unless(problems: readonly string[], words: string): Finding {
  return problems.length === 0 ? so(words) : notSo(problems.join(' '))
}

/** Thrown where a look needs what AWS did not say. It becomes `unknown`. */
export class NotSeen extends Error {
  constructor(words: string) {
    super(words)
    this.name = 'NotSeen'
  }
}

/** The value of an answer. Throws `NotSeen` where there is none. */
export function answered<T>(answer: Answer<T>): T {
  if (answer.outcome === 'value') return answer.value
  if (answer.outcome === 'gone') throw new NotSeen(`${answer.refusal.call} found nothing.`)
  throw new NotSeen(refusalWords(answer.refusal))
}

/** The items of a list. Throws `NotSeen` where it ends early: what is missing could be what matters. */
export function allOf<T>(listed: { readonly items: readonly T[]; readonly refusal?: Refusal }): readonly T[] {
  if (listed.refusal) throw new NotSeen(refusalWords(listed.refusal))
  return listed.items
}

/** Takes a look; what could not be seen is `unknown`, and so is a look that breaks on something unforeseen. */
export async function found(take: () => Promise<Finding>): Promise<Finding> {
  try {
    return await take()
  } catch (error) {
    return unseen(error)
  }
}

/** What was thrown, as a finding. */
export function unseen(error: unknown): Finding {
  return unclear(`Could not be seen: ${notSeenWords(error)}`)
}

/** Why something could not be seen, whatever was thrown. */
export function notSeenWords(error: unknown): string {
  if (error instanceof NotSeen) return error.message
  if (error instanceof Unseen) return refusalWords(error.gap)
  if (error instanceof Undecided) return error.reason
  return 'what AWS answered could not be used.'
}
