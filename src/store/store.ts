import { err, ok, type Result } from '../base/result.ts'
import type { Clock } from '../base/time.ts'
import type { DigestStore } from '../digest/ports.ts'
import type { CloseOutStore } from '../grants/ending/closing.ts'
import type { IdentityLinkStore } from '../grants/identity/link.ts'
import type { GrantStore } from '../grants/ports.ts'
import type { DraftStore } from '../grants/request/draft.ts'
import type { VouchingStore } from '../grants/rules/vouching.ts'
import type { ChallengeStore, FactorStore, LinkStore } from '../mfa/ports.ts'
import type { AuditRecords } from '../posture/audit-record.ts'
import type { Check } from '../posture/check.ts'
import type { AuditStore } from '../posture/ports.ts'
import type { WaiverStore } from '../posture/waivers/waivers.ts'
import type { NoticePlaces, OpenJobs } from '../services.ts'
import type { QuietTimes, UnsentMessages } from '../slack/sending/ports.ts'
import type { WatchStore } from '../watch/ports.ts'
import { auditRecordsIn } from './audit-records.ts'
import { type Audited, auditedIn } from './audited.ts'
import { auditsIn } from './audits.ts'
import { challengesIn } from './challenges.ts'
import { closeOutsIn } from './close-outs.ts'
import { digestsIn } from './digests.ts'
import { draftsIn } from './drafts.ts'
import { factorsIn } from './factors.ts'
import { StoreFailure } from './failure.ts'
import { grantsIn } from './grants.ts'
import { identityLinksIn } from './identity-links.ts'
import { type InventoryStore, inventoryIn } from './inventory.ts'
import { linksIn } from './links.ts'
import { noticesIn } from './notices.ts'
import { openJobsIn } from './open-jobs.ts'
import { statesIn } from './states.ts'
import { openTable, type TableOptions } from './table.ts'
import { quietTimesIn, unsentIn } from './unsent.ts'
import { vouchingsIn } from './vouchings.ts'
import { waiversIn } from './waivers.ts'
import { watchIn } from './watch.ts'

/** Everything that is kept, in one DynamoDB table. */
export interface Store {
  readonly audits: AuditStore
  readonly audited: Audited
  readonly auditRecords: AuditRecords
  readonly openJobs: OpenJobs
  readonly grants: GrantStore
  readonly drafts: DraftStore
  readonly closeOuts: CloseOutStore
  readonly factors: FactorStore
  readonly challenges: ChallengeStore
  readonly links: LinkStore
  readonly vouchings: VouchingStore
  readonly identityLinks: IdentityLinkStore
  readonly notices: NoticePlaces
  readonly waivers: WaiverStore
  readonly inventory: InventoryStore
  readonly watch: WatchStore
  readonly digests: DigestStore
  readonly unsent: UnsentMessages
  readonly quietTimes: QuietTimes
  /** Waits for what is being written. */
  close(): Promise<void>
}

export interface StoreOptions extends TableOptions {
  /** The registry; kept findings of other checks are left out when they are read. */
  readonly checks: readonly Check[]
  readonly clock: Clock
  /** Told of a grant's record that somebody spoilt, where the reads of all open grants go on without it. */
  readonly onSpoilt: (failure: StoreFailure) => void
}

/**
 * Opens the table and reads from it once, so that a wrong name or a missing permission is told at the start.
 * The error is one sentence. Later every method of the store throws `StoreFailure`.
 */
export async function openStore(options: StoreOptions): Promise<Result<Store, string>> {
  const table = openTable(options)
  try {
    await table.ready()
  } catch (error) {
    await table.close()
    if (error instanceof StoreFailure) return err(error.message)
    throw error
  }
  return ok({
    audits: { ...auditsIn(table, options.checks), ...statesIn(table) },
    audited: auditedIn(table),
    auditRecords: auditRecordsIn(table),
    openJobs: openJobsIn(table),
    grants: grantsIn(table, options.onSpoilt),
    drafts: draftsIn(table),
    closeOuts: closeOutsIn(table),
    factors: factorsIn(table),
    vouchings: vouchingsIn(table),
    identityLinks: identityLinksIn(table),
    challenges: challengesIn(table),
    links: linksIn(table),
    notices: noticesIn(table),
    waivers: waiversIn(table),
    inventory: inventoryIn(table, options.clock),
    watch: watchIn(table),
    digests: digestsIn(table),
    unsent: unsentIn(table),
    quietTimes: quietTimesIn(table),
    close: () => table.close(),
  })
}
