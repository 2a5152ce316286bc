/** A JSON object as it arrives from outside: keys known, values not. */
export type JsonObject = Record<string, unknown>

/** True for a plain JSON object; false for null and arrays. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value if it is a non-empty string. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** The value if it is an object, else an empty one. */
export const object = (value: unknown): JsonObject => (isObject(value) ? value : {})

/** The value if it is an array, else an empty one. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The objects of an array; anything else in it is left out. */
export const objects = (value: unknown): readonly JsonObject[] => list(value).filter(isObject)

/** True for `true`, and for the strings that Slack's form encoding uses for it. */
export const flag = (value: unknown): boolean => value === true || value === 'true' || value === '1'

/** Length as Slack counts it: code points, so that one emoji is one. */
export const codePoints = (value: string): number => {
  let count = 0
  for (const _ of value) count += 1
  return count
}

/** The first `max` code points. */
export const cutTo = (value: string, max: number): string =>
  value.length <= max ? value : [...value].slice(0, max).join('')

/** Parses JSON text; undefined when it is not JSON. */
export const parseJson = (source: string): unknown => {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}
