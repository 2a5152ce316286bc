import { DAY_S } from '../base/time.ts'
import type { Detection, Of, Sighting, WatchContext } from './detection.ts'
import type { TrailEvent } from './event.ts'
import { forgetting, type Memory, remembering } from './memory.ts'

/** A sighting and where it comes from. */
export interface Sighted extends Sighting {
  readonly detection: Detection
  readonly event: TrailEvent
}

/** What was learned longest ago is forgotten after this. */
const REMEMBERED_S = 90 * DAY_S

/** Whether any of these detections looks at an event. */
export function isWatched(detections: readonly Detection[], event: TrailEvent): boolean {
  return detections.some((detection) => looksAt(detection, event))
}

/**
 * Shows every event, oldest first, to the detections that look at it. Each sees what was remembered of the events before;
 * so the same events in one go or in several give the same sightings.
 */
export function judgeEvents(
  detections: readonly Detection[],
  events: readonly TrailEvent[],
  memory: Memory,
  context: WatchContext,
): { readonly sightings: readonly Sighted[]; readonly memory: Memory } {
  const sightings: Sighted[] = []
  let now = memory
  const inOrder = events.toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id))
  for (const event of inOrder) {
    for (const detection of detections) {
      if (!looksAt(detection, event)) continue
      const seen = detection.detect(event, now, context)
      if (seen) sightings.push({ ...seen, detection, event })
      const marks = [detection.remember?.(event, context) ?? []].flat()
      for (const mark of marks) now = remembering(now, mark, event.at)
    }
  }
  const last = inOrder.at(-1)
  return { sightings, memory: last ? forgetting(now, last.at - REMEMBERED_S) : now }
}

function looksAt({ of }: Detection, event: TrailEvent): boolean {
  return [of].flat().some((one) => describes(one, event))
}

function describes({ sources, names, callers }: Of, { source, name, caller }: TrailEvent): boolean {
  return (
    (sources?.includes(source) ?? true) &&
    (names?.includes(name) ?? true) &&
    (callers?.includes(caller.type) ?? true)
  )
}
