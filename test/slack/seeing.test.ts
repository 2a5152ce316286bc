import { describe, expect, it } from 'vitest'
import { personRefusals } from '../../src/grants/rules/person.ts'
import type { Job } from '../../src/slack/jobs/job.ts'
import { createReadUserGroups, createSeePerson } from '../../src/slack/seeing.ts'
import { placeOf } from '../../src/slack/sending/channels.ts'
import { fakeSlack, keptLog } from './fake-slack.ts'

const ben = {
  id: 'U1',
  team_id: 'T1',
  is_bot: false,
  deleted: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_email_confirmed: true,
}

const see = (user: Readonly<Record<string, unknown>>) =>
  createSeePerson(fakeSlack({ 'users.info': [{ user }] }).client)('T1/U1')

describe('a person', () => {
  it('is what Slack shows, field by field', async () => {
    const seen = await see(ben)
    expect(seen).toEqual({
      team: 'T1',
      user: 'U1',
      bot: false,
      deleted: false,
      restricted: false,
      ultraRestricted: false,
      stranger: false,
      emailConfirmed: true,
    })
    expect(personRefusals(seen, 'T1')).toEqual([])
  })

  it.each([
    'id',
    'team_id',
    'is_bot',
    'deleted',
    'is_restricted',
    'is_ultra_restricted',
    'is_email_confirmed',
  ])('without %s is incomplete: nothing is made up', async (field) => {
    const seen = await see(Object.fromEntries(Object.entries(ben).filter(([key]) => key !== field)))
    expect(personRefusals(seen, 'T1')).toContain('person-incomplete')
  })

  it.each([
    [{ is_restricted: true }, 'guest'],
    [{ is_bot: true }, 'bot'],
    [{ deleted: true }, 'deactivated'],
    [{ is_stranger: true }, 'external'],
    [{ team_id: 'T2' }, 'other-team'],
    [{ is_email_confirmed: false }, 'email-unconfirmed'],
  ])('with %j is refused as %s', async (change, code) => {
    expect(personRefusals(await see({ ...ben, ...change }), 'T1')).toContain(code)
  })

  it('whom Slack does not know is nobody', async () => {
    const { client } = fakeSlack({ 'users.info': [{ error: 'user_not_found' }] })
    expect(personRefusals(await createSeePerson(client)('T1/U9'), 'T1')).toContain('person-incomplete')
  })

  it('is not made up where Slack cannot be asked', async () => {
    const { client } = fakeSlack({ 'users.info': [{ status: 503 }] })
    await expect(createSeePerson(client)('T1/U1')).rejects.toThrow()
  })
})

describe('user groups', () => {
  it('have the members that Slack names, as people of this team', async () => {
    const { client } = fakeSlack({ 'usergroups.users.list': [{ users: ['U1', 'U2'] }] })
    const read = await createReadUserGroups(client, 'T1', keptLog())(['S1'])
    expect([...read]).toEqual([['S1', ['T1/U1', 'T1/U2']]])
  })

  it.each([[{ error: 'no_such_subteam' }], [{ status: 503 }], [{}]])(
    'that cannot be read (%j) are left out, and the others not',
    async (answer) => {
      const { client } = fakeSlack({ 'usergroups.users.list': [answer, { users: ['U2'] }] })
      const read = await createReadUserGroups(client, 'T1', keptLog())(['S1', 'S2'])
      expect([...read.keys()]).toEqual(['S2'])
    },
  )
})

describe('the place where somebody acts', () => {
  const asker = { userId: 'U1', teamId: 'T1', channelId: 'C1', isDirect: false }
  const command: Job = { kind: 'command', id: 'j', asker, line: 'grants' }
  const button: Job = { kind: 'action', id: 'j', asker, action: 'grant:end', value: 'g1.1' }

  it.each([
    ['a channel of our own', command, undefined, { kind: 'channel', external: false }],
    ['a shared channel', button, 'shared', { kind: 'channel', external: true }],
    ['a channel that cannot be seen', button, 'not-member', { kind: 'channel', external: undefined }],
    ['an archived channel', button, 'archived', { kind: 'channel', external: undefined }],
    ['a direct message', { ...command, asker: { ...asker, isDirect: true } }, 'shared', { kind: 'private' }],
    ['a modal', { ...button, viewId: 'V1' }, 'shared', { kind: 'private' }],
    [
      'nowhere',
      { ...command, asker: { userId: 'U1', teamId: 'T1', isDirect: false } },
      'shared',
      { kind: 'private' },
    ],
  ] as const)('is told for %s', async (_, job, detour, place) => {
    expect(await placeOf(job, async () => detour)).toEqual(place)
  })
})
