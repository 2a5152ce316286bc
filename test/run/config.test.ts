import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../infra/run/config.ts'
import { DEFAULT_BASELINE } from '../../src/posture/baseline.ts'

const BOT = 'xoxb-fake'
const APP = 'xapp-fake'
const SECRET = 'fake-signing-secret'

function baselineFile(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'sagewarden-')), 'baseline.yml')
  writeFileSync(path, text)
  return path
}

describe('the settings', () => {
  it('need nothing: the local workspace is the default', () => {
    expect(readConfig({ PATH: '/bin' })).toEqual({
      ok: true,
      value: {
        regions: [],
        stateFolder: '.sagewarden',
        localPort: 4545,
        jobDays: 30,
        waiverDays: 90,
        deadlineSeconds: 300,
        logLevel: 'info',
        baseline: DEFAULT_BASELINE,
      },
    })
  })

  it('choose Socket Mode with an app token and HTTP with a signing secret and a port', () => {
    const socket = readConfig({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, PORT: '3000' })
    expect(socket.ok && socket.value.slack).toEqual({ mode: 'socket', botToken: BOT, appToken: APP })
    const http = readConfig({ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET, PORT: '3000' })
    expect(http.ok && http.value.slack).toMatchObject({ mode: 'http', port: 3000, host: '127.0.0.1' })
  })

  it.each([
    [{ SLACK_APP_TOKEN: APP }, ['SLACK_BOT_TOKEN is missing']],
    [{ SLACK_BOT_TOKEN: BOT }, ['SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET']],
    [{ SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET }, ['PORT is missing']],
    [{ SLACK_BOT_TOKEN: 'fake', SLACK_APP_TOKEN: APP }, ['SLACK_BOT_TOKEN must start with xoxb-']],
    [{ SAGEWARDEN_REGIONS: 'eu-west-1,moon,sun' }, ['SAGEWARDEN_REGIONS must be AWS Regions']],
    [
      { SAGEWARDEN_LOG_LEVEL: 'loud', SAGEWARDEN_BASELINE: '/nowhere.yml' },
      ['SAGEWARDEN_LOG_LEVEL must be debug', 'SAGEWARDEN_BASELINE names a file'],
    ],
    [
      { SAGEWARDEN_JOB_DAYS: 'many', PORT: '99999' },
      ['PORT must be at most 65535', 'SAGEWARDEN_JOB_DAYS must be a whole'],
    ],
    [
      { SLACK_API_URL: 'ftp://x', SLACK_APP_TOKEN: APP },
      ['SLACK_API_URL must be', 'SLACK_BOT_TOKEN is missing'],
    ],
    [{ SAGEWARDEN_BASELINE: '/nowhere.yml' }, ['SAGEWARDEN_BASELINE names a file']],
    [
      { SAGEWARDEN_PAGES_URL: 'https://access.example.com' },
      ['SAGEWARDEN_PAGES_URL needs SAGEWARDEN_ACCESS'],
    ],
    [{ SAGEWARDEN_ACCESS: 'sagewarden.yml' }, ['SAGEWARDEN_SEALING_KEY is missing']],
    [{ SAGEWARDEN_QUEUE_URL: 'sagewarden' }, ['SAGEWARDEN_QUEUE_URL must be the URL of an SQS queue']],
    [{ SAGEWARDEN_QUEUE_URL: 'https://example.com/1/q' }, ['SAGEWARDEN_QUEUE_URL must be the URL of an SQS']],
    [
      {
        SAGEWARDEN_ACCESS: 'sagewarden.yml',
        SAGEWARDEN_PAGES_URL: 'http://10.1.2.3:80',
        SAGEWARDEN_PAGES_PORT: '0',
        SAGEWARDEN_SEALING_KEY: 'short',
      },
      [
        'SAGEWARDEN_PAGES_URL must name a domain',
        'SAGEWARDEN_PAGES_PORT must be at least 1',
        'SAGEWARDEN_SEALING_KEY must be 32 random bytes in base64',
      ],
    ],
  ])('refuse %j and name every problem', (env, expected) => {
    const config = readConfig(env)
    const problems = config.ok ? [] : config.error
    expect(problems).toHaveLength(expected.length)
    for (const [i, start] of expected.entries()) expect(problems[i]).toContain(start)
  })

  it('take the queue that events and ticks come through', () => {
    const url = 'https://sqs.eu-west-1.amazonaws.com/111122223333/sagewarden'
    const config = readConfig({ SAGEWARDEN_QUEUE_URL: url })
    expect(config.ok && config.value.queueUrl).toBe(url)
  })

  it('never repeat a value in a problem', () => {
    const config = readConfig({
      SLACK_BOT_TOKEN: 'hunter2-hunter2',
      SAGEWARDEN_LOG_LEVEL: 'hunter2',
      SLACK_SIGNING_SECRET: 'hunter2',
    })
    expect(config.ok).toBe(false)
    expect(JSON.stringify(config)).not.toContain('hunter2')
  })

  it('read a baseline and keep the defaults for the rest', () => {
    const path = baselineFile(
      'approvedRegions: [eu-west-1]\ntrustedAccounts: ["222233334444"]\ntrailRetentionDays: 400\n',
    )
    const config = readConfig({ SAGEWARDEN_BASELINE: path })
    expect(config.ok && config.value.baseline).toEqual({
      ...DEFAULT_BASELINE,
      approvedRegions: ['eu-west-1'],
      trustedAccounts: ['222233334444'],
      trailRetentionDays: 400,
    })
  })

  it.each([
    ['trustedAccounts: ["12"]', 'trustedAccounts.0 must be 12-digit account ids'],
    ['corporateCidrs: [everything]', 'corporateCidrs.0 must be CIDRs'],
    ['approvedRegion: [eu-west-1]', 'approvedRegion is not a setting'],
  ])('refuse a baseline with «%s»', (text, problem) => {
    const config = readConfig({ SAGEWARDEN_BASELINE: baselineFile(text) })
    expect(config.ok ? [] : config.error).toEqual([expect.stringContaining(problem)])
  })
})
