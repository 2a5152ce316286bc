import { WebClient } from '@slack/web-api'
import type { Log } from '../../src/slack/log.ts'

/** A call to the Web API as it was made. */
interface Call {
  readonly method: string
  readonly args: Readonly<Record<string, string>>
}

type Answer = Readonly<Record<string, unknown>> | { readonly status: number; readonly retryAfter?: number }

/** Slack's Web API with the answers that a test gives it, one after the other; `ok` where it gives none. */
export function fakeSlack(answers: Readonly<Record<string, readonly Answer[]>> = {}) {
  const calls: Call[] = []
  const left = new Map(Object.entries(answers).map(([method, list]) => [method, [...list]]))
  const client = new WebClient('xoxb-test', {
    slackApiUrl: 'http://slack.test/api/',
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: async (url, init) => {
      const method = String(url).split('/api/')[1] ?? ''
      calls.push({ method, args: Object.fromEntries(new URLSearchParams(String(init?.body ?? ''))) })
      const answer = left.get(method)?.shift() ?? {}
      if ('status' in answer && typeof answer.status === 'number') {
        const headers = { 'retry-after': String('retryAfter' in answer ? answer.retryAfter : 1) }
        return new Response('', { status: answer.status, headers })
      }
      return Response.json({ ok: !('error' in answer), channel: 'C1', ts: `${calls.length}.0`, ...answer })
    },
  })
  return { client, calls, methods: () => calls.map(({ method }) => method) }
}

/** Time that stands still until somebody waits. */
export function fakeTime() {
  let now = 1_795_000_000_000
  const waits: number[] = []
  return {
    clock: () => now,
    waits,
    pass: (ms: number) => {
      now += ms
    },
    wait: async (ms: number): Promise<void> => {
      waits.push(ms)
      now += ms
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

/** A log that is kept. */
export function keptLog(): Log & { readonly lines: Array<{ level: string; message: string }> } {
  const lines: Array<{ level: string; message: string }> = []
  const keep = (level: string) => (_: unknown, message: string) => {
    lines.push({ level, message })
  }
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') }
}
