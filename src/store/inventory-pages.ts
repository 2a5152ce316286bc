import { hash } from 'node:crypto'
import { DAY_S, type EpochSeconds } from '../base/time.ts'
import type { KnownResource } from '../grants/request/inventory.ts'
import { ITEM_TEXT, pack, unpack } from './pack.ts'

/** A resource and when an audit last saw it, to the day or so. */
export interface SeenResource {
  readonly resource: KnownResource
  readonly seenAt: EpochSeconds
}

/** One page of a kind, by ARN. */
export type InventoryPage = ReadonlyMap<string, SeenResource>

/** A kind has sixteen pages, by the first hexadecimal digit of the ARN's hash. Some room, for digits are not even. */
const PER_PAGE = 1_500

/** What no audit saw for so long is gone, or too old to be asked for. */
export const FORGOTTEN_AFTER_S = 30 * DAY_S

/** A resource is written again for its time alone only once a day. */
const SAME_TIME_S = DAY_S

type Row = readonly [arn: string, name: string, region: string, account: string, seenAt: EpochSeconds]

/** The page on which a resource lives. */
export function inventoryPageOf(arn: string): string {
  return hash('sha256', arn).slice(0, 1)
}

/** The page after an audit saw these; undefined where nothing worth writing is new. */
export function seenAgain(
  page: InventoryPage,
  resources: readonly KnownResource[],
  seenAt: EpochSeconds,
): InventoryPage | undefined {
  const news = resources.filter((resource) => {
    const known = page.get(resource.arn)
    return !known || known.seenAt + SAME_TIME_S <= seenAt || known.resource.name !== resource.name
  })
  if (news.length === 0) return undefined
  const all = new Map(page)
  for (const resource of news) {
    all.set(resource.arn, { resource, seenAt: Math.max(seenAt, page.get(resource.arn)?.seenAt ?? 0) })
  }
  const recent = [...all.values()].filter((each) => each.seenAt > seenAt - FORGOTTEN_AFTER_S)
  return new Map(newest(recent, PER_PAGE).map((each) => [each.resource.arn, each]))
}

/** The newest so many. */
export function newest(seen: readonly SeenResource[], most: number): readonly SeenResource[] {
  return seen.length <= most ? seen : seen.toSorted((a, b) => b.seenAt - a.seenAt).slice(0, most)
}

/** The text of a page. Where it would not fit an item, the older half is left out. */
export async function writeInventoryPage(page: InventoryPage): Promise<string> {
  const rows = [...page.values()].map(({ resource: { arn, name, region, account }, seenAt }): Row => {
    return [arn, name, region, account, seenAt]
  })
  const text = await pack(rows)
  if (text.length <= ITEM_TEXT) return text
  const half = newest([...page.values()], Math.floor(page.size / 2))
  return await writeInventoryPage(new Map(half.map((each) => [each.resource.arn, each])))
}

/** The page of a text. Throws where it is none. */
export async function readInventoryPage(kind: string, text: string): Promise<InventoryPage> {
  const rows = (await unpack(text)) as readonly Row[]
  return new Map(
    rows.map(([arn, name, region, account, seenAt]) => {
      return [arn, { resource: { kind, arn, name, region, account }, seenAt }]
    }),
  )
}
