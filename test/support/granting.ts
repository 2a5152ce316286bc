import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { acmeEstate } from '../../infra/local/aws/estates/acme.ts'
import type { Estate } from '../../infra/local/aws/estates/estate.ts'
import { startAwsAccount } from '../../infra/local/aws/server.ts'
import { type MovableClock, movableClock } from '../../infra/local/aws/state/clock.ts'
import { freePort } from '../../infra/run/free-port.ts'
import { type Granting, openGranting } from '../../infra/run/granting/open.ts'
import type { SlackSide } from '../../infra/run/granting/slack-side.ts'
import { makeBoundary } from '../../infra/run/local-access.ts'
import type { SampleAccount } from '../../infra/run/local-workspace.ts'
import { createLogger } from '../../infra/run/log.ts'
import { accessReads } from '../../src/aws/access-reads.ts'
import { COLLECTORS } from '../../src/aws/collectors/index.ts'
import { readOnlyPolicy } from '../../src/aws/read-only-policy.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import { type Grant, pendingRevision } from '../../src/grants/grant.ts'
import { botIamPolicy } from '../../src/grants/policy/bot-policy.ts'
import type { Actor } from '../../src/grants/rules/circumstances.ts'
import type { PersonKey } from '../../src/grants/terms.ts'
import { createChallenges } from '../../src/mfa/challenges.ts'
import { createPasskeys } from '../../src/mfa/passkey.ts'
import { createSealer } from '../../src/mfa/sealing.ts'
import { createTotp } from '../../src/mfa/totp.ts'
import { ANA, aForm, BEN_CARTER, CHLOE } from './access.ts'
import type { Authenticator } from './authenticator.ts'
import { aPerson, T0 } from './grants.ts'
import { ROOT } from './sources.ts'
import { aStore, aTable } from './stores.ts'

export const NOTEBOOK = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/churn-lab'

export const privately = (person: PersonKey): Actor => ({ person, place: { kind: 'private' } })

/** Slack as granting sees it, kept as a list of what was said; `down`: nothing gets through. */
function aSlack() {
  const said: string[] = []
  const state: { down: boolean } = { down: false }
  const say = async (words: string) => {
    if (state.down) throw new Error('Slack is down')
    said.push(words)
  }
  const side: SlackSide = {
    show: (grant) => say(`${grant.id} ${grant.state}`),
    seePerson: async (key) => {
      if (state.down) throw new Error('Slack is down')
      return aPerson(key)
    },
    readUserGroups: async () => (state.down ? new Map() : new Map([['S0APPROVE1', [BEN_CARTER, CHLOE]]])),
    confirming: async ({ id }, person) => say(`${person} confirms ${id}`),
    remind: async ({ id }) => say(`reminded of ${id}`),
    closeOut: async ({ id }, { used }) =>
      say(`closed ${id}: ${used.map(({ action, times }) => `${action} ${times}`).join(', ')}`),
    nameOf: async (person) => `somebody called ${person}`,
    announceFactor: async (person, { change }) => say(`${person} ${change} a factor`),
    announceLink: async (person, { userName }) => say(`${person} is ${userName} in Identity Center`),
    tellOnce: async (lines) => {
      for (const line of lines) if ('drift' in line) await say(line.drift)
    },
  }
  return { side, said, state }
}

/** The bot, which may do in AWS what the README says and nothing else. */
export const BOT = { accessKeyId: 'AKIASAGEWARDENBOT', secretAccessKey: 'not-a-real-secret' }

/** The sample account with the boundary and the bot in it, as the cloud stack makes them. */
async function sampleAccount(clock: MovableClock): Promise<SampleAccount & { readonly estate: Estate }> {
  const estate = acmeEstate(clock.seconds())
  const iam = 'arn:aws:iam::111122223333'
  const scope = { partition: 'aws', account: '111122223333', botRoleArn: `${iam}:role/sagewarden-bot` }
  const policies = [
    readOnlyPolicy(COLLECTORS),
    readOnlyPolicy([accessReads(ENTITLEMENTS)]),
    botIamPolicy({ ...scope, boundaryArn: `${iam}:policy/sagewarden-grant-boundary` }),
  ]
  estate.principals[BOT.accessKeyId] = {
    arn: 'arn:aws:sts::111122223333:assumed-role/sagewarden-bot/bot',
    userId: 'AROASAGEWARDENBOT0000:bot',
    policies: JSON.parse(JSON.stringify(policies)),
  }
  const account = await startAwsAccount({ port: 0, estate, clock })
  const credentials = { accessKeyId: 'AKIASAMPLE', secretAccessKey: 'sample' }
  const sample = {
    aws: { endpoint: account.url, credentials },
    regions: ['eu-west-1', 'us-east-1'],
    estate,
    close: () => account.close(),
  }
  await makeBoundary(sample)
  return sample
}

/**
 * Temporary access as the local workspace has it (its policy, sample account, pages on a port and a DynamoDB), with one
 * clock that stands still until it is moved; Slack alone is a fake. `now`: epoch seconds.
 */
export async function startGranting(now = T0) {
  const clock = movableClock(() => now * 1000)
  const sample = await sampleAccount(clock)
  const { dynamo, close: closeTable } = await aTable()
  const store = await aStore(dynamo.table, { clock: clock.now })
  const port = await freePort(0)
  const sealingKey = new Uint8Array(randomBytes(32))
  const open = async (): Promise<Granting> => {
    const opened = await openGranting({
      config: {
        file: join(ROOT, 'infra', 'local', 'sagewarden.yml'),
        pages: { url: `http://localhost:${port}`, port, host: '127.0.0.1' },
        sealingKey,
      },
      store,
      aws: { ...sample.aws, credentials: BOT },
      regions: sample.regions,
      clock: clock.now,
      logger: createLogger('silent'),
      lastAudit: async () => undefined,
    })
    if (!opened.ok) throw new Error(opened.error.join('\n'))
    return opened.value
  }
  const granting = await open()
  const { access, factors } = granting.services
  const slack = aSlack()
  granting.attach(slack.side)

  const random = (length: number) => new Uint8Array(randomBytes(length))
  const challenges = createChallenges({ store: store.challenges, clock: clock.now, random })
  const common = { factors: store.factors, challenges, clock: clock.now }
  const relyingParty = { id: 'localhost', origin: `http://localhost:${port}` }
  const address = (url: string) => url.replace('localhost', '127.0.0.1')

  async function post(url: string, body: unknown) {
    const answer = await fetch(address(url), {
      method: 'POST',
      headers: { origin: relyingParty.origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, json: JSON.parse(await answer.text()) }
  }

  return {
    granting,
    access,
    factors,
    keptFactors: store.factors,
    store,
    sample,
    slack,
    clock,
    relyingParty,
    passkeys: createPasskeys({ ...common, relyingParty }),
    totp: createTotp({ ...common, random, sealer: createSealer(sealingKey, random) }),
    get time() {
      return { now: clock.seconds() }
    },
    post,
    page: async (url: string) => (await fetch(address(url))).text(),
    /** Ana, or somebody else, asks to start and stop a notebook for an hour. */
    async asked(id: string, startsAt: number | null = null, person = ANA): Promise<Grant> {
      const form = aForm({
        entitlement: 'start-stop-notebook',
        parameters: { notebook: NOTEBOOK },
        startsAt,
        reason: 'INC-42: the notebook hangs',
      })
      const drafted = await access.draft(privately(person), id, form)
      if (!drafted.ok) throw new Error(JSON.stringify(drafted.error))
      const sent = await access.send(privately(person), id)
      if (!sent.ok) throw new Error(sent.error.codes.join())
      return sent.value
    },
    /** The address of a page on which a person answers what is pending. */
    async pageFor(person: PersonKey, grant: Grant): Promise<string> {
      const { number: revision, requestHash } = pendingRevision(grant) ?? grant.current
      const what = { purpose: 'approve', target: { id: grant.id, revision }, requestHash } as const
      return (await factors.page(person, what)) ?? ''
    },
    /** What a passkey would send to a page: a new challenge of this page, signed. */
    async signed(url: string, key: Authenticator) {
      const { challengeId } = (await post(`${url}/ask`, {})).json
      return { challengeId, response: key.answer(challengeId) }
    },
    async grant(id: string): Promise<Grant> {
      const grant = await access.grants.byId(id)
      if (!grant) throw new Error(`There is no grant ${id}`)
      return grant
    },
    async close() {
      await granting.close()
      await store.close()
      await closeTable()
      await sample.close()
    },
  }
}

export type GrantingWorld = Awaited<ReturnType<typeof startGranting>>
