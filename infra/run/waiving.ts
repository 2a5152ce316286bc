import { randomBytes } from 'node:crypto'
import { type AwsSettings, createClients } from '../../src/aws/clients.ts'
import { createTagsOf } from '../../src/aws/tags-of.ts'
import type { Clock } from '../../src/base/time.ts'
import { sameSomebody } from '../../src/grants/rules/linked.ts'
import { sameHuman } from '../../src/grants/rules/same-human.ts'
import { approvingGroups } from '../../src/grants/rules/vouching.ts'
import type { Waiver, WaiverPerson } from '../../src/posture/waivers/waiver.ts'
import { createWaivers, type WaiverRefusal } from '../../src/posture/waivers/waivers.ts'
import type { AccessServices, WaiverServices } from '../../src/services.ts'
import type { Store } from '../../src/store/store.ts'

export interface WaivingOptions {
  readonly store: Store
  readonly clock: Clock
  readonly longestDays: number
  readonly aws?: AwsSettings
  /** Absent where no access policy is set up. */
  readonly access?: AccessServices
}

/** Accepting risks; `close` lets go of the connections to AWS. */
export function openWaiving(options: WaivingOptions): WaiverServices & { close(): void } {
  const { store, clock, longestDays, access } = options
  const clients = createClients(options.aws ?? {})
  const waivers = createWaivers({
    store: store.waivers,
    clock,
    newId: () => randomBytes(6).toString('hex'),
    longestDays,
    unfit: async (asker, second) => (access ? unfitFor(access, asker, second) : undefined),
  })
  return {
    waivers,
    places: store.notices,
    tagsOf: createTagsOf((region, arn) =>
      clients.send('tag', region, 'GetResources', { ResourceARNList: [arn] }),
    ),
    close: () => clients.close(),
  }
}

/** The same, to be shown alone: whether somebody is fit to decide is seen by what was read lately. */
export function shownWaiving(waiving: WaiverServices, shown: AccessServices | undefined): WaiverServices {
  if (!shown) return waiving
  const unfit = async (person: WaiverPerson, { askedBy }: Waiver) =>
    person === askedBy ? ('own-waiver' as const) : unfitFor(shown, askedBy, person)
  return { ...waiving, waivers: { ...waiving.waivers, unfit } }
}

/** With an access policy, risks are accepted by those who approve access, and one human with two accounts is one person. */
async function unfitFor(
  access: AccessServices,
  asker: WaiverPerson,
  second: WaiverPerson,
): Promise<WaiverRefusal | undefined> {
  const policy = access.access.policy()
  const [one, other] = await Promise.all([access.principalOf(asker), access.principalOf(second)])
  if (sameHuman(policy, asker, second) || (one && other && sameSomebody(one, other))) return 'same-human'
  const approving = approvingGroups(policy)
  const groups = await access.groupsOf(second)
  return groups.some((group) => approving.includes(group)) ? undefined : 'not-an-approver'
}
