import { describe, expect, it } from 'vitest'
import { createPeople } from '../../src/slack/people.ts'
import { fakeSlack, fakeTime, keptLog } from './fake-slack.ts'

const identity = { teamId: 'T1', appId: 'A1', botId: 'B1', botUserId: 'UBOT' }
const origin = { userId: 'U1', teamIds: ['T1'], appId: 'A1' }
const member = { id: 'U1', team_id: 'T1' }

function people(...answers: ReadonlyArray<Readonly<Record<string, unknown>>>) {
  const slack = fakeSlack({ 'users.info': answers })
  const time = fakeTime()
  return { ...slack, time, people: createPeople(slack.client, identity, time.clock, keptLog()) }
}

describe('who may use the bot', () => {
  it.each([
    ['a full member', member, undefined],
    ['a guest', { ...member, is_restricted: true }, 'guest'],
    ['a single-channel guest', { ...member, is_ultra_restricted: true }, 'guest'],
    ['a bot', { ...member, is_bot: true }, 'bot'],
    ['somebody who left', { ...member, deleted: true }, 'deactivated'],
    ['somebody of another organisation', { ...member, team_id: 'T2' }, 'external'],
    ['a stranger', { ...member, is_stranger: true }, 'external'],
    ['somebody whose team is not said', { id: 'U1' }, 'not-verified'],
    ['somebody else than asked for', { ...member, id: 'U2' }, 'not-verified'],
  ])('%s: %j → %s', async (_, user, refusal) => {
    expect(await people({ user }).people.refusal(origin)).toBe(refusal)
  })

  it.each([
    ['another app', { ...origin, appId: 'A2' }, 'other-app'],
    ['no app', { ...origin, appId: undefined }, 'other-app'],
    ['another team', { ...origin, teamIds: ['T2'] }, 'other-team'],
    ['two teams', { ...origin, teamIds: ['T1', 'T2'] }, 'other-team'],
    ['no team', { ...origin, teamIds: [] }, 'not-verified'],
    ['nobody', { ...origin, userId: '' }, 'not-verified'],
  ])('a request of %s is turned down without asking Slack', async (_, from, refusal) => {
    const { people: known, calls } = people()
    expect(await known.refusal(from)).toBe(refusal)
    expect(calls).toEqual([])
  })

  it('is nobody where Slack does not answer, and asked again the next time', async () => {
    const { people: known } = people({ error: 'internal_error' }, { user: member })
    expect(await known.refusal(origin)).toBe('not-verified')
    expect(await known.refusal(origin)).toBeUndefined()
  })

  it('is remembered for a minute, no longer', async () => {
    const { people: known, calls, time } = people({ user: member }, { user: { ...member, deleted: true } })
    await known.refusal(origin)
    time.pass(59_000)
    expect(await known.refusal(origin)).toBeUndefined()
    expect(calls).toHaveLength(1)
    time.pass(1000)
    expect(await known.refusal(origin)).toBe('deactivated')
  })
})
