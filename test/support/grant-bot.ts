import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebClient } from '@slack/web-api'
import { parse } from 'yaml'
import { type SlackWorkspace, startSlackWorkspace } from '../../infra/local/slack/server.ts'
import { startSlack } from '../../infra/run/slack.ts'
import type { AccessServices } from '../../src/services.ts'
import { createGrantNotices, type GrantNotices } from '../../src/slack/grants/notices.ts'
import { keptLog } from '../slack/fake-slack.ts'
import { services } from '../slack/held-audits.ts'
import { anAcmePolicy, type FakeAccess, type FakeSettings, fakeAccess } from './access.ts'
import { anEntitlement } from './grants.ts'
import { shownGrants } from './notices.ts'
import { aCheck } from './report.ts'
import { ROOT } from './sources.ts'
import { aPoster, memoryKept } from './unsent.ts'

/** The bot in the sample workspace, over the rules and records of a fake access, with its messages shown in Slack. */
export interface GrantBot {
  readonly slack: SlackWorkspace
  readonly fake: FakeAccess
  readonly notices: GrantNotices
  readonly access: AccessServices
  close(): Promise<void>
}

export async function startGrantBot(settings: Partial<FakeSettings> = {}): Promise<GrantBot> {
  const manifest: unknown = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'))
  const slack = await startSlackWorkspace({ port: 0, manifest, rateLimits: false })
  const now = Math.floor(Date.now() / 1000)
  const factor = {
    id: 'key-1',
    method: 'passkey',
    label: 'Laptop',
    enrolledAt: now - 1e6,
    lastUsedAt: null,
    left: null,
  } as const
  const fake = fakeAccess({ policy: anAcmePolicy(), now, factors: [factor], ...settings })
  fake.world.entitlement = anEntitlement()
  const clock = () => Date.now()
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl })
  const log = keptLog()
  const notices = createGrantNotices({
    poster: aPoster(client, { clock, wait: async () => undefined }, log),
    places: fake.notices,
    access: () => fake.access,
    readUserGroups: async () => new Map(),
    channels: { approvals: 'C0SECAPPR1', announcements: 'C0SMALERT1' },
    mayShow: async () => undefined,
    reminders: { afterSeconds: [900] },
    clock,
    log,
  })
  const grants = shownGrants(fake, notices)
  const access: AccessServices = {
    ...fake,
    access: { ...fake.access, grants },
    confirming: notices.confirming,
  }
  let id = 0
  const started = await startSlack({
    kept: memoryKept(),
    services: { ...services([aCheck()]).services, access },
    config: {
      slack: { mode: 'socket', botToken: slack.botToken, appToken: slack.appToken },
      slackApiUrl: slack.apiUrl,
    },
    logger: log,
    clock,
    newId: () => `job${++id}`,
  })
  if (!started.ok) throw new Error(started.error.line)
  return {
    slack,
    fake,
    notices,
    access,
    close: async () => {
      await started.value.stop()
      await slack.close()
    },
  }
}
