import { describe, expect, it } from 'vitest'
import { grantProof, pagePorts } from '../../infra/run/page-ports.ts'
import { err, ok } from '../../src/base/result.ts'
import type { Link, Proof } from '../../src/mfa/ports.ts'
import { aBriefing, aLooking, fakeAccess } from '../support/access.ts'
import { ANN, anAsked, aPolicy, BEN, CAT, ENDPOINT, EVE, T0 } from '../support/grants.ts'
import { by } from '../support/grants-world.ts'

const parameters = { endpoint: ENDPOINT }

async function requested(change: Parameters<typeof fakeAccess>[0] = {}, asked = anAsked({ parameters })) {
  const fake = fakeAccess(change)
  await fake.access.grants.request(by(ANN), 'g1', asked)
  const ports = pagePorts({
    access: fake.access,
    place: { partition: 'aws', account: '111122223333' },
    nameOf: async (person) => `<b>${person}</b>`,
    announce: async () => undefined,
    onFailure: () => undefined,
  })
  return { fake, ports }
}

const aLink = (change: Partial<Link> = {}): Link => ({
  id: 'l1',
  purpose: 'approve',
  person: BEN,
  subject: 'g1.1',
  subjectHash: 'the hash of the request',
  expiresAt: T0 + 300,
  ...change,
})

async function proofOf(
  { fake }: Awaited<ReturnType<typeof requested>>,
  change: Partial<Proof> = {},
): Promise<Proof> {
  return {
    method: 'passkey',
    at: T0,
    person: BEN,
    factorId: 'key-1',
    enrolledAt: T0 - 1e7,
    challengeId: 'c1',
    subjectHash: fake.grant('g1').current.requestHash,
    ...change,
  }
}

describe('what a page shows of a request', () => {
  it('is what the record says, and its hash', async () => {
    const { fake, ports } = await requested()
    const shown = await ports.requestOf(aLink())
    const { terms, requestHash, lapsesAt } = fake.grant('g1').current
    expect(shown).toMatchObject({
      ok: true,
      value: {
        requester: `<b>${ANN}</b>`,
        reason: terms.reason,
        requestHash,
        lapsesAt,
        durationSeconds: 3600,
        account: '111122223333',
        proof: expect.stringContaining('Proved on 14 questions'),
        approved: [],
        stillNeeded: [],
      },
    })
    if (!shown.ok) throw new Error('closed')
    expect(shown.value.permissions.flatMap(({ resources }) => resources)).toContain(ENDPOINT)
  })

  it('names who said yes, and who must do so beside the reader', async () => {
    const approvals = [
      { group: 'leads', count: 1 },
      { group: 'security', count: 1 },
    ]
    const both = await requested({ policy: aPolicy({ rules: [{ id: 'r', for: {}, approvals }] }) })
    expect(await both.ports.requestOf(aLink())).toMatchObject({ value: { stillNeeded: ['security'] } })
    await both.fake.approve('g1', BEN)
    expect(await both.ports.requestOf(aLink({ person: CAT }))).toMatchObject({
      value: { approved: [`<b>${BEN}</b> (leads)`], stillNeeded: [] },
    })
  })

  it('says what of the reach could not be seen, and never that it is nothing', async () => {
    const reach = {
      roleArn: 'arn:aws:iam::111122223333:role/x',
      words: 'It reads S3.',
      can: [],
      unknown: 'no iam:GetRole.',
    }
    const notebook = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab'
    const asked = anAsked({
      entitlement: 'start-stop-notebook',
      parameters: { notebook },
      resources: [notebook],
    })
    const { ports } = await requested({ briefing: aBriefing({ looking: aLooking({ reach }) }) }, asked)
    const shown = await ports.requestOf(aLink())
    expect(JSON.stringify(shown)).toContain('It reads S3. Not all of it could be seen: no iam:GetRole.')
    expect(shown).toMatchObject({ value: { reach: { role: reach.roleArn } } })
  })

  it.each<readonly [string, Partial<Link>, string]>([
    ['of no such request', { subject: 'g9.1' }, 'There is no such request'],
    ['of a subject that means nothing', { subject: '../g1' }, 'There is no such request'],
    ['of another revision', { subject: 'g1.2' }, 'You cannot answer this request'],
    ['of one’s own request', { person: ANN }, 'You cannot answer this request'],
    ['of somebody in no group', { person: EVE }, 'You cannot answer this request'],
  ])('is nothing %s', async (_, change, heading) => {
    const { ports } = await requested()
    expect(await ports.requestOf(aLink(change))).toMatchObject({ ok: false, error: { heading } })
  })

  it('tells who was faster, and what they did', async () => {
    const { fake, ports } = await requested()
    const denied = { action: 'deny', reason: 'no' } as const
    await fake.access.grants.answer(by(CAT), { id: 'g1', revision: 1 }, denied)
    expect(await ports.requestOf(aLink())).toEqual(
      err({
        heading: 'Already denied',
        words: [`This request was denied by <b>${CAT}</b>. Nothing is left to do here.`],
      }),
    )
  })
})

describe('a yes on a page', () => {
  it('is taken for the request that it signed', async () => {
    const world = await requested()
    expect(await world.ports.answer(aLink(), await proofOf(world))).toEqual({ kind: 'done' })
    expect(world.fake.grant('g1').state).toBe('active')
  })

  it('says who else is needed', async () => {
    const approvals = [{ group: 'leads', count: 2 }]
    const world = await requested({ policy: aPolicy({ rules: [{ id: 'r', for: {}, approvals }] }) })
    expect(await world.ports.answer(aLink(), await proofOf(world))).toEqual({
      kind: 'still-needed',
      needed: ['leads'],
    })
  })

  it('twice by one challenge is one yes, and told as what it is', async () => {
    const world = await requested()
    const proof = await proofOf(world)
    const answers = [await world.ports.answer(aLink(), proof), await world.ports.answer(aLink(), proof)]
    expect(answers).toEqual([{ kind: 'done' }, { kind: 'done' }])
    expect(world.fake.grant('g1').current.approvals).toHaveLength(1)
  })

  it('after somebody else decided says so', async () => {
    const world = await requested()
    await world.fake.approve('g1', CAT)
    expect(await world.ports.answer(aLink(), await proofOf(world))).toMatchObject({
      kind: 'already-decided',
      what: 'approved',
      by: `<b>${CAT}</b>`,
      at: T0,
    })
  })

  it.each<readonly [string, Partial<Link>, Partial<Proof>]>([
    ['of another person', {}, { person: CAT }],
    ['of another request’s hash', {}, { subjectHash: 'another' }],
    ['for another revision', { subject: 'g1.2' }, {}],
    ['for another grant', { subject: 'g2.1' }, {}],
    ['for a subject that means nothing', { subject: 'g1' }, {}],
    ['that is too old', {}, { at: T0 - 301 }],
    ['by the requester', { person: ANN }, { person: ANN }],
    ['as the requester’s own, where others must decide', { purpose: 'confirm' }, {}],
  ])('%s is refused in words, and decides nothing', async (_, link, proof) => {
    const world = await requested()
    const answered = await world.ports.answer(aLink(link), await proofOf(world, proof))
    expect(answered).toMatchObject({
      kind: 'refused',
      words: expect.arrayContaining([expect.stringMatching(/^[A-Z].*\.$/)]),
    })
    expect(world.fake.grant('g1').state).toBe('requested')
  })
})

describe('the methods that suffice on a page', () => {
  it('are those of the request, and none of what is not there', async () => {
    const { ports } = await requested()
    expect(await ports.methodsFor(aLink())).toEqual(['passkey', 'totp', 'backup-code'])
    expect(await ports.methodsFor(aLink({ subject: 'g9.1' }))).toEqual([])
    expect(await ports.methodsFor(aLink({ subject: 'nonsense' }))).toEqual([])
  })
})

it('a proof in the record is bound to the revision whose hash it signed', async () => {
  const world = await requested()
  const proof = await proofOf(world)
  const { subjectHash, ...rest } = proof
  expect(grantProof(proof, { id: 'g1', revision: 2 })).toEqual({
    ...rest,
    grantId: 'g1',
    revision: 2,
    requestHash: subjectHash,
  })
})

it('identity is proved only where there is a proof for it', () => {
  const options = {
    access: fakeAccess().access,
    place: { partition: 'aws', account: '111122223333' },
    nameOf: async () => '',
    announce: async () => undefined,
    onFailure: () => undefined,
  }
  expect(pagePorts(options).proveIdentity).toBeUndefined()
  expect(pagePorts({ ...options, proveIdentity: async () => ok(undefined) }).proveIdentity).toBeDefined()
  expect(pagePorts(options).proveCommand('abc')).toBe('npm run -s cli -- prove abc')
})
