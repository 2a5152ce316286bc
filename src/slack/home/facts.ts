import type { EpochSeconds } from '../../base/time.ts'
import { type Grant, pendingRevision } from '../../grants/grant.ts'
import type { Approver } from '../../grants/rules/approvers.ts'
import type { PersonKey } from '../../grants/terms.ts'
import type { AuditRecord } from '../../posture/audit-record.ts'
import { stageOf, type Waiver } from '../../posture/waivers/waiver.ts'
import type { AccessServices, Services } from '../../services.ts'
import { plainScene } from '../grants/sight.ts'
import type { Log } from '../log.ts'
import type { CommandLine } from '../views/help.ts'
import type { HomeDecision, HomeFacts } from '../views/home.ts'
import type { WaiverScene } from '../views/waiver.ts'

/** Audits that are read for the trend and the list. */
const AUDITS = 60

/** Requests whose approvers are looked up, those that lapse first; more than anybody decides in one go. */
const PENDING = 50

/** A request and who may approve it now. */
interface Pending {
  readonly grant: Grant
  readonly mayApprove: readonly Approver[]
}

/** What all Home tabs share, read once for many. */
export interface SharedFacts {
  readonly audits: readonly AuditRecord[] | undefined
  readonly waivers: readonly Waiver[] | undefined
  /** All that is not ended. */
  readonly grants: readonly Grant[] | undefined
  readonly pending: readonly Pending[] | undefined
  readonly now: EpochSeconds
}

/** Reads what all Home tabs share. What cannot be read is left out and logged; it never throws. */
export async function sharedFacts(services: Services, now: EpochSeconds, log: Log): Promise<SharedFacts> {
  const { access } = services
  const [audits, waivers, grants] = await Promise.all([
    attempt('audits', log, () => services.recentAudits(AUDITS)),
    attempt('waivers', log, () => services.waiving.waivers.all()),
    access ? attempt('grants', log, () => access.access.list({ which: 'active' })) : [],
  ])
  const pending =
    access && grants ? await attempt('approvers', log, () => pendingOf(access, grants)) : undefined
  return { audits, waivers, grants, pending, now }
}

function pendingOf({ access }: AccessServices, grants: readonly Grant[]): Promise<readonly Pending[]> {
  const waiting = grants.filter((grant) => pendingRevision(grant)?.terms.mode === 'approval')
  return Promise.all(
    waiting
      .toSorted((a, b) => lapse(a) - lapse(b))
      .slice(0, PENDING)
      .map(async (grant) => ({ grant, mayApprove: (await access.standing(grant)).mayApprove })),
  )
}

/** When nobody can decide any more. */
function lapse(grant: Grant): EpochSeconds {
  return pendingRevision(grant)?.lapsesAt ?? 0
}

/** The facts of one person's Home tab. Never throws. */
export async function homeFacts(
  person: PersonKey,
  shared: SharedFacts,
  {
    services,
    commands,
    log,
  }: { readonly services: Services; readonly commands: readonly CommandLine[]; readonly log: Log },
): Promise<HomeFacts> {
  const { now, audits } = shared
  const { access } = services
  return {
    commands,
    checks: services.checks.length,
    audits,
    waivers: await attempt('waivers', log, () => waiversFor(person, shared, services)),
    access: access
      ? {
          decisions: shared.pending?.flatMap((pending) => decisionOf(pending, person, access, now)),
          own: shared.grants
            ?.filter((grant) => isOwn(grant, person))
            .map((grant) => plainScene(access, grant, now)),
          factors: await attempt('factors', log, () => access.factors.factorsOf(person)),
        }
      : 'none',
    now,
  }
}

function decisionOf(
  { grant, mayApprove }: Pending,
  person: PersonKey,
  access: AccessServices,
  now: EpochSeconds,
): readonly HomeDecision[] {
  const found = mayApprove.find((approver) => approver.person === person)
  return found ? [{ scene: plainScene(access, grant, now), groups: found.groups }] : []
}

function isOwn(grant: Grant, person: PersonKey): boolean {
  return grant.current.terms.requester === person && grant.state !== 'ended'
}

/** The waivers that wait and on which this person may decide. */
async function waiversFor(
  person: PersonKey,
  { waivers, now }: SharedFacts,
  { waiving, checks }: Services,
): Promise<readonly WaiverScene[]> {
  if (!waivers) throw new Error('the waivers were not read')
  const waiting = waivers.filter((waiver) => stageOf(waiver, now) === 'waiting')
  const fit = await Promise.all(
    waiting.map(async (waiver) =>
      (await waiving.waivers.unfit(person, waiver)) === undefined ? [waiver] : [],
    ),
  )
  return fit.flat().map((waiver) => ({ waiver, check: checks.find(({ id }) => id === waiver.check), now }))
}

async function attempt<T>(what: string, log: Log, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    log.warn({ err: error, what }, 'a part of the Home tab could not be read')
    return undefined
  }
}
