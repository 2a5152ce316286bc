/**
 * The one text of a value, after RFC 8785: keys sorted by UTF-16 code unit, no white space, strings as JSON writes them.
 * Equal values give equal texts, and different values different ones, so that a hash of the text is a hash of the value.
 *
 * Numbers are safe integers only, because times and counts need no more and fractions are where implementations differ.
 * Throws a TypeError that names the place for whatever has no such text: `undefined`, fractions, -0, a lone surrogate,
 * a sparse list, a cycle, a date, a map, or any other object that is not a plain one.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', new Set())
}

function write(value: unknown, path: string, above: ReadonlySet<object>): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeString(value, path)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw unfit(path, `the number ${value}`)
    return String(value)
  }
  if (typeof value !== 'object') throw unfit(path, typeof value)
  if (above.has(value)) throw unfit(path, 'a cycle')
  const within = new Set(above).add(value)
  if (Array.isArray(value)) {
    const items = Array.from<unknown>(value)
    return `[${items.map((item, i) => write(item, `${path}[${i}]`, within)).join(',')}]`
  }
  return writeObject(value, path, within)
}

function writeObject(value: object, path: string, within: ReadonlySet<object>): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw unfit(path, 'no plain object')
  if (Object.getOwnPropertySymbols(value).length > 0) throw unfit(path, 'a symbol as key')
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const members = entries.map(
    ([key, member]) => `${writeString(key, path)}:${write(member, `${path}.${key}`, within)}`,
  )
  return `{${members.join(',')}}`
}

function writeString(text: string, path: string): string {
  if (!text.isWellFormed()) throw unfit(path, 'a lone surrogate')
  return JSON.stringify(text)
}

function unfit(path: string, what: string): TypeError {
  return new TypeError(`No canonical JSON for ${what} at ${path}`)
}
