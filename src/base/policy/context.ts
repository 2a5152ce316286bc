/** The values of a condition key: present (possibly with an empty list), certainly not there, or not known. */
export type ContextValue = readonly string[] | 'absent' | 'unknown'

/** What is known of a request, by condition key in lower case (AWS does not tell keys apart by case). */
export type Context = (key: string) => ContextValue

/** Values by key: one or several, `null` for certainly absent. A key ending in `/*` speaks for its whole family. */
export type ContextEntries = Readonly<Record<string, string | readonly string[] | null>>

const UNKNOWN: Context = () => 'unknown'
const ABSENT: Context = () => 'absent'

/**
 * A request context. Keys that are not among the entries are `otherwise`: `unknown` when judging what a principal could
 * do, `absent` (or a context laid below) when the whole request is at hand.
 */
export function requestContext(
  entries: ContextEntries,
  otherwise: 'unknown' | 'absent' | Context = 'unknown',
): Context {
  const rest = otherwise === 'unknown' ? UNKNOWN : otherwise === 'absent' ? ABSENT : otherwise
  // Hardly any request is asked for a key at all: the entries are looked through when the first one is.
  let look: Context | undefined
  return (key) => {
    look ??= lookup(entries, rest)
    return look(key)
  }
}

function lookup(entries: ContextEntries, rest: Context): Context {
  const exact = new Map<string, ContextValue>()
  const families: Array<readonly [string, ContextValue]> = []
  for (const [key, value] of Object.entries(entries)) {
    const listed = value === null ? 'absent' : typeof value === 'string' ? [value] : value
    if (key.endsWith('/*')) families.push([key.slice(0, -1).toLowerCase(), listed])
    else exact.set(key.toLowerCase(), listed)
  }
  return (key) => exact.get(key) ?? families.find(([prefix]) => key.startsWith(prefix))?.[1] ?? rest(key)
}
