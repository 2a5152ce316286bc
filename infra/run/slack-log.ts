import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../src/slack/log.ts'

/** Trigger ids: whoever has one can open a window in front of a person for three seconds. */
const TRIGGER = /\b\d{6,}\.\d{6,}\.[0-9a-f]{20,}\b/g

/**
 * Slack's libraries write to our log. Their debug level is never on: it prints whole requests, with response URLs and
 * what people typed. Nothing is written before `isUp`: what goes wrong at the start is told in one line instead.
 */
export function boltLogger(log: Log, isUp: () => boolean = () => true): Logger {
  const message = (parts: readonly unknown[]): string =>
    parts
      .map((part) => (part instanceof Error ? part.message : String(part)))
      .join(' ')
      .replace(TRIGGER, '[redacted]')
  const write =
    (level: keyof Log) =>
    (...parts: unknown[]): void => {
      if (isUp()) log[level]({ from: 'slack' }, message(parts))
    }
  return {
    debug: () => undefined,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
