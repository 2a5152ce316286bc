import { setTimeout as pause } from 'node:timers/promises'
import { type AwsSettings, createClients } from '../../src/aws/clients.ts'
import { createCallsOf } from '../../src/aws/watch/calls-of.ts'
import { createExecutionRoles, NO_EXECUTION_ROLES } from '../../src/aws/watch/execution-roles.ts'
import { createReadEvents } from '../../src/aws/watch/read-events.ts'
import { type Clock, DAY_S, epochSeconds } from '../../src/base/time.ts'
import { homeOfGlobalEvents } from '../../src/posture/sample-events/index.ts'
import type { Store } from '../../src/store/store.ts'
import { type Alerting, createAlerting } from '../../src/watch/alerting.ts'
import { createAnnounce } from '../../src/watch/announce.ts'
import type { KnownGrant } from '../../src/watch/detection.ts'
import { DETECTIONS } from '../../src/watch/detections/index.ts'
import { roleOf, type TrailEvent } from '../../src/watch/event.ts'
import type { ShowAlert } from '../../src/watch/ports.ts'
import { createWatch, type Watch } from '../../src/watch/watch.ts'
import type { Granting } from './granting/open.ts'
import { sha256 } from './granting/sha256.ts'
import type { Logger } from './log.ts'

/** The watch over CloudTrail and its alerts, open. */
export interface Watching {
  readonly alerts: Alerting
  /** To be called once Slack is connected; before that alerts are kept, and not shown. */
  attach(show: ShowAlert): void
  /** One look at the trails, and every alert shown as it stands. Throws what kept it. */
  tend(): Promise<void>
  /** Keeps the alerts about events that were delivered; true: there are some to show. Throws what kept it. */
  deliver(events: readonly TrailEvent[]): Promise<boolean>
  /** Shows every alert as it stands. */
  announce(): Promise<void>
  close(): void
}

export interface WatchingOptions {
  readonly store: Store
  readonly aws?: AwsSettings
  /** The Regions that are audited; that of the global services is watched besides. */
  readonly regions: readonly string[]
  readonly clock: Clock
  readonly logger: Logger
  readonly granting?: Granting
}

/** Opens the watch. Nothing is read before the first look. */
export function openWatching(options: WatchingOptions): Watching {
  const { store, aws, clock, logger, granting } = options
  const home = homeOfGlobalEvents(options.regions[0] ?? 'us-east-1')
  const regions = [...new Set([...options.regions, home])]
  const clients = createClients(aws ?? {})
  const common = { clients, clock, sleep: (ms: number) => pause(ms), random: Math.random }
  const executionRoles = createExecutionRoles(clients, home, clock)
  const readGrants = grantReader(store, clock)
  const rolesOrNone = () =>
    executionRoles().catch((error: unknown) => {
      logger.warn({ err: error }, 'roles of SageMaker are told by their names only')
      return NO_EXECUTION_ROLES
    })

  /** Who the bot is does not change while it runs; what could not be asked is asked again. */
  let self: Promise<{ readonly account: string; readonly bot: string }> | undefined
  const whoami = () => {
    self ??= clients.send('sts', home, 'GetCallerIdentity', {}).then(({ Account = '', Arn = '' }) => ({
      account: Account,
      bot: roleOf(Arn),
    }))
    self.catch(() => {
      self = undefined
    })
    return self
  }

  const access = granting?.services
  const alerts = createAlerting({
    detections: DETECTIONS,
    store: store.watch,
    regions,
    clock,
    callsOf: createCallsOf(common),
    ...(access && {
      access: {
        policy: () => access.access.policy(),
        groupsOf: (person) => access.groupsOf(person),
        openGrants: async () =>
          (await store.grants.unsettled()).filter(({ state }) => state === 'active' || state === 'approved'),
      },
    }),
  })

  async function watch(): Promise<Watch> {
    const { account, bot } = await whoami()
    return createWatch({
      detections: DETECTIONS,
      store: store.watch,
      readEvents: createReadEvents(common),
      readContext: async () => ({
        bot,
        grants: await readGrants(),
        ...(await rolesOrNone()),
        boundary: granting?.settings.boundary ?? null,
      }),
      regions,
      account,
      hash: sha256,
      clock,
    })
  }

  let announce = async (): Promise<void> => undefined
  return {
    alerts,
    attach(show) {
      const onFailure = (alertId: string, error: unknown) =>
        logger.warn({ alert: alertId, err: error }, 'an alert will be shown again')
      announce = createAnnounce({ store: store.watch, show, clock, onFailure })
    },
    async tend() {
      await (await watch()).look()
      await announce()
    },
    deliver: async (events) => (await watch()).deliver(events),
    announce: () => announce(),
    close: () => clients.close(),
  }
}

/** Grants that are open, and those that were until a day ago: CloudTrail is late, and a watch may have to catch up. */
function grantReader(store: Store, clock: Clock): () => Promise<readonly KnownGrant[]> {
  const known = new Map<string, KnownGrant>()
  return async () => {
    for (const { id, role, current } of await store.grants.unsettled()) {
      const { window, terms } = current
      if (role && window) known.set(id, { id, role: role.arn, window, resources: terms.resources })
    }
    for (const { id, window } of known.values())
      if (window.endsAt < epochSeconds(clock) - DAY_S) known.delete(id)
    return [...known.values()]
  }
}
