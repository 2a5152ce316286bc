import type { ServiceUse } from '../../activity/rightsize/evidence.ts'
import { err, ok, type Result } from '../../base/result.ts'
import type { EpochSeconds } from '../../base/time.ts'
import { type Answer, attempt, Nonsense, required, troubleOf } from '../call.ts'
import type { Clients } from '../clients.ts'
import type { Limiter } from '../limiter.ts'
import { refusalWords } from '../refusal-words.ts'

/** What it takes to know which services a role used. */
export const LAST_ACCESSED_ACTIONS: readonly string[] = [
  'iam:GenerateServiceLastAccessedDetails',
  'iam:GetServiceLastAccessedDetails',
]

/** How IAM is asked. Unlike other looks the same question is asked again, until the report is made. */
export interface Asking {
  readonly clients: Clients
  readonly limiter: Limiter
  readonly region: string
  readonly deadline: EpochSeconds
  readonly sleep: (ms: number) => Promise<void>
}

/** IAM makes the report in the background, mostly within seconds. */
const MOST_LOOKS = 30
const BETWEEN_MS = 2000

/**
 * Which services a role used, and when it last did, with the actions that IAM tracks one by one. The error says why that
 * could not be read. Source: IAM User Guide, "Refine permissions in AWS using last accessed information".
 */
export async function readLastAccessed(
  asking: Asking,
  arn: string,
): Promise<Result<readonly ServiceUse[], string>> {
  const { clients, limiter, region, deadline } = asking
  const asked = {
    call: 'GenerateServiceLastAccessedDetails',
    action: 'iam:GenerateServiceLastAccessedDetails',
    region: 'global',
  }
  const input = { Arn: arn, Granularity: 'ACTION_LEVEL' as const }
  const started = await attempt(asked, async () => {
    const send = () => clients.send('iam', region, 'GenerateServiceLastAccessedDetails', input)
    return required((await limiter.run(send, troubleOf, deadline)).JobId, 'JobId')
  })
  if (started.outcome !== 'value') return err(refusalWords(started.refusal))
  const JobId = started.value
  const uses: ServiceUse[] = []
  let marker: string | undefined
  for (let look = 0; look < MOST_LOOKS; ) {
    const page = await readPage(asking, JobId, marker)
    if (page.outcome !== 'value') return err(refusalWords(page.refusal))
    if (page.value === 'not-yet') {
      look += 1
      await asking.sleep(BETWEEN_MS)
      continue
    }
    uses.push(...page.value.uses)
    marker = page.value.marker
    if (marker === undefined) return ok(uses)
  }
  return err('IAM did not finish its report of last use in time.')
}

interface Page {
  readonly uses: readonly ServiceUse[]
  readonly marker: string | undefined
}

function readPage(
  { clients, limiter, region, deadline }: Asking,
  JobId: string,
  Marker: string | undefined,
): Promise<Answer<Page | 'not-yet'>> {
  const input = { JobId, MaxItems: 1000, ...(Marker !== undefined && { Marker }) }
  const asked = {
    call: 'GetServiceLastAccessedDetails',
    action: 'iam:GetServiceLastAccessedDetails',
    region: 'global',
  }
  return attempt(asked, async () => {
    const send = () => clients.send('iam', region, 'GetServiceLastAccessedDetails', input)
    const raw = await limiter.run(send, troubleOf, deadline)
    if (raw.JobStatus === 'IN_PROGRESS') return 'not-yet' as const
    if (raw.JobStatus !== 'COMPLETED') throw new Nonsense(`the report of last use ended as ${raw.JobStatus}`)
    const uses = required(raw.ServicesLastAccessed, 'ServicesLastAccessed').map((service): ServiceUse => {
      const namespace = required(service.ServiceNamespace, 'ServiceNamespace')
      return {
        namespace,
        lastAt: seconds(service.LastAuthenticated),
        lastRegion: service.LastAuthenticatedRegion ?? null,
        tracked: (service.TrackedActionsLastAccessed ?? []).map(({ ActionName, LastAccessedTime }) => ({
          action: `${namespace}:${required(ActionName, 'ActionName')}`,
          lastAt: seconds(LastAccessedTime),
        })),
      }
    })
    return { uses, marker: raw.IsTruncated ? raw.Marker : undefined }
  })
}

function seconds(at: Date | undefined): number | null {
  return at === undefined ? null : Math.floor(at.getTime() / 1000)
}
