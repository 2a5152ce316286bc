import { setTimeout as sleep } from 'node:timers/promises'
import { createActivities } from '../../src/activity/activities.ts'
import { createRightsizing } from '../../src/activity/rightsize/rightsizing.ts'
import type { Account } from '../../src/activity/subject.ts'
import { createDirectory } from '../../src/aws/activity/directory.ts'
import { createReadLog } from '../../src/aws/activity/read-log.ts'
import { type AwsSettings, createClients } from '../../src/aws/clients.ts'
import { identify } from '../../src/aws/identity.ts'
import { createRoleSight } from '../../src/aws/rightsize/role-sight.ts'
import type { Clock } from '../../src/base/time.ts'
import { RESOURCE_KINDS } from '../../src/grants/resource-kind.ts'
import type { PersonKey } from '../../src/grants/terms.ts'
import { activityCsv } from '../../src/report/activity-csv.ts'
import { rightsizeCsv } from '../../src/report/rightsize-csv.ts'
import type { AccessServices, Services } from '../../src/services.ts'
import { overseesAll, viewerOf } from '../../src/slack/grants/sight.ts'
import type { Store } from '../../src/store/store.ts'

export interface ReadingOptions {
  readonly aws?: AwsSettings
  readonly regions: readonly string[]
  readonly clock: Clock
  readonly store: Store
  /** Absent where no access policy is set up. */
  readonly access?: AccessServices
}

/** Resources that one word can mean, of each kind. */
const MOST_OF_A_KIND = 5

/** Everything that reads the access log. It asks AWS nothing before somebody does. */
export function openReading(options: ReadingOptions): Pick<Services, 'activities' | 'rightsizing'> {
  const { aws, regions, clock, store, access } = options
  const [region = 'us-east-1'] = regions
  const waiting = {
    clock,
    sleep: async (ms: number) => void (await sleep(ms)),
    random: Math.random,
    ...(aws && { aws }),
  }
  const directory = createDirectory({ ...waiting, region })
  const seesAll = (person: PersonKey) => maySeeAll(person, access)
  const place = rememberOnceKnown(() => accountOf(aws, region))
  const sight = async () => createRoleSight({ ...waiting, ...(await place()), regions })
  return {
    activities: createActivities({
      readLog: createReadLog({ ...waiting, regions }),
      directory,
      grants: async () => (access ? access.access.list({ which: 'all' }) : []),
      policy: () => access?.access.policy(),
      seesAll,
      async findResources(word) {
        const kinds = Object.keys(RESOURCE_KINDS)
        const found = await Promise.all(kinds.map((kind) => store.inventory.find(kind, word, MOST_OF_A_KIND)))
        return found.flat()
      },
      place,
      csv: activityCsv,
      clock,
    }),
    rightsizing: createRightsizing({
      seesAll,
      directory,
      readRole: async (arn) => (await sight()).readRole(arn),
      readEvidence: async (arn, onProgress) => (await sight()).readEvidence(arn, onProgress),
      csv: rightsizeCsv,
    }),
  }
}

/**
 * Members of the groups that approve, review or end access. Without an access policy there are no groups: every full
 * member of the workspace may, and nobody else gets as far as this.
 */
async function maySeeAll(person: PersonKey, access: AccessServices | undefined): Promise<boolean> {
  return access === undefined || overseesAll(await viewerOf(access, person), access.access.policy())
}

async function accountOf(aws: AwsSettings | undefined, region: string): Promise<Account> {
  const clients = createClients(aws ?? {})
  try {
    return await identify(() => clients.send('sts', region, 'GetCallerIdentity', {}))
  } finally {
    clients.close()
  }
}

/** What was once found out; a failure is not kept. */
function rememberOnceKnown<T>(find: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined
  return () => {
    known ??= find().catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
}
