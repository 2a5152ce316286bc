import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../src/slack/log.ts'

/** Trigger ids: whoever has one can open a window in front of a person for three seconds. */
const TRIGGER = /\b\d{6,}\.\d{6,}\.[0-9a-f]{20,}\b/g

/**
 * Slack's libraries write to our log. Their debug level is never on: it prints whole requests, with response URLs and
 * what people typed.
 */
export function boltLogger(log: Log): Logger {
  const message = (parts: readonly unknown[]): string =>
    parts
      .map((part) => (part instanceof Error ? part.message : String(part)))
      .join(' ')
      .replace(TRIGGER, '[redacted]')
  const fields = { from: 'slack' }
  return {
    debug: () => undefined,
    info: (...parts: unknown[]) => log.info(fields, message(parts)),
    warn: (...parts: unknown[]) => log.warn(fields, message(parts)),
    error: (...parts: unknown[]) => log.error(fields, message(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
