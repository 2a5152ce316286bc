import type { Evidence } from '../../activity/rightsize/evidence.ts'
import type { RightsizingOptions, RoleSeen } from '../../activity/rightsize/rightsizing.ts'
import { arnName } from '../../base/arn.ts'
import { err, ok } from '../../base/result.ts'
import { DAY_S, epochSeconds, MINUTE_S } from '../../base/time.ts'
import type { HeldPolicy } from '../../posture/inventory/iam.ts'
import { createLookUp, type LookUp } from '../activity/lookups.ts'
import { madeWith, seenCall, type TrailRecord } from '../activity/record.ts'
import { gapsOf, lookUpRole, once } from '../activity/role-lookups.ts'
import { createClients } from '../clients.ts'
import { createLimiter } from '../limiter.ts'
import { NotSeen } from '../prechecks/look.ts'
import { phrasesOf } from '../prechecks/phrases.ts'
import { ROLE_ACTIONS, readRole } from '../prechecks/role.ts'
import { type LookOptions, openLook } from '../prechecks/session.ts'
import { LAST_ACCESSED_ACTIONS, readLastAccessed } from './last-accessed.ts'

export interface RoleSightOptions extends LookOptions {
  readonly partition: string
  /** Twelve digits. */
  readonly account: string
  readonly regions: readonly string[]
  /** Lookups at the most; 600 where absent, which takes five minutes. */
  readonly mostRequests?: number
}

/** What it takes to see what a role may do and what it did. */
export const RIGHTSIZE_ACTIONS: readonly string[] = [
  ...ROLE_ACTIONS,
  ...LAST_ACCESSED_ACTIONS,
  'cloudtrail:LookupEvents',
]

const DAYS = 90
const WITHIN_S = 8 * MINUTE_S
/** Where CloudTrail shows calls of services without Regions, in the commercial partition. */
const GLOBAL_REGION = 'us-east-1'

/** Reads what a role may do and what it did. */
export function createRoleSight(
  options: RoleSightOptions,
): Pick<RightsizingOptions, 'readRole' | 'readEvidence'> {
  const { account, partition, sleep } = options
  const [home = GLOBAL_REGION] = options.regions
  const regions =
    partition === 'aws' ? [...new Set([...options.regions, GLOBAL_REGION])] : [...options.regions]
  const at = { account, partition, region: home }
  const looking = { ...options, withinSeconds: options.withinSeconds ?? WITHIN_S }

  return {
    async readRole(arn) {
      const clients = createClients(options.aws ?? {})
      try {
        const role = await readRole(await openLook(looking, clients, at), arn)
        const { can, doubts } = phrasesOf(role, { now: epochSeconds(options.clock), regions })
        const seen: RoleSeen = {
          name: role.name,
          arn,
          awsOwned: role.awsOwned,
          boundary: role.boundary?.name ?? null,
          policies: role.policies.map(named),
          can,
          doubts,
        }
        return ok(seen)
      } catch (error) {
        if (error instanceof NotSeen) return err(error.message)
        throw error
      } finally {
        clients.close()
      }
    },
    async readEvidence(arn, onProgress): Promise<Evidence> {
      const clients = createClients(options.aws ?? {})
      const now = epochSeconds(options.clock)
      const deadline = now + looking.withinSeconds
      let events = 0
      const onPage = (records: readonly TrailRecord[]) => {
        events += records.length
        onProgress({ events, reached: null })
      }
      try {
        const lookUp = createLookUp(clients, {
          ...options,
          deadline,
          mostRequests: options.mostRequests ?? 600,
          onPage,
        })
        const [services, used] = await Promise.all([
          readLastAccessed({ clients, limiter: createLimiter(options), region: home, deadline, sleep }, arn),
          usesIn(lookUp, arn, { from: now - DAYS * DAY_S, to: now }, regions),
        ])
        return {
          ...used,
          services: services.ok ? services.value : null,
          gaps: services.ok ? used.gaps : [`When IAM last saw its services: ${services.error}`, ...used.gaps],
        }
      } finally {
        clients.close()
      }
    },
  }
}

async function usesIn(
  lookUp: LookUp,
  arn: string,
  span: { readonly from: number; readonly to: number },
  regions: readonly string[],
): Promise<Omit<Evidence, 'services'>> {
  const role = { arn, uniqueId: null, sessionNames: [] }
  const { all, sessions } = await lookUpRole(lookUp, role, span, regions)
  const calls = once(all)
    .filter((record) => madeWith(record, role))
    .map(seenCall)
  const gaps = gapsOf(all)
  const truncated = all.some((one) => one.truncated)
  return {
    calls: calls.filter(({ denied }) => !denied),
    log: { complete: gaps.length === 0 && !truncated, from: span.from, regions, sessions },
    gaps: [...gaps, ...(truncated ? ['There were more sessions or calls than could be read.'] : [])],
  }
}

function named({ name, arn, document }: HeldPolicy) {
  return {
    name: arn === undefined ? name : arnName(arn),
    document: 'value' in document ? document.value : undefined,
  }
}
