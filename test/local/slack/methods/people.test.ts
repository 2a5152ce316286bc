import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../infra/local/slack/json.ts'
import { testApi } from '../api.ts'

describe('people', () => {
  test.each<readonly [string, JsonObject]>([
    [
      'U0ANARUIZ1',
      {
        deleted: false,
        is_restricted: false,
        is_ultra_restricted: false,
        tz: 'Europe/Madrid',
        tz_offset: 3600,
      },
    ],
    ['U0DEVPATE1', { is_admin: true, tz_offset: 19_800 }],
    ['U0GUSLIND1', { is_restricted: true, is_ultra_restricted: true }],
    ['U0EVEPARK1', { team_id: 'T0GLOBEXCO', is_stranger: false, is_restricted: false }],
    ['U0OLGABER1', { deleted: true }],
    ['U0APPBOT01', { is_bot: true }],
  ])('%s shows what they are', (user, flags) => {
    expect(testApi().call('users.info', { user })).toMatchObject({ ok: true, user: { id: user, ...flags } })
  })

  test('somebody unknown is not found', () => {
    expect(testApi().call('users.info', { user: 'U404' })).toMatchObject({ error: 'user_not_found' })
  })

  test('groups list their people', () => {
    const { call } = testApi()
    expect(call('usergroups.users.list', { usergroup: 'S0APPROVE1' })).toMatchObject({
      users: ['U0BENCART1', 'U0CHLOEDU1'],
    })
    expect(call('usergroups.users.list', { usergroup: 'S404' })).toMatchObject({ error: 'no_such_subteam' })
  })

  test('a shared channel says so, and lists page by cursor', () => {
    const { call } = testApi()
    expect(call('conversations.info', { channel: 'C0GLOBEXS1' })).toMatchObject({
      channel: { is_ext_shared: true },
    })
    const first = call('conversations.list', { limit: 2 })
    expect(first.channels).toHaveLength(2)
    const { next_cursor: cursor } = first.response_metadata as { next_cursor: string }
    expect(call('conversations.list', { limit: 2, cursor }).channels).not.toEqual(first.channels)
  })
})
