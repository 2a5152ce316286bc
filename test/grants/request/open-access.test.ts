import { describe, expect, it } from 'vitest'
import type { Access, RequestForm } from '../../../src/grants/access.ts'
import type { Draft } from '../../../src/grants/request/draft.ts'
import type { Proved } from '../../../src/grants/request/drafting.ts'
import type { Looked } from '../../../src/grants/request/looking.ts'
import { openAccess } from '../../../src/grants/request/open-access.ts'
import { entitlementOf, exampleOf } from '../../support/grant-orders.ts'
import { ANN, BEN, DAN, ENDPOINT, T0 } from '../../support/grants.ts'
import { aProcess, aWorld, by, grantIn, type World } from '../../support/grants-world.ts'

const PROVED: Proved = {
  proof: { outcome: 'proved', line: '3 calls, 1 resource', claims: [] },
  simulated: 'IAM agrees.',
}

interface Desk {
  readonly world: World
  readonly access: Access
  proved: Proved
  looked: readonly Looked[]
  looks: number
}

function aDesk(world = aWorld()): Desk {
  const drafts = new Map<string, Draft>()
  const briefings = new Map<string, Draft['briefing']>()
  const entitlement = entitlementOf('invoke-endpoint')
  world.entitlement = entitlement
  const desk: Omit<Desk, 'access'> = { world, proved: PROVED, looked: [], looks: 0 }
  const access = openAccess({
    ...aProcess(world).options,
    entitlements: [entitlement, { ...entitlement, id: 'shut', off: 'It outlives its end.' }],
    place: { partition: 'aws', account: '111122223333' },
    regions: ['eu-west-1'],
    find: async () => [],
    newId: () => 'g1',
    suggestions: async () => [],
    drafts: {
      keep: async (draft) => {
        const there = drafts.get(draft.id)
        if (there && there.owner !== draft.owner) return false
        drafts.set(draft.id, draft)
        return true
      },
      read: async (id) => drafts.get(id),
      brief: async (id, briefing) => void (briefings.has(id) || briefings.set(id, briefing)),
      briefing: async (id) => briefings.get(id),
    },
    lookBefore: async () => {
      desk.looks++
      return {
        looked: desk.looked,
        resources: [],
        reach: { roleArn: null, words: '', can: [], unknown: null },
      }
    },
    prove: async () => desk.proved,
  })
  return Object.assign(desk, { access })
}

function aForm(change: Partial<RequestForm> = {}): RequestForm {
  return {
    entitlement: 'invoke-endpoint',
    region: 'eu-west-1',
    parameters: { ...exampleOf('invoke-endpoint'), endpoint: ENDPOINT },
    durationSeconds: 3600,
    startsAt: null,
    reason: 'INC-42: look at the churn model',
    ticket: null,
    breakGlass: false,
    ...change,
  }
}

function aLook(change: Partial<Looked>): Looked {
  return { code: 'exists', about: 'endpoint', outcome: 'ok', stops: true, words: 'It is there.', ...change }
}

async function drafted(desk: Desk, form = aForm(), person = ANN) {
  const draft = await desk.access.draft(by(person), 'g1', form)
  if (!draft.ok) throw new Error(JSON.stringify(draft.error))
  return draft.value
}

describe('a draft', () => {
  it('shows what would be granted, who would be asked and why them', async () => {
    const preview = await drafted(aDesk())
    expect(preview.refusals).toEqual([])
    expect(preview.terms).toMatchObject({ requester: ANN, risk: 'medium', mode: 'approval' })
    expect(preview.terms.resources).toContain(ENDPOINT)
    expect(preview.permissions.flatMap(({ actions }) => actions)).toContain('sagemaker:InvokeEndpoint')
    expect(preview.approvers).toContainEqual({ person: BEN, groups: ['leads'] })
    expect(preview.approvers.map(({ person }) => person)).not.toContain(ANN)
    expect(JSON.stringify(preview.documents.permissions)).toContain(ENDPOINT)
  })

  it.each<[string, Partial<RequestForm>, string]>([
    ['something that does not exist', { entitlement: 'root' }, 'entitlement'],
    ['something that is switched off', { entitlement: 'shut' }, 'entitlement'],
    ['another Region', { region: 'us-east-1' }, 'region'],
    ['a wildcard', { parameters: { endpoint: `${ENDPOINT}*` } }, 'parameter:endpoint'],
    ['another account', { parameters: { endpoint: ENDPOINT.replace('1111', '2222') } }, 'parameter:endpoint'],
    ['a parameter of something else', { parameters: { endpoint: ENDPOINT, role: 'x' } }, 'parameter:role'],
    ['nothing', { parameters: {} }, 'parameter:endpoint'],
  ])('that names %s is told on its field', async (_what, change, field) => {
    const desk = aDesk()
    const draft = await desk.access.draft(by(ANN), 'g1', aForm(change))
    expect(draft).toMatchObject({
      ok: false,
      error: expect.arrayContaining([expect.objectContaining({ field })]),
    })
    expect(desk.looks).toBe(0)
  })

  it('of somebody whom nobody knows in AWS says so', async () => {
    const desk = aDesk()
    const draft = await desk.access.draft(by('T1/ZOE'), 'g1', aForm())
    expect(draft).toMatchObject({
      ok: false,
      error: [{ field: 'entitlement', words: expect.stringContaining('sagewarden.yml') }],
    })
  })

  it.each<[string, Partial<RequestForm>, string]>([
    ['too long', { durationSeconds: 30 * 86_400 }, 'too-long'],
    ['in the past', { startsAt: T0 - 60 }, 'start-in-past'],
    ['without a reason', { reason: '  ' }, 'reason-missing'],
  ])('that is %s is shown with the refusal', async (_what, change, code) => {
    expect((await drafted(aDesk(), aForm(change))).refusals).toContain(code)
  })

  it('tells of a like grant, which does not stop it', async () => {
    const desk = aDesk()
    await drafted(desk)
    await desk.access.send(by(ANN), 'g1')
    const second = await desk.access.draft(by(ANN), 'g2', aForm())
    expect(second.ok && second.value.briefing.looking.looked).toContainEqual(
      expect.objectContaining({
        code: 'no-like-grant',
        outcome: 'not-so',
        words: expect.stringContaining('g1'),
      }),
    )
    expect(second.ok && second.value.refusals).toEqual([])
  })
})

describe('sending a draft', () => {
  it('asks for exactly what was shown, and keeps what was found for the approvers', async () => {
    const desk = aDesk()
    const preview = await drafted(desk)
    expect(await desk.access.send(by(ANN), 'g1')).toMatchObject({ ok: true })
    expect(grantIn(desk.world).current.terms).toEqual(preview.terms)
    expect(await desk.access.briefing(grantIn(desk.world))).toEqual(preview.briefing)
    expect(desk.looks).toBe(1)
  })

  it('twice is one request', async () => {
    const desk = aDesk()
    await drafted(desk)
    await desk.access.send(by(ANN), 'g1')
    const { head } = grantIn(desk.world)
    expect(await desk.access.send(by(ANN), 'g1')).toMatchObject({ ok: true })
    expect(grantIn(desk.world).head).toBe(head)
  })

  it.each<[string, Partial<Pick<Desk, 'looked' | 'proved'>>, string]>([
    ['of which a look stops it', { looked: [aLook({ outcome: 'not-so' })] }, 'precheck-failed'],
    ['of which a look that stops is unknown', { looked: [aLook({ outcome: 'unknown' })] }, 'precheck-failed'],
    [
      'whose proof failed',
      { proved: { ...PROVED, proof: { outcome: 'failed', line: 'It allows more.' } } },
      'proof-failed',
    ],
  ])('is refused for one %s', async (_what, found, code) => {
    const desk = Object.assign(aDesk(), found)
    expect((await drafted(desk)).refusals).toContain(code)
    expect(await desk.access.send(by(ANN), 'g1')).toEqual({ ok: false, error: { codes: [code] } })
    expect(desk.world.table.size).toBe(0)
  })

  it('goes on with a look that does not stop', async () => {
    const desk = aDesk()
    desk.looked = [aLook({ outcome: 'unknown', stops: false })]
    await drafted(desk)
    expect(await desk.access.send(by(ANN), 'g1')).toMatchObject({ ok: true })
  })

  it('is for its owner alone', async () => {
    const desk = aDesk()
    await drafted(desk)
    expect(await desk.access.send(by(DAN), 'g1')).toEqual({ ok: false, error: { codes: ['draft-unknown'] } })
    expect(await desk.access.draft(by(DAN), 'g1', aForm())).toMatchObject({ ok: false })
    expect(await desk.access.send(by(ANN), 'g1')).toMatchObject({ ok: true })
  })

  it('works for half an hour', async () => {
    const desk = aDesk()
    await drafted(desk)
    desk.world.now += 1800
    expect(await desk.access.send(by(ANN), 'g1')).toEqual({ ok: false, error: { codes: ['draft-expired'] } })
  })

  it('is refused where the terms are others by now', async () => {
    const desk = aDesk()
    await drafted(desk)
    const people = desk.world.policy.people.map((each) =>
      each.slack === ANN
        ? {
            ...each,
            principals: {
              '111122223333': {
                kind: 'iam-user' as const,
                arn: 'arn:aws:iam::111122223333:user/other',
                uniqueId: null,
              },
            },
          }
        : each,
    )
    desk.world.policy = { ...desk.world.policy, people }
    expect(await desk.access.send(by(ANN), 'g1')).toEqual({ ok: false, error: { codes: ['terms-changed'] } })
  })
})

describe('the standing of a request', () => {
  it('says who is missing, who may still approve and with which factors', async () => {
    const desk = aDesk()
    await drafted(desk)
    await desk.access.send(by(ANN), 'g1')
    const standing = await desk.access.standing(grantIn(desk.world))
    expect(standing.missing).toEqual(['leads'])
    expect(standing.mayApprove).toContainEqual({ person: BEN, groups: ['leads'] })
    expect(standing.factors).toContain('passkey')
  })
})

describe('the list', () => {
  it('of what is open or waits reads nothing that has ended', async () => {
    const desk = aDesk()
    await drafted(desk)
    await desk.access.send(by(ANN), 'g1')
    desk.world.broken.add('all')
    const open = async () => (await desk.access.list({ which: 'active' })).map(({ id }) => id)
    expect(await open()).toEqual(['g1'])
    await desk.access.grants.answer(by(ANN), { id: 'g1', revision: 1 }, { action: 'withdraw' })
    expect(await open()).toEqual([])
  })

  it('of one person has theirs alone', async () => {
    const desk = aDesk()
    await drafted(desk)
    await desk.access.send(by(ANN), 'g1')
    expect(await desk.access.list({ which: 'mine', person: ANN })).toHaveLength(1)
    expect(await desk.access.list({ which: 'mine', person: BEN })).toEqual([])
    expect(await desk.access.list({ which: 'all' })).toHaveLength(1)
    expect(await desk.access.list({ which: 'active' })).toHaveLength(1)
  })
})
