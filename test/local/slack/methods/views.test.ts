import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../infra/local/slack/json.ts'
import { testApi } from '../api.ts'

describe('views', () => {
  const plain = (text: string) => ({ type: 'plain_text', text })
  const view = { type: 'modal', title: plain('T'), blocks: [{ type: 'divider' }] }
  const opened = () => {
    const api = testApi()
    const trigger = api.world.triggers.issue({ user: 'U0ANARUIZ1' })
    return { ...api, trigger, first: api.call('views.open', { trigger_id: trigger, view }) }
  }

  test('a trigger opens one view, within three seconds', () => {
    const { call, world, wait, trigger, first } = opened()
    expect(first).toMatchObject({ ok: true, view: { type: 'modal', team_id: 'T0ACMECORP' } })
    expect(call('views.open', { trigger_id: trigger, view })).toMatchObject({ error: 'exchanged_trigger_id' })
    const inTime = world.triggers.issue({ user: 'U0ANARUIZ1' })
    wait(3000)
    expect(call('views.open', { trigger_id: inTime, view })).toMatchObject({ ok: true })
    const late = world.triggers.issue({ user: 'U0ANARUIZ1' })
    wait(3001)
    expect(call('views.open', { trigger_id: late, view })).toMatchObject({ error: 'expired_trigger_id' })
    expect(call('views.open', { trigger_id: 'made.up', view })).toMatchObject({ error: 'invalid_trigger_id' })
  })

  test('three views stack, a fourth does not', () => {
    const { call, world } = opened()
    const push = () => {
      const top = world.views.stackOf('U0ANARUIZ1').at(-1)
      return call('views.push', {
        trigger_id: world.triggers.issue({ user: 'U0ANARUIZ1', viewId: top?.id ?? '' }),
        view,
      })
    }
    expect(push()).toMatchObject({ ok: true })
    expect(push()).toMatchObject({ ok: true })
    expect(push()).toMatchObject({ error: 'push_limit_reached' })
  })

  test('an update with an old hash is refused', () => {
    const { call, first } = opened()
    const { id, hash } = first.view as { id: string; hash: string }
    expect(call('views.update', { view_id: id, hash, view })).toMatchObject({ ok: true })
    expect(call('views.update', { view_id: id, hash, view })).toMatchObject({ error: 'hash_conflict' })
    expect(call('views.update', { view_id: 'V404', view })).toMatchObject({ error: 'not_found' })
  })

  test('what was entered stays when an update keeps the input', () => {
    const { call, world, first } = opened()
    const { id } = first.view as { id: string }
    const input = {
      type: 'input',
      block_id: 'b',
      label: plain('L'),
      element: { type: 'plain_text_input', action_id: 'a' },
    }
    const changed = { ...view, submit: plain('S'), blocks: [input] }
    call('views.update', { view_id: id, view: changed })
    const shown = world.views.find(id)
    if (shown === undefined) throw new Error('The view is gone')
    world.views.setValue(shown, 'b', 'a', { type: 'plain_text_input', value: 'kept' })
    expect(
      call('views.update', { view_id: id, view: { ...changed, blocks: [{ type: 'divider' }, input] } }),
    ).toMatchObject({
      view: { state: { values: { b: { a: { value: 'kept' } } } } },
    })
  })

  test('Home takes only what Home shows', () => {
    const { call } = testApi()
    const home = (block: JsonObject) =>
      call('views.publish', { user_id: 'U0ANARUIZ1', view: { type: 'home', blocks: [block] } })
    expect(home({ type: 'divider' })).toMatchObject({ ok: true, view: { type: 'home' } })
    expect(home({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] })).toMatchObject({
      error: 'invalid_arguments',
    })
  })
})
