import type { Waiver } from '../../src/posture/waivers/waiver.ts'
import { createWaivers, type WaiverStore, type WaiversOptions } from '../../src/posture/waivers/waivers.ts'
import type { NoticePlace, NoticePlaces, WaiverServices } from '../../src/services.ts'
import { ACCOUNT, NOW } from './inventory.ts'
import { aResource } from './report.ts'

/** A standing waiver of `aCheck()` on `aResource()` that Ann asked for and Ben approved, for 30 days. */
export function aWaiver(fields: Partial<Waiver> = {}): Waiver {
  return {
    id: 'w1',
    account: ACCOUNT,
    check: 'notebook-no-direct-internet',
    scope: { resource: aResource().arn },
    reason: 'The lab moves into the VPC in January.',
    askedBy: 'T1/UANN',
    askedAt: NOW - 60,
    until: NOW + 30 * 86_400,
    approvedBy: 'T1/UBEN',
    from: NOW - 30,
    revokedAt: null,
    revokedBy: null,
    version: 2,
    ...fields,
  }
}

/** Waivers in memory: kept as text, and moved only by the condition that the port states. */
export function memoryWaivers(kept: readonly Waiver[] = []): WaiverStore {
  const texts = new Map(kept.map((waiver) => [waiver.id, JSON.stringify(waiver)]))
  const read = (id: string): Waiver | undefined => {
    const text = texts.get(id)
    return text === undefined ? undefined : JSON.parse(text)
  }
  return {
    read: async (id) => read(id),
    write: async (waiver) => {
      await Promise.resolve()
      if ((read(waiver.id)?.version ?? 0) !== waiver.version - 1) return false
      texts.set(waiver.id, JSON.stringify(waiver))
      return true
    },
    all: async () => [...texts.keys()].flatMap((id) => read(id) ?? []),
  }
}

/** Places in memory. */
function memoryPlaces(): NoticePlaces {
  const places = new Map<string, readonly NoticePlace[]>()
  return {
    of: async (id) => places.get(id) ?? [],
    add: async (id, place) => {
      places.set(id, [...(places.get(id) ?? []), place])
    },
    remove: async (id, place) => {
      places.set(
        id,
        (places.get(id) ?? []).filter(({ ts }) => ts !== place.ts),
      )
    },
  }
}

/** Accepting risks over memory, where anybody else may be the second person. */
export function someWaiving(
  options: Partial<WaiversOptions> = {},
  tags: Readonly<Record<string, string>> = {},
): WaiverServices {
  let id = 0
  const waivers = createWaivers({
    store: memoryWaivers(),
    clock: () => NOW * 1000,
    newId: () => `w${++id}`,
    longestDays: 90,
    unfit: async () => undefined,
    ...options,
  })
  return { waivers, places: memoryPlaces(), tagsOf: async () => tags }
}
