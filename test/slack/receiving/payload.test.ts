import { describe, expect, it } from 'vitest'
import { rememberedChannel, viewMemory } from '../../../src/slack/forms/view-memory.ts'
import { askerOf, originOf, pressedOf } from '../../../src/slack/receiving/payload.ts'

describe('where a request comes from', () => {
  it.each([
    [
      'a command',
      { user_id: 'U1', team_id: 'T1', api_app_id: 'A1' },
      { userId: 'U1', teamIds: ['T1'], appId: 'A1' },
    ],
    [
      'a press',
      { user: { id: 'U1', team_id: 'T2' }, team: { id: 'T1' }, api_app_id: 'A1' },
      { userId: 'U1', teamIds: ['T1', 'T2'], appId: 'A1' },
    ],
    [
      'an event',
      { team_id: 'T1', api_app_id: 'A1', event: { user: 'U1' } },
      { userId: 'U1', teamIds: ['T1'], appId: 'A1' },
    ],
    ['nonsense', { user: 7, team: [], api_app_id: {} }, { userId: '', teamIds: [], appId: undefined }],
  ])('is read from %s', (_, body, origin) => {
    expect(originOf(body)).toEqual(origin)
  })
})

describe('where the answer may go', () => {
  it.each([
    [
      { channel_id: 'C1', channel_name: 'general' },
      { channelId: 'C1', isDirect: false },
    ],
    [
      { channel_id: 'D1', channel_name: 'directmessage' },
      { channelId: 'D1', isDirect: true },
    ],
    [{ channel: { id: 'C1', name: 'general' } }, { channelId: 'C1', isDirect: false }],
    [{ view: { private_metadata: 'C0ABC123 channel' } }, { channelId: 'C0ABC123', isDirect: false }],
    [{ view: { private_metadata: '<!channel> channel' } }, { isDirect: false }],
    [{ view: {} }, { isDirect: false }],
  ])('%j', (body, place) => {
    expect(askerOf({ user_id: 'U1', ...body }, 'T1')).toEqual({ userId: 'U1', teamId: 'T1', ...place })
  })

  it('is remembered by a modal', () => {
    const asker = { userId: 'U1', teamId: 'T1', channelId: 'D0ABC123', isDirect: true }
    expect(rememberedChannel(viewMemory(asker))).toEqual({ channelId: 'D0ABC123', isDirect: true })
    expect(rememberedChannel(viewMemory({ userId: 'U1', teamId: 'T1', isDirect: false }))).toEqual({
      isDirect: false,
    })
  })
})

describe('a pressed button', () => {
  it('is the first of the actions', () => {
    const body = {
      trigger_id: 't',
      view: { type: 'modal', id: 'V1' },
      actions: [{ action_id: 'audit:page', value: 'r.1' }, { action_id: 'other' }],
    }
    expect(pressedOf(body)).toMatchObject({
      action: 'audit:page',
      value: 'r.1',
      isLink: false,
      triggerId: 't',
      viewId: 'V1',
    })
  })

  it.each([[{}], [{ actions: 'x' }], [{ actions: [null] }]])('is nothing in %j', (body) => {
    expect(pressedOf(body)).toMatchObject({ action: '', value: '', viewId: undefined })
  })

  it('of the Home tab stands in no modal', () => {
    expect(pressedOf({ view: { type: 'home', id: 'V1' } }).viewId).toBeUndefined()
  })
})
