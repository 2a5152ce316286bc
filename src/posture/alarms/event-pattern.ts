import { sampleTraits } from '../sample-events/index.ts'

/** The CloudWatch Logs filter pattern that matches any of these sample events by name. */
export function anyEvent(ids: readonly string[]): string {
  const names = [...new Set(ids.map((id) => sampleTraits(id).eventName))]
  return `{ ${names.map((name) => `($.eventName = "${name}")`).join(' || ')} }`
}

/** The same, limited to the service of the first. */
export function anyEventOf(ids: readonly string[]): string {
  const [first] = ids
  if (first === undefined) throw new Error('A pattern needs an event.')
  return `{ ($.eventSource = "${sampleTraits(first).eventSource}") && (${anyEvent(ids).slice(2, -2)}) }`
}
