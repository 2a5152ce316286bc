import { err, ok, type Result } from '../base/result.ts'
import { DAY_S, HOUR_S, MINUTE_S } from '../base/time.ts'

/** What somebody wants to know: about whom or what, and how far back. */
export interface Question {
  /** The word that was typed; null: everybody. */
  readonly about: string | null
  /** Seconds before now; null where none was said. */
  readonly since: number | null
}

/** Why a question could not be read. `word`: what stood there. */
export interface BadQuestion {
  readonly code: 'too-many-words' | 'bad-since' | 'since-too-long' | 'since-missing'
  readonly word: string
}

/** The event history goes back this far. Source: CloudTrail User Guide, "Working with CloudTrail event history". */
export const KEPT_S = 90 * DAY_S

const UNITS: Readonly<Record<string, number>> = { m: MINUTE_S, h: HOUR_S, d: DAY_S }
const SPAN = /^(\d{1,6})(m|h|d)$/

/** Reads `[who|resource|grant] [since 24h|7d]`; the word `since` may be left out. */
export function parseQuestion(words: readonly string[]): Result<Question, BadQuestion> {
  const at = words.findIndex((word) => word.toLowerCase() === 'since')
  const last = words.at(-1)?.toLowerCase() ?? ''
  const bare = at < 0 && SPAN.test(last)
  const typed = bare ? last : at < 0 ? undefined : words[at + 1]
  const rest = bare ? words.slice(0, -1) : at < 0 ? words : [...words.slice(0, at), ...words.slice(at + 2)]
  if (at >= 0 && typed === undefined) return err({ code: 'since-missing', word: 'since' })
  if (rest.length > 1) return err({ code: 'too-many-words', word: rest[1] ?? '' })
  const about = rest[0] ?? null
  if (typed === undefined) return ok({ about, since: null })
  const seconds = secondsOf(typed)
  if (seconds === undefined) return err({ code: 'bad-since', word: typed })
  if (seconds > KEPT_S) return err({ code: 'since-too-long', word: typed })
  return ok({ about, since: seconds })
}

/** `24h` → 86,400. Undefined where it is no span, or none at all. */
function secondsOf(text: string): number | undefined {
  const [, count = '', unit = ''] = SPAN.exec(text.toLowerCase()) ?? []
  const seconds = Number(count) * (UNITS[unit] ?? 0)
  return seconds > 0 ? seconds : undefined
}
