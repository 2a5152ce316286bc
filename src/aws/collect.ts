import type { Clock } from '../base/time.ts'
import { epochSeconds } from '../base/time.ts'
import type { Kind } from '../posture/inventory/index.ts'
import type { Collect, Collected, CollectRequest, Progress } from '../posture/ports.ts'
import type { Gap, Snapshot } from '../posture/snapshot.ts'
import { detailOf, troubleOf } from './call.ts'
import { type AwsSettings, type Clients, createClients } from './clients.ts'
import type { Collector, SeenKind } from './collector.ts'
import { COLLECTOR_OF, type Collectors } from './collectors/index.ts'
import { type DescriptionCache, memoryCache, type OpenCache } from './describe-cache.ts'
import { identify } from './identity.ts'
import { createIntern } from './intern.ts'
import { createLimiter, type Limiter, type LimiterOptions } from './limiter.ts'
import { openReading, type Session } from './reading.ts'
import type { Service } from './sdk.ts'

export interface CollectOptions {
  readonly clock: Clock
  readonly sleep: (ms: number) => Promise<void>
  /** In [0, 1). */
  readonly random: () => number
  /** Endpoint and credentials, where they are not those of the SDK's own chain. */
  readonly aws?: AwsSettings
  /** Where descriptions are kept between audits; in memory where absent. */
  readonly openCache?: OpenCache
  readonly collectors?: Collectors
}

/**
 * Reads AWS: the kinds that are asked for and those that they need, side by side, in all Regions at once.
 * Throws `AwsAccessError` where no credentials work; every other failure is a gap.
 */
export function createCollect(options: CollectOptions): Collect {
  const openCache = options.openCache ?? memoryCache()
  return async (request, onProgress) => {
    const clients = createClients(options.aws ?? {})
    try {
      return await collect({ ...options, openCache }, clients, request, onProgress)
    } finally {
      clients.close()
    }
  }
}

async function collect(
  options: CollectOptions & { readonly openCache: OpenCache },
  clients: Clients,
  request: CollectRequest,
  onProgress: (progress: Progress) => void,
): Promise<Collected> {
  const [homeRegion] = request.regions
  if (homeRegion === undefined) throw new Error('A collection needs at least one Region.')
  const collectors = options.collectors ?? COLLECTOR_OF
  const limiterOf = limiters(options)
  const send: Session['send'] = (service, region, operation, input) =>
    limiterOf(service, region).run(
      () => clients.send(service, region, operation, input),
      troubleOf,
      request.deadline,
    )
  const { account, partition } = await identify(() => send('sts', homeRegion, 'GetCallerIdentity', {}))
  const caches = await openCaches(options.openCache, account, request)

  const kinds = closure(request.kinds, collectors)
  const tasks = kinds.flatMap((kind) =>
    placesOf(collectors[kind], request.regions).map((at) => ({ kind, at })),
  )
  const progress = progressOf(tasks.length, clients, onProgress)
  const runs = new Map<string, Promise<SeenKind>>()
  const run = (kind: Kind, at: string): Promise<SeenKind> => {
    const key = `${kind} ${at}`
    const known = runs.get(key) ?? progress.during(kind, runOne(collectors[kind], at))
    runs.set(key, known)
    return known
  }
  const seen = async (kind: Kind, from: string): Promise<SeenKind> => {
    if (!kinds.includes(kind)) return { items: [], gaps: [] }
    const places = placesOf(collectors[kind], request.regions).filter((at) =>
      from === 'global' ? true : at === from || at === 'global',
    )
    return merged(await Promise.all(places.map((at) => run(kind, at))))
  }
  const session: Session = {
    account,
    partition,
    regions: request.regions,
    homeRegion,
    jobsSince: request.jobsSince,
    now: epochSeconds(options.clock),
    intern: createIntern(),
    sleep: options.sleep,
    send,
    seen,
    shared: new Map(),
  }
  const runOne = async (collector: Collector, at: string): Promise<SeenKind> => {
    const { reading, gaps } = openReading(session, collector.kind, at, caches.of(at))
    try {
      const items = await collector.collect(reading)
      return { items, gaps: gaps() }
    } catch (error) {
      // A collector that breaks on something unforeseen must not take the audit with it, nor look like "nothing there".
      return { items: [], gaps: [...gaps(), broken(collector, at, error)] }
    }
  }

  progress.tell()
  await Promise.all(tasks.map(({ kind, at }) => run(kind, at)))
  await caches.flush()
  const asked = kinds.filter((kind) => request.kinds.includes(kind))
  const entries = await Promise.all(asked.map(async (kind) => [kind, await seen(kind, 'global')] as const))
  return { account, snapshot: Object.fromEntries(entries) as Snapshot, calls: clients.counts() }
}

/** The kinds asked for and all that they need, each once. */
function closure(kinds: readonly Kind[], collectors: Collectors): readonly Kind[] {
  const found = new Set<Kind>(kinds)
  for (const kind of found) for (const used of collectors[kind].uses) found.add(used)
  return [...found]
}

function placesOf(collector: Collector, regions: readonly string[]): readonly string[] {
  return collector.regional ? regions : ['global']
}

function merged(parts: readonly SeenKind[]): SeenKind {
  const [only] = parts
  if (parts.length === 1 && only) return only
  return { items: parts.flatMap((part) => part.items), gaps: parts.flatMap((part) => part.gaps) }
}

function limiters(options: LimiterOptions): (service: Service, region: string) => Limiter {
  const made = new Map<string, Limiter>()
  return (service, region) => {
    const key = `${service} ${region}`
    const known = made.get(key) ?? createLimiter(options)
    made.set(key, known)
    return known
  }
}

async function openCaches(open: OpenCache, account: string, request: CollectRequest) {
  const places = ['global', ...request.regions]
  const opened = await Promise.all(places.map(async (at) => [at, await open(account, at)] as const))
  const caches = new Map<string, DescriptionCache>(opened)
  const none: DescriptionCache = { get: () => undefined, set: () => {}, flush: async () => {} }
  return {
    of(at: string): DescriptionCache {
      const cache = caches.get(at) ?? none
      return request.useCache ? cache : { ...cache, get: () => undefined }
    },
    flush: async () => void (await Promise.all(opened.map(([, cache]) => cache.flush()))),
  }
}

function broken(collector: Collector, region: string, error: unknown): Gap {
  const action = collector.actions[0] ?? ''
  return {
    kind: collector.kind,
    region,
    call: action.slice(action.indexOf(':') + 1),
    action,
    cause: 'unavailable',
    detail: `what AWS answered could not be used: ${detailOf(error)}`,
    resources: [],
  }
}

function progressOf(total: number, clients: Clients, onProgress: (progress: Progress) => void) {
  const reading: Kind[] = []
  let done = 0
  let resources = 0
  const tell = () =>
    onProgress({
      phase: 'collecting',
      done,
      total,
      reading: [...new Set(reading)],
      resources,
      calls: clients.counts().total,
    })
  return {
    tell,
    async during(kind: Kind, run: Promise<SeenKind>): Promise<SeenKind> {
      reading.push(kind)
      const seen = await run
      reading.splice(reading.indexOf(kind), 1)
      done += 1
      resources += seen.items.length
      tell()
      return seen
    },
  }
}
