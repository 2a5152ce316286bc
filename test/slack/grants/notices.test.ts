import { describe, expect, it } from 'vitest'
import { HOUR_S } from '../../../src/base/time.ts'
import { aCloseOut, fakeAccess } from '../../support/access.ts'
import {
  ANN,
  anAsked,
  anEntitlement,
  aPolicy,
  aProof,
  BEN,
  CAT,
  DAN,
  EVE,
  historyOf,
  T0,
} from '../../support/grants.ts'
import { by, grantIn } from '../../support/grants-world.ts'
import { aWall, noticesOn, refusal, shownGrants, type Wall } from '../../support/notices.ts'
import { glass, halfApproved, wantsMore } from '../../support/scenes.ts'

const DOWN = new Error('Slack is down')

/** A bot whose notices are on a wall. */
function aBot(policy = aPolicy()) {
  const fake = fakeAccess({ policy })
  fake.world.entitlement = anEntitlement()
  const wall = aWall()
  const notices = noticesOn(wall, fake)
  const grants = shownGrants(fake, notices)
  const ask = () => grants.request(by(ANN), 'g1', anAsked())
  const approve = (person = BEN) =>
    grants.answer(
      by(person),
      { id: 'g1', revision: 1 },
      {
        action: 'approve',
        proof: aProof(grantIn(fake.world), person, { at: fake.world.now }),
      },
    )
  return { fake, wall, notices, grants, ask, approve }
}

const drawnIn = (wall: Wall, channel: string) => wall.says(channel)

describe('what people are told about a request', () => {
  it('stands in the channel, with the requester, and with everybody who may act', async () => {
    const { wall, ask } = aBot()
    await ask()
    expect(wall.all().map(({ channel }) => channel)).toEqual(['DANN', 'CAPPROVE', 'DBEN', 'DCAT'])
    expect(drawnIn(wall, 'CAPPROVE')).toContain('Approve 1 h access')
    expect(drawnIn(wall, 'DBEN')).toContain('You are asked as a member of `leads`')
    expect(drawnIn(wall, 'DANN')).toContain('Withdraw')
    expect(drawnIn(wall, 'DANN')).not.toContain('grant:approve')
  })

  it('is edited in place through its life, and never posted twice', async () => {
    const { fake, wall, grants, ask, approve } = aBot()
    await ask()
    await approve()
    expect(drawnIn(wall, 'CAPPROVE')).toContain('has access')
    fake.world.now = T0 + 2 * HOUR_S
    await grants.sweep()
    expect(drawnIn(wall, 'CAPPROVE')).toContain('Ended on time')
    expect(wall.all()).toHaveLength(4)
    expect(wall.all().every(({ thread }) => thread === undefined)).toBe(true)
  })

  it('tells the others who decided, and takes their buttons', async () => {
    const { wall, ask, approve } = aBot()
    await ask()
    await approve()
    for (const channel of ['DBEN', 'DCAT', 'CAPPROVE']) {
      expect(drawnIn(wall, channel)).toContain('Approved by <@BEN>')
      expect(drawnIn(wall, channel)).not.toContain('grant:approve')
      expect(drawnIn(wall, channel)).not.toContain('grant:deny')
    }
  })

  it('says that access works only after AWS agreed', async () => {
    const { fake, wall, ask, approve } = aBot()
    await ask()
    fake.world.broken.add('makeGrant')
    await approve()
    expect(drawnIn(wall, 'DANN')).toContain('It does not work yet.')
    expect(drawnIn(wall, 'DANN')).not.toContain('[profile')
  })

  it('changes nothing when it is shown again', async () => {
    const { fake, wall, notices, ask } = aBot()
    await ask()
    const before = wall.all().map(({ versions }) => versions.at(-1))
    await notices.show(grantIn(fake.world))
    expect(wall.all().map(({ versions }) => versions.at(-1))).toEqual(before)
  })

  it('is posted once where it is shown twice at the same time', async () => {
    const { fake, wall } = aBot()
    await shownGrants(fake, { ...noticesOn(wall, fake), show: async () => undefined }).request(
      by(ANN),
      'g1',
      anAsked(),
    )
    const notices = noticesOn(wall, fake)
    const grant = grantIn(fake.world)
    await Promise.all([notices.show(grant), notices.show(grant), notices.show(grant)])
    expect(wall.all()).toHaveLength(4)
  })

  it('never goes back to an older record', async () => {
    const { fake, wall, notices, ask, approve } = aBot()
    await ask()
    const old = grantIn(fake.world)
    await approve()
    await notices.show(old)
    expect(drawnIn(wall, 'CAPPROVE')).toContain('has access')
  })

  it('says who is confirming, and until when', async () => {
    const { fake, wall, notices, ask } = aBot()
    await ask()
    await notices.confirming(grantIn(fake.world), BEN, T0 + 300)
    expect(drawnIn(wall, 'CAPPROVE')).toMatch(/<@BEN> is confirming with a second factor.*1795424700/)
  })
})

describe('what goes wrong meanwhile', () => {
  it('leaves no button behind where the process dies between a message and the note of its place', async () => {
    const { fake, wall, ask } = aBot()
    wall.broken.set('add', new Error('killed'))
    await ask()
    wall.broken.clear()
    const orphans = wall.all()
    expect(orphans).toHaveLength(4)
    for (const { versions } of orphans) expect(JSON.stringify(versions)).not.toContain('"button"')
    await noticesOn(wall, fake).show(grantIn(fake.world))
    expect(wall.all()).toHaveLength(8)
    expect(
      wall.in('CAPPROVE').filter(({ versions }) => JSON.stringify(versions.at(-1)).includes('grant:approve')),
    ).toHaveLength(1)
  })

  it('gives a message its buttons at the next try where the process dies right after noting it', async () => {
    const { fake, wall, ask } = aBot()
    wall.broken.set('update', DOWN)
    await ask()
    wall.broken.clear()
    await noticesOn(wall, fake).show(grantIn(fake.world))
    expect(wall.all()).toHaveLength(4)
    expect(drawnIn(wall, 'CAPPROVE')).toContain('Approve 1 h access')
  })

  it('tries again at the next sweep where Slack was down during the whole grant', async () => {
    const { fake, wall, grants, ask, approve } = aBot()
    for (const method of ['post', 'directMessage'] as const) wall.broken.set(method, DOWN)
    expect((await ask()).ok).toBe(true)
    expect((await approve()).ok).toBe(true)
    fake.world.now = T0 + 2 * HOUR_S
    await grants.sweep()
    expect(fake.world.failures).toContain('show g1')
    expect(wall.all()).toEqual([])
    wall.broken.clear()
    await grants.sweep()
    expect(drawnIn(wall, 'CAPPROVE')).toContain('Ended on time')
    expect(drawnIn(wall, 'DANN')).toContain('Ended on time')
  })

  it('shows the rest where one message fails, then throws', async () => {
    const { fake, wall, ask } = aBot()
    wall.broken.set('directMessage', DOWN)
    await ask()
    expect(wall.all().map(({ channel }) => channel)).toEqual(['CAPPROVE'])
    await expect(noticesOn(wall, fake).show(grantIn(fake.world))).rejects.toThrow('3 messages about grant g1')
  })

  it('posts anew where a message was deleted', async () => {
    const { wall, ask, approve } = aBot()
    await ask()
    wall.remove('CAPPROVE')
    await approve()
    expect(wall.in('CAPPROVE')).toHaveLength(1)
    expect(drawnIn(wall, 'CAPPROVE')).toContain('has access')
  })

  it('goes on without a channel that is archived', async () => {
    const { fake, wall, ask, approve } = aBot()
    wall.archived.add('CAPPROVE')
    await ask()
    await approve()
    expect(fake.world.failures).toEqual([])
    expect(drawnIn(wall, 'DBEN')).toContain('Approved by <@BEN>')
  })

  it('goes on without a person whom Slack does not let it write to', async () => {
    const { fake, wall, ask } = aBot()
    wall.broken.set('directMessage', refusal('cannot_dm_bot'))
    await ask()
    expect(fake.world.failures).toEqual([])
    expect(wall.all().map(({ channel }) => channel)).toEqual(['CAPPROVE'])
  })

  it('shows nothing in a channel that may be shared with another organisation', async () => {
    const { fake, wall, ask } = aBot()
    const notices = noticesOn(wall, fake, { mayShow: async () => 'shared' })
    await ask()
    wall.remove('CAPPROVE')
    await expect(notices.show(grantIn(fake.world))).rejects.toThrow('could not be shown')
    expect(wall.in('CAPPROVE')).toEqual([])
  })
})

describe('an extension', () => {
  it('is told in the threads, because an edit alone tells nobody, and once', async () => {
    const { fake, wall, notices, ask, approve, grants } = aBot()
    await ask()
    await approve()
    await grants.extend(by(ANN), 'g1', { until: T0 + 3 * HOUR_S, reason: 'longer', ticket: null })
    await notices.show(grantIn(fake.world))
    for (const channel of ['DBEN', 'DCAT', 'CAPPROVE']) {
      expect(wall.repliesIn(channel)).toHaveLength(1)
      expect(JSON.stringify(wall.repliesIn(channel))).toContain('asks for 2 h more')
      expect(drawnIn(wall, channel)).toContain('Approve 2 h more')
    }
    expect(wall.repliesIn('DANN')).toEqual([])
  })
})

describe('break-glass', () => {
  it('is announced once its requester confirmed, not before', async () => {
    const { fake, wall, notices } = aBot()
    await notices.show(glass(false))
    expect(wall.in('CLOUD')).toEqual([])
    await notices.show(glass())
    expect(drawnIn(wall, 'CLOUD')).toContain('*Break-glass*')
    expect(drawnIn(wall, 'CLOUD')).toContain('grant:review')
    expect(fake.world.failures).toEqual([])
  })

  it('is edited once it was looked back at', async () => {
    const { wall, notices } = aBot()
    await notices.show(glass())
    const over = historyOf(glass(), [
      { type: 'revoke', by: EVE, reason: 'seen' },
      { type: 'detach' },
      { type: 'review', by: CAT, verdict: 'justified', note: 'It burned.' },
    ])
    await notices.show(over)
    expect(wall.in('CLOUD')).toHaveLength(1)
    expect(drawnIn(wall, 'CLOUD')).toContain('It burned.')
    expect(drawnIn(wall, 'CLOUD')).not.toContain('grant:review')
  })
})

describe('reminders', () => {
  const later = (fake: ReturnType<typeof fakeAccess>, seconds: number) => {
    fake.world.now = T0 + seconds
  }

  it('go into the threads of those who may still act, once each, as configured', async () => {
    const { fake, wall, notices, ask } = aBot()
    await ask()
    const remind = () => notices.remind(grantIn(fake.world))
    await remind()
    expect(wall.repliesIn('DBEN')).toEqual([])
    later(fake, 900)
    await remind()
    await remind()
    for (const channel of ['DBEN', 'DCAT', 'CAPPROVE']) expect(wall.repliesIn(channel)).toHaveLength(1)
    later(fake, 3600)
    await remind()
    expect(wall.repliesIn('DBEN')).toHaveLength(2)
  })

  it('leave out who approved already', async () => {
    const { fake, wall, notices } = aBot(
      aPolicy({
        rules: [
          {
            id: 'two',
            for: {},
            approvals: [
              { group: 'leads', count: 1 },
              { group: 'security', count: 1 },
            ],
          },
        ],
      }),
    )
    const half = halfApproved()
    await notices.show(half)
    later(fake, 900)
    await notices.remind(half)
    expect(wall.repliesIn('DCAT')).toHaveLength(1)
    expect(wall.repliesIn('DDAN')).toHaveLength(1)
    expect(wall.in('DBEN')).toEqual([])
  })

  it('tell the group above, with a way to the message, once', async () => {
    const { fake, wall, notices, ask } = aBot()
    await ask()
    later(fake, 1800)
    await notices.remind(grantIn(fake.world))
    await notices.remind(grantIn(fake.world))
    expect(wall.in('DEVE')).toHaveLength(1)
    expect(drawnIn(wall, 'DEVE')).toContain('https://acme.slack.test/CAPPROVE/')
    expect(drawnIn(wall, 'DEVE')).not.toContain('grant:approve')
  })

  it('wait for the end of the quiet hours', async () => {
    const quietHours = { timeZone: 'UTC', from: 8 * 60, to: 10 * 60, days: [] }
    const { fake, wall, notices, ask } = aBot(aPolicy({ quietHours }))
    await ask()
    later(fake, 1800)
    await notices.remind(grantIn(fake.world))
    expect(wall.repliesIn('DBEN')).toEqual([])
    later(fake, 3600)
    await notices.remind(grantIn(fake.world))
    expect(wall.repliesIn('DBEN')).toHaveLength(1)
  })

  it('that failed are sent to those who did not get them', async () => {
    const { fake, wall, notices, ask } = aBot()
    await ask()
    later(fake, 900)
    wall.broken.set('post', DOWN)
    await expect(notices.remind(grantIn(fake.world))).rejects.toThrow('could not be shown')
    wall.broken.clear()
    await notices.remind(grantIn(fake.world))
    expect(wall.repliesIn('DCAT')).toHaveLength(1)
  })
})

describe('a close-out', () => {
  it('is told once, to the requester and in the channel', async () => {
    const { fake, wall, notices, ask, approve } = aBot()
    await ask()
    await approve()
    const grant = grantIn(fake.world)
    await notices.closeOut(grant, aCloseOut())
    await notices.closeOut(grant, aCloseOut())
    expect(wall.repliesIn('DANN')).toHaveLength(1)
    expect(wall.repliesIn('CAPPROVE')).toHaveLength(1)
    expect(wall.repliesIn('DBEN')).toEqual([])
  })
})

it('shows an extension of somebody to those who may decide on it, and not to them', async () => {
  const { wall, notices } = aBot()
  await notices.show(wantsMore())
  expect(wall.all().map(({ channel }) => channel)).toEqual(['DANN', 'CAPPROVE', 'DBEN', 'DCAT'])
  expect([DAN, EVE].some((person) => wall.in(`D${person.slice(3)}`).length > 0)).toBe(false)
})
