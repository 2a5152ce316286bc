import type { Detection, Of } from './detection.ts'
import { DETAIL_TYPES } from './envelope.ts'

/** An EventBridge event pattern over records of CloudTrail: every member must hold, by one of its values. */
export interface EventPattern {
  readonly 'detail-type': readonly string[]
  readonly detail: {
    readonly eventSource?: readonly string[]
    readonly eventName?: readonly string[]
    readonly userIdentity?: { readonly type: readonly string[] }
    readonly readOnly?: readonly boolean[]
  }
}

/**
 * Patterns that let through what any of these detections looks at, by a name for each: one for each source, and one for each
 * detection that names none. An event may fit several; it is counted once all the same.
 */
export function eventPatterns(detections: readonly Detection[]): ReadonlyMap<string, EventPattern> {
  const all = detections.flatMap(({ id, of }) =>
    [of].flat().map((one, i) => ({ ...one, id: `${id}-${i + 1}` })),
  )
  const sources = new Set(all.flatMap((one) => one.sources ?? []))
  return new Map([
    ...[...sources].map((source) => [nameOf(source), bySource(source, all)] as const),
    ...all.filter((one) => one.sources === undefined).map((one) => [one.id, byRest(one)] as const),
  ])
}

/** `sagemaker.amazonaws.com` → `sagemaker`. */
function nameOf(source: string): string {
  return source.split('.', 1)[0] ?? source
}

/** Everything of a source that somebody looks at, or all of it where somebody looks at it whatever its name. */
function bySource(source: string, all: readonly Of[]): EventPattern {
  const here = all.filter(({ sources }) => sources?.includes(source))
  const names = here.flatMap((one) => one.names ?? [])
  const isWhole = here.some((one) => one.names === undefined)
  return pattern({ eventSource: [source], ...(!isWhole && { eventName: [...new Set(names)] }) })
}

/**
 * Without a source: by name, and by who called. Of what roles do everywhere only changes are wanted: the reads of every tool
 * would be a flood, and LookupEvents is not asked for them either.
 */
function byRest({ names, callers }: Of): EventPattern {
  const isFew = names !== undefined || callers?.every((type) => type === 'Root')
  return pattern({
    ...(names && { eventName: names }),
    ...(callers && { userIdentity: { type: callers } }),
    ...(!isFew && { readOnly: [false] }),
  })
}

function pattern(detail: EventPattern['detail']): EventPattern {
  return { 'detail-type': DETAIL_TYPES, detail }
}
