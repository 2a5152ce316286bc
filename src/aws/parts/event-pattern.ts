import { isRecord } from './pipeline-values.ts'

/**
 * Whether an event pattern could match an event, judged by its lists of literal texts alone: a list of nothing but
 * texts matches one of them, exactly. Everything else is left to EventBridge, so `true` promises nothing.
 * Source: EventBridge User Guide, "Creating event patterns".
 */
export function couldMatch(pattern: string, event: Readonly<Record<string, unknown>>): boolean {
  try {
    return could(JSON.parse(pattern), event)
  } catch {
    return true
  }
}

function could(pattern: unknown, event: unknown): boolean {
  if (isRecord(pattern)) {
    return Object.entries(pattern).every(
      ([key, inner]) => key === '$or' || could(inner, isRecord(event) ? event[key] : undefined),
    )
  }
  if (!Array.isArray(pattern) || !pattern.every((value) => typeof value === 'string')) return true
  const values: readonly unknown[] = Array.isArray(event) ? event : [event]
  return values.some((value) => typeof value === 'string' && pattern.includes(value))
}
