import type { Clock } from '../../base/time.ts'
import { epochSeconds } from '../../base/time.ts'
import { troubleOf } from '../call.ts'
import type { AwsSettings, Clients } from '../clients.ts'
import type { Reading } from '../collector.ts'
import { AwsAccessError, identify } from '../identity.ts'
import { createIntern } from '../intern.ts'
import { createLimiter, type Limiter } from '../limiter.ts'
import { openReading, type Session } from '../reading.ts'

/** What looking at AWS takes from outside. */
export interface LookOptions {
  readonly clock: Clock
  readonly sleep: (ms: number) => Promise<void>
  /** In [0, 1). */
  readonly random: () => number
  /** Endpoint and credentials, where they are not those of the SDK's own chain. */
  readonly aws?: AwsSettings
  /** No request is sent later than this many seconds after the start; 15 where absent. */
  readonly withinSeconds?: number
}

/** Whose resources are looked at. */
interface At {
  readonly partition: string
  readonly account: string
  readonly region: string
}

const WITHIN_S = 15

/** How long one answer may take, so that a look ends soon after its deadline. */
export const REQUEST_TIMEOUT_MS = 5000

/**
 * Reads for one request: through a limiter, with a deadline, and each call once however often it is asked for. Throws
 * `AwsAccessError` where the credentials do not work or are those of another account.
 */
export async function openLook(options: LookOptions, clients: Clients, at: At): Promise<Reading> {
  const deadline = epochSeconds(options.clock) + (options.withinSeconds ?? WITHIN_S)
  const limiters = new Map<string, Limiter>()
  const limiterOf = (key: string) => {
    const known = limiters.get(key) ?? createLimiter(options)
    limiters.set(key, known)
    return known
  }
  const calls = new Map<string, Promise<unknown>>()
  const send: Session['send'] = (service, region, operation, input) => {
    const key = JSON.stringify([service, region, operation, input])
    const call =
      calls.get(key) ??
      limiterOf(`${service} ${region}`).run(
        () => clients.send(service, region, operation, input),
        troubleOf,
        deadline,
      )
    calls.set(key, call)
    return call as ReturnType<typeof send<typeof service, typeof operation>>
  }
  const { account } = await identify(() => send('sts', at.region, 'GetCallerIdentity', {}))
  if (account !== at.account)
    throw new AwsAccessError(`The credentials are those of account ${account}, not of ${at.account}`)
  const now = epochSeconds(options.clock)
  const session: Session = {
    account,
    partition: at.partition,
    regions: [at.region],
    homeRegion: at.region,
    jobsSince: now,
    now,
    intern: createIntern(),
    sleep: options.sleep,
    send,
    seen: async () => ({ items: [], gaps: [] }),
    shared: new Map(),
  }
  const nothingKept = { get: () => undefined, set: () => {}, flush: async () => {} }
  return openReading(session, 'accounts', at.region, nothingKept).reading
}
