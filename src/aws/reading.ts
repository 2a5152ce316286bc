import type { EpochSeconds } from '../base/time.ts'
import type { Inventory, Kind, ResourceRef } from '../posture/inventory/index.ts'
import type { Gap } from '../posture/snapshot.ts'
import { type Answer, attempt, Nonsense, type Refusal } from './call.ts'
import type { Reading, SeenKind } from './collector.ts'
import type { DescriptionCache } from './describe-cache.ts'
import { instant } from './fields.ts'
import type { Intern } from './intern.ts'
import { actionOf, type Input, type Operation, type Output, SERVICES, type Service } from './sdk.ts'

/** What all readings of one collection share. */
export interface Session {
  readonly account: string
  readonly partition: string
  readonly regions: readonly string[]
  readonly homeRegion: string
  readonly jobsSince: EpochSeconds
  readonly now: EpochSeconds
  readonly intern: Intern
  readonly sleep: (ms: number) => Promise<void>
  /** One request through limiter and counter, retried. Throws as the SDK does. */
  readonly send: <S extends Service, O extends Operation<S>>(
    service: S,
    region: string,
    operation: O,
    input: Input<S, O>,
  ) => Promise<Output<S, O>>
  readonly seen: (kind: Kind, from: string) => Promise<SeenKind>
  /** Promises by key, see `Reading.once`. */
  readonly shared: Map<string, Promise<unknown>>
}

/** A reading and the gaps that were noted while it lasted. */
export interface OpenReading {
  readonly reading: Reading
  readonly gaps: () => readonly Gap[]
}

/** Opens the reading of one kind in one Region, or `global`. */
export function openReading(
  session: Session,
  kind: Kind,
  region: string,
  cache: DescriptionCache,
): OpenReading {
  const { account, partition, regions, homeRegion, jobsSince, now, intern, sleep } = session
  const notes = createNotes(kind)
  const regionFor = (at: string | undefined) => at ?? (region === 'global' ? homeRegion : region)

  const read = <S extends Service, O extends Operation<S>, T>(
    service: S,
    operation: O,
    input: Input<S, O>,
    map: (output: Output<S, O>) => T,
    at?: string,
  ): Promise<Answer<T>> => {
    const asked = { call: operation, action: actionOf(service, operation), region: at ?? region }
    return attempt(asked, async () => {
      const output = await session.send(service, regionFor(at), operation, input)
      return understood(() => map(output))
    })
  }

  const reading: Reading = {
    kind,
    region,
    regions,
    homeRegion,
    account,
    partition,
    jobsSince,
    now,
    intern,
    sleep,
    read,
    async pages(service, operation, input, reader, at) {
      const items: NonNullable<ReturnType<typeof reader.map>>[] = []
      const { token: member, nextToken: next = member } = SERVICES[service]
      let token: unknown
      do {
        const asked = token === undefined ? input : Object.assign({}, input, { [member]: token })
        const page = await read(
          service,
          operation,
          asked,
          (output) => {
            const entries = reader.items(output)
            if (!Array.isArray(entries)) throw new Nonsense(`the answer to ${operation} has no list`)
            for (const entry of entries) {
              const item = reader.map(entry)
              if (item !== undefined && item !== null) items.push(item)
            }
            return nextToken(output, next)
          },
          at,
        )
        if (page.outcome === 'gone' && reader.gone === 'nothing') return { items }
        if (page.outcome !== 'value') return { items, refusal: page.refusal }
        // A service that hands out the same token twice would keep us for ever.
        if (page.value !== undefined && page.value === token)
          return { items, refusal: endless(service, operation, at ?? region) }
        token = page.value
      } while (token !== undefined)
      return { items }
    },
    async kept(key, version, ask) {
      const known = version === undefined ? undefined : cache.get(key)
      if (known && known.version === version)
        return { outcome: 'value', value: known.value } as Awaited<ReturnType<typeof ask>>
      const answer = await ask()
      if (version !== undefined && answer.outcome === 'value')
        cache.set(key, { version, value: answer.value })
      return answer
    },
    once<T>(key: string, make: () => Promise<T>) {
      const known = session.shared.get(key) ?? make()
      session.shared.set(key, known)
      return known as Promise<T>
    },
    async seen<K extends Kind>(used: K) {
      const { items, gaps } = (await session.seen(used, region)) as SeenKind<K>
      for (const gap of gaps) notes.derive(gap)
      return items as readonly Inventory[K][]
    },
    gap: (refusal, hidden) => void notes.note(refusal, hidden),
    partGap: (refusal, of) => ({ gap: notes.partial(refusal, of) }),
    identity(name, arn, created, at) {
      const createdAt = instant(created)
      return {
        kind,
        arn,
        name,
        region: at ?? region,
        account,
        ...(createdAt !== undefined && { createdAt }),
      }
    },
  }
  return { reading, gaps: notes.gaps }
}

/** Runs a mapper on an answer; a type error in there means that the answer is not what it should be. */
function understood<T>(map: () => T): T {
  try {
    return map()
  } catch (cause) {
    if (cause instanceof Nonsense) throw cause
    throw new Nonsense('the answer has parts of a wrong type', { cause })
  }
}

function nextToken(output: unknown, member: string): string | undefined {
  const token: unknown =
    typeof output === 'object' && output !== null ? Reflect.get(output, member) : undefined
  return typeof token === 'string' && token !== '' ? token : undefined
}

function endless(service: Service, operation: string, region: string): Refusal {
  return {
    call: operation,
    action: actionOf(service, operation),
    region,
    cause: 'unavailable',
    detail: 'the list did not end',
  }
}

type OpenGap = Gap & { readonly resources: ResourceRef[] }

/** Gathers gaps: one per operation, cause and Region, however many resources it hides. */
function createNotes(kind: Kind) {
  const whole = new Map<string, OpenGap>()
  const single = new Map<string, OpenGap>()
  const parts = new Map<string, OpenGap>()
  const named = new Set<string>()
  const keyOf = (gap: Refusal) => `${gap.call} ${gap.cause} ${gap.region}`
  const opened = (at: Map<string, OpenGap>, { call, action, region, cause, detail }: Refusal) => {
    const key = keyOf({ call, action, region, cause, detail })
    const known = at.get(key)
    if (known) return known
    const made: OpenGap = { kind, region, call, action, cause, detail, resources: [] }
    at.set(key, made)
    return made
  }
  return {
    note(refusal: Refusal, hidden: ResourceRef | undefined) {
      if (hidden) opened(single, refusal).resources.push(hidden)
      else opened(whole, refusal)
    },
    derive(gap: Gap) {
      opened(whole, gap)
    },
    /** Not among the gaps of the kind: the items are there, and the gap stands in one of their fields. */
    partial(refusal: Refusal, of: ResourceRef): Gap {
      const { arn, name, region, account } = of
      const gap = opened(parts, refusal)
      const once = `${keyOf(refusal)} ${arn}`
      if (!named.has(once)) gap.resources.push({ kind, arn, name, region, account })
      named.add(once)
      return gap
    },
    gaps: (): readonly Gap[] => [...whole.values(), ...single.values()],
  }
}
