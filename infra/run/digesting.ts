import { type AwsSettings, createClients } from '../../src/aws/clients.ts'
import { resourceTags } from '../../src/aws/resource-tags.ts'
import { type Clock, epochSeconds, MINUTE_S } from '../../src/base/time.ts'
import { dayOf } from '../../src/digest/day.ts'
import { type AccessSource, type DigestSources, makeDigest } from '../../src/digest/make.ts'
import { ownerOf } from '../../src/digest/owners.ts'
import type { DigestOut } from '../../src/digest/ports.ts'
import { createSender } from '../../src/digest/send.ts'
import type { PersonKey } from '../../src/grants/terms.ts'
import type { Audits } from '../../src/posture/audit.ts'
import type { Check } from '../../src/posture/check.ts'
import type { ResourceRef } from '../../src/posture/inventory/index.ts'
import type { AccessServices, DigestServices } from '../../src/services.ts'
import { overseesAll, viewerOf } from '../../src/slack/grants/sight.ts'
import type { Store } from '../../src/store/store.ts'
import type { Logger } from './log.ts'

export interface DigestingOptions {
  readonly store: Pick<Store, 'digests' | 'audits'>
  readonly audits: Audits
  readonly aws?: AwsSettings
  readonly checks: readonly Check[]
  readonly regions: readonly string[]
  readonly access?: AccessServices
  /** After this many seconds an audit reads nothing more. */
  readonly deadlineSeconds: number
  readonly clock: Clock
  readonly logger: Logger
}

/** The daily digest, open. */
export interface Digesting {
  readonly services: DigestServices
  /**
   * What sends the digests that are due, to be called every half minute or so. A clock that is moved, a machine that slept and
   * a schedule that fires twice are all the same to it.
   */
  sender(out: DigestOut): () => Promise<void>
}

/** An audit may wait for its turn, and there is something to do after it. */
const BESIDES_AUDIT_S = 10 * MINUTE_S

export function openDigesting(options: DigestingOptions): Digesting {
  const { store, audits, checks, regions, access, clock, logger } = options
  const sources: DigestSources = {
    store: store.digests,
    audits,
    states: store.audits.states,
    checks,
    regions,
    ...(access && { access: accessSource(access) }),
    owners: (resources) => ownersOf(options, resources),
    clock,
    onFailure: (what, error) => logger.warn({ what, err: error }, 'a digest lacks something, or comes later'),
  }
  const mayName = async (person: PersonKey): Promise<boolean> =>
    access !== undefined && overseesAll(await viewerOf(access, person), access.access.policy())
  return {
    services: {
      subscriptions: store.digests,
      async preview(person, subscription) {
        const zone = subscription?.zone ?? 'UTC'
        const { digest } = await makeDigest(sources, {
          ...(subscription && { channel: subscription.channel }),
          day: dayOf(zone, epochSeconds(clock)),
          zone,
          scope: subscription?.scope ?? [],
          named: await mayName(person),
          publish: false,
        })
        return digest
      },
    },
    sender: (out) =>
      createSender({
        ...sources,
        store: store.digests,
        out,
        mayName: ({ subscribedBy }) => mayName(subscribedBy),
        leaseSeconds: options.deadlineSeconds + BESIDES_AUDIT_S,
      }),
  }
}

function accessSource({ access, closeOut }: AccessServices): AccessSource {
  return {
    grants: () => access.list({ which: 'all' }),
    closeOut,
    anchor: () => access.grants.anchor(),
  }
}

/** The owners that the tags of these resources name. */
async function ownersOf(
  { aws = {} }: DigestingOptions,
  resources: readonly ResourceRef[],
): Promise<ReadonlyMap<string, string>> {
  const clients = createClients(aws)
  try {
    const tags = await resourceTags(clients, resources)
    return new Map(
      [...tags].flatMap(([arn, each]) => {
        const owner = ownerOf(each)
        return owner === undefined ? [] : [[arn, owner] as const]
      }),
    )
  } finally {
    clients.close()
  }
}
