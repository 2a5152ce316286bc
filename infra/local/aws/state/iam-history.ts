import type { Estate, IamEstate } from '../estates/estate.ts'
import type { MovableClock } from './clock.ts'

/**
 * IAM as its users and as its judge see it. AWS shows a write at once to those who ask IAM, and to the judge of other
 * calls only once it has spread. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html (eventual consistency)
 */
export interface IamHistory {
  /** To be called before a write: what was so far stays in force for the delay. Lists must be replaced, not changed. */
  beforeWrite(): void
  /** What calls are judged by now. */
  inForce(): IamEstate
}

interface Version {
  /** Milliseconds since 1970. */
  readonly until: number
  readonly iam: IamEstate
}

/** The history of an estate's IAM; a write comes into force `delayMs` later. */
export const iamHistory = (estate: Estate, clock: MovableClock, delayMs: number): IamHistory => {
  let versions: readonly Version[] = []
  const pending = (): readonly Version[] => versions.filter(({ until }) => until > clock.now())
  return {
    beforeWrite: () => {
      if (delayMs > 0) versions = [...pending(), { until: clock.now() + delayMs, iam: { ...estate.iam } }]
    },
    inForce: () => pending()[0]?.iam ?? estate.iam,
  }
}
