import { describe, expect, it } from 'vitest'
import { createLogger, redact } from '../../infra/run/log.ts'

const SLACK_TOKEN = ['xoxb', '1', 'fake'].join('-')
const AWS_KEY = `AKIA${'FAKE'.repeat(4)}`

describe('the log', () => {
  it.each([
    [{ token: 'x' }, { token: '[redacted]' }],
    [{ view: { state: { values: { code: '123456' } } } }, { view: { state: '[redacted]' } }],
    [
      { body: { response_url: 'https://x', text: 'audit' } },
      { body: { response_url: '[redacted]', text: 'audit' } },
    ],
    [`sent with ${SLACK_TOKEN}`, 'sent with [redacted]'],
    [['Authorization: Bearer abc.def'], ['Authorization: [redacted]']],
    [
      { Environment: { A: 'b' }, HyperParameters: {} },
      { Environment: '[redacted]', HyperParameters: '[redacted]' },
    ],
    [`key ${AWS_KEY} was used`, 'key [redacted] was used'],
    [{ resource: 'notebook' }, { resource: 'notebook' }],
  ])('keeps the secret out of %j', (given, expected) => {
    expect(redact(given)).toEqual(expected)
  })

  it('redacts errors and their causes, and survives a cycle', () => {
    const error = new Error('outer', { cause: new Error(`inner ${SLACK_TOKEN}`) })
    const cycle: Record<string, unknown> = { error }
    cycle.self = cycle
    expect(JSON.stringify(redact(cycle))).not.toContain(SLACK_TOKEN)
  })

  it('writes one JSON object a line', () => {
    const lines: string[] = []
    const log = createLogger('info', { write: (line) => lines.push(line) })
    log.info({ correlationId: 'c-1', token: SLACK_TOKEN }, 'started with %s', SLACK_TOKEN)
    log.debug('not shown')
    expect(lines).toHaveLength(1)
    const line = JSON.parse(lines[0] ?? '{}')
    expect(line).toMatchObject({
      level: 'info',
      correlationId: 'c-1',
      token: '[redacted]',
      msg: 'started with [redacted]',
    })
  })
})
