import type { EpochSeconds } from '../base/time.ts'
import type { Intern } from './intern.ts'

/** The same fields without those that are undefined: what exact optional properties ask for. */
type Present<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K]
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Drops the fields that are undefined. */
export function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
}

/** An instant as the SDK gives it, in epoch seconds; `undefined` where it is none. */
export function instant(date: Date | undefined): EpochSeconds | undefined {
  const ms = date instanceof Date ? date.getTime() : Number.NaN
  return Number.isFinite(ms) ? Math.floor(ms / 1000) : undefined
}

/** Tags by key, each text kept once. */
export function tagsByKey(
  tags: ReadonlyArray<{ readonly Key: string | undefined; readonly Value: string | undefined }>,
  { text }: Intern,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tags.flatMap(({ Key, Value }) => (Key === undefined ? [] : [[text(Key), text(Value ?? '')] as const])),
  )
}

/** The texts that are there, each once. */
export function texts(values: Iterable<string | undefined>): readonly string[] {
  return [...new Set([...values].filter((value) => value !== undefined && value !== ''))] as string[]
}

/** The list in pieces of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): ReadonlyArray<readonly T[]> {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}

const SIDE_BY_SIDE = 200

/** Maps side by side, in order, with a bound on how many are open at once: the limiter bounds the requests. */
export async function mapAll<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = new Array(items.length)
  let next = 0
  const work = async () => {
    for (let i = next++; i < items.length; i = next++) {
      const item = items[i]
      if (item !== undefined) results[i] = await map(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, items.length) }, work))
  return results
}
