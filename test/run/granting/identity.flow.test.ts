import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assumeRole } from '../../../src/aws/access/assume-role.ts'
import { signCallerIdentity } from '../../../src/aws/access/caller-signing.ts'
import type { Grant } from '../../../src/grants/grant.ts'
import type { PersonKey } from '../../../src/grants/terms.ts'
import { aForm, BEN_CARTER } from '../../support/access.ts'
import { BOT, type GrantingWorld, NOTEBOOK, privately, startGranting } from '../../support/granting.ts'
import { aPasskey } from '../../support/pages.ts'

/** In Slack, and listed nowhere. */
const NINA: PersonKey = 'T0ACMECORP/U0NINAKOW1'
const OTHER: PersonKey = 'T0ACMECORP/U0SECONDNI'

let world: GrantingWorld
beforeEach(async () => {
  world = await startGranting()
})
afterEach(() => world.close())

interface Session {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

/** Signs somebody in through the access portal of the sample account. */
async function signedIn(user: string): Promise<Session> {
  const at = `${world.sample.aws.endpoint}/_local/identity-center/${user}`
  return (await (await fetch(at, { method: 'POST' })).json()) as Session
}

async function linkPage(person: PersonKey): Promise<string> {
  return (await world.factors.page(person, { purpose: 'identity' })) ?? ''
}

/** What the printed command of a page gives in somebody's shell. */
async function proofFor(url: string, credentials: Parameters<typeof signCallerIdentity>[1]): Promise<string> {
  const nonce = /cli -- prove (\w+)</.exec(await world.page(url))?.[1] ?? ''
  const { endpoint } = world.sample.aws
  return signCallerIdentity(nonce, credentials, { region: 'eu-west-1', endpoint, clock: world.clock.now })
}

async function linkAs(person: PersonKey, user: string) {
  const url = await linkPage(person)
  return world.post(`${url}/prove`, { pasted: await proofFor(url, await signedIn(user)) })
}

const takeRole = async (grant: Grant, user: string) =>
  assumeRole({
    endpoint: world.sample.aws.endpoint,
    region: 'eu-west-1',
    credentials: await signedIn(user),
    role: grant.role?.arn ?? 'none',
    session: user,
  })

/** Approves as Ben on the page; the answer of the page. */
async function approved(grant: Grant) {
  const key = await aPasskey(world, BEN_CARTER)
  const url = await world.pageFor(BEN_CARTER, grant)
  const signed = await world.signed(url, key)
  return { answer: () => world.post(`${url}/answer`, signed) }
}

const users = () => world.sample.estate.identityStore?.users ?? []

/** What the identity store holds from now on. */
function changeUsers(change: (all: ReturnType<typeof users>) => ReturnType<typeof users>): void {
  const store = world.sample.estate.identityStore
  if (store) store.users = change(store.users)
}

/** From now on the bot may not ask the identity store. */
function closeStore(): void {
  const bot = world.sample.estate.principals[BOT.accessKeyId]
  const without = JSON.stringify(bot?.policies ?? []).replaceAll('identitystore:', 'nothing:')
  if (bot) bot.policies = JSON.parse(without)
}

const mayApprove = (grant: Grant) =>
  world.access.grants.mayAnswer(privately(BEN_CARTER), { id: grant.id, revision: 1 }, 'approve')

const form = aForm({ entitlement: 'start-stop-notebook', parameters: { notebook: NOTEBOOK } })

describe('somebody who is not listed', () => {
  it('asks for nothing before they are linked', async () => {
    expect(await world.access.draft(privately(NINA), 'g1', form)).toMatchObject({
      ok: false,
      error: [{ words: expect.stringContaining('/sagemaker mfa') }],
    })
  })

  it('links themself with the printed command, asks, is granted, and alone can take the role', async () => {
    const { status, json } = await linkAs(NINA, 'nina.kowalski')
    expect([status, json]).toMatchObject([200, { good: true, heading: 'You are linked' }])
    expect(world.slack.said).toEqual([`${NINA} is nina.kowalski in Identity Center`])
    const asked = await world.asked('g1', null, NINA)
    expect(asked.current.terms.principal).toMatchObject({
      kind: 'identity-center',
      userId: users()[0]?.userId,
    })
    const { answer } = await approved(asked)
    expect(await answer()).toMatchObject({ status: 200, json: { good: true } })
    const active = await world.grant('g1')
    expect(active.state).toBe('active')
    world.clock.advance(30_000)
    expect(await takeRole(active, 'nina.kowalski')).toHaveProperty('sessionToken')
    await expect(takeRole(active, 'ole.hansen')).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('cannot enrol a second factor with the same credentials: they said themselves whose they are', async () => {
    await linkAs(NINA, 'nina.kowalski')
    const url = (await world.factors.page(NINA, { purpose: 'enrol' })) ?? ''
    const pasted = await proofFor(url, await signedIn('nina.kowalski'))
    expect((await world.post(`${url}/prove`, { pasted })).status).toBe(422)
    expect((await world.granting.services.vouchings.ask(privately(NINA))).ok).toBe(true)
  })

  it.each<
    [string, () => Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }>, string]
  >([
    [
      'of an IAM user',
      async () => {
        const at = `${world.sample.aws.endpoint}/_local/key/alice.meyer`
        const { accessKeyId } = (await (await fetch(at)).json()) as Session
        return { accessKeyId, secretAccessKey: 'sample' }
      },
      'Identity Center',
    ],
    [
      'that nobody has',
      async () => ({ accessKeyId: 'ASIAFORGED0000000000', secretAccessKey: 'x' }),
      'does not accept',
    ],
  ])('is not linked by credentials %s', async (_, credentials, words) => {
    const url = await linkPage(NINA)
    const sent = await world.post(`${url}/prove`, { pasted: await proofFor(url, await credentials()) })
    expect([sent.status, sent.json.problem.join()]).toEqual([422, expect.stringContaining(words)])
    expect(await world.store.identityLinks.read(NINA)).toMatchObject({ version: 0 })
  })

  it('is not linked by a line that was used, or made for another page', async () => {
    const url = await linkPage(NINA)
    const pasted = await proofFor(url, await signedIn('nina.kowalski'))
    expect((await world.post(`${url}/prove`, { pasted })).status).toBe(200)
    expect((await world.post(`${url}/prove`, { pasted })).status).toBe(410)
    const again = await linkPage(OTHER)
    const sent = await world.post(`${again}/prove`, { pasted })
    expect([sent.status, sent.json.problem.join()]).toEqual([422, expect.stringContaining('another page')])
  })

  it('is not linked to a user who has another Slack account, and a listed person not at all', async () => {
    await linkAs(NINA, 'nina.kowalski')
    expect((await linkAs(OTHER, 'nina.kowalski')).json.problem.join()).toContain('another Slack account')
    expect((await linkAs(BEN_CARTER, 'ole.hansen')).json.problem.join()).toContain('sagewarden.yml already')
    expect(await world.store.identityLinks.read(OTHER)).toMatchObject({ version: 0 })
  })

  it('is not linked where the approvers cannot be told', async () => {
    const { seePerson } = world.slack.side
    world.granting.attach({
      ...world.slack.side,
      seePerson,
      announceLink: () => Promise.reject(new Error('Slack is down')),
    })
    const sent = await linkAs(NINA, 'nina.kowalski')
    expect([sent.status, sent.json.problem.join()]).toEqual([422, expect.stringContaining('undone')])
    expect((await world.access.draft(privately(NINA), 'g1', form)).ok).toBe(false)
  })
})

describe('a request of somebody who is linked', () => {
  beforeEach(async () => {
    await linkAs(NINA, 'nina.kowalski')
  })

  it.each<[string, () => void, string]>([
    ['was deleted', () => changeUsers(() => []), 'identity-gone'],
    [
      'was switched off',
      () => changeUsers((all) => all.map((user) => ({ ...user, disabled: true }))),
      'identity-gone',
    ],
    ['cannot be asked about', closeStore, 'identity-unanswered'],
  ])(
    'is approved by nobody once their user %s: neither at the click nor at the commit',
    async (_, change, code) => {
      const asked = await world.asked('g1', null, NINA)
      const { answer } = await approved(asked)
      expect(await mayApprove(asked)).toEqual({ allowed: true })
      change()
      expect(await mayApprove(asked)).toEqual({ allowed: false, codes: [code] })
      expect((await answer()).json.good).not.toBe(true)
      expect((await world.grant('g1')).state).toBe('requested')
      const drafted = await world.access.draft(privately(NINA), 'g2', form)
      expect(drafted.ok && drafted.value.refusals).toEqual([code])
    },
  )

  it('is approved by nobody once the link is ended, which an approver may do', async () => {
    const asked = await world.asked('g1', null, NINA)
    const link = await world.granting.services.linking?.linkOf(NINA)
    const ended = await world.granting.services.linking?.end(privately(BEN_CARTER), NINA, link?.id ?? '')
    expect(ended?.ok).toBe(true)
    expect(await mayApprove(asked)).toEqual({ allowed: false, codes: ['principal-unknown'] })
  })

  it('ends at once, though Identity Center cannot be asked and the link is gone', async () => {
    const asked = await world.asked('g1', null, NINA)
    await (await approved(asked)).answer()
    expect((await world.grant('g1')).state).toBe('active')
    closeStore()
    const revoked = await world.access.grants.answer(
      privately('T0ACMECORP/U0DEVPATE1'),
      { id: 'g1', revision: 1 },
      { action: 'revoke', reason: 'now' },
    )
    expect(revoked.ok && revoked.value.state).toBe('ended')
  })

  it('waits, where it is for later, until Identity Center answers; and is given to nobody who is gone', async () => {
    const start = world.clock.seconds() + 7200
    const asked = await world.asked('g1', start, NINA)
    await (await approved(asked)).answer()
    world.clock.advance(7_260_000)
    const before = world.sample.estate.principals[BOT.accessKeyId]?.policies
    closeStore()
    await world.granting.tend().catch(() => undefined)
    expect((await world.grant('g1')).state).toBe('approved')
    const bot = world.sample.estate.principals[BOT.accessKeyId]
    if (bot && before) bot.policies = before
    changeUsers(() => [])
    await world.granting.tend()
    expect((await world.grant('g1')).end).toMatchObject({ reason: 'failed' })
  })
})
