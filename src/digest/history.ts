import { type Day, shiftDay } from './day.ts'
import type { Delivery, ScorePoint } from './ports.ts'

/** Days that the chart looks back. */
const DAYS = 30

/** The numbers of the last 30 days, oldest first, of digests of the same scope only. */
export function historyOf(
  deliveries: readonly Delivery[],
  scope: readonly string[],
  today: ScorePoint | undefined,
  day: Day,
): readonly ScorePoint[] {
  const oldest = shiftDay(day, 1 - DAYS)
  const earlier = deliveries.flatMap(({ point, scope: of }) =>
    point && point.day < day && point.day >= oldest && sameScope(of, scope) ? [point] : [],
  )
  return [...earlier, ...(today ? [today] : [])].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

export function sameScope(a: readonly string[], b: readonly string[]): boolean {
  const key = (words: readonly string[]) => JSON.stringify(words.map((word) => word.toLowerCase()).toSorted())
  return key(a) === key(b)
}

/** At most so many of the points: every second, every third and so on, counted back from the newest. */
export function thinned<T>(points: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, Math.ceil(points.length / most))
  return points.filter((_, i) => (points.length - 1 - i) % step === 0)
}
