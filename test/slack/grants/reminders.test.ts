import { describe, expect, it } from 'vitest'
import { DAY_S, HOUR_S } from '../../../src/base/time.ts'
import { dueReminders } from '../../../src/slack/grants/reminders.ts'
import { active, aRequest, T0 } from '../../support/grants.ts'
import { glass, wantsMore } from '../../support/scenes.ts'

const settings = { afterSeconds: [3600, 900], escalateAfterSeconds: 1800, escalateTo: 'on-call' }
const due = (at: number, grant = aRequest(), given: Parameters<typeof dueReminders>[1] = settings) =>
  dueReminders(grant, given, undefined, T0 + at).map(({ about }) => about)

describe('reminders of a request that waits', () => {
  it.each([
    [0, []],
    [899, []],
    [900, ['remind 1 900']],
    [1800, ['remind 1 900', 'escalate 1']],
    [3600, ['remind 1 3600', 'escalate 1']],
    [7199, ['remind 1 3600', 'escalate 1']],
    [7200, []],
  ])('after %i seconds are %j', (at, abouts) => {
    expect(due(at)).toEqual(abouts)
  })

  it('go to nobody where nothing waits, or none are configured', () => {
    expect(due(3600, active())).toEqual([])
    expect(due(3600, aRequest(), { afterSeconds: [] })).toEqual([])
    expect(due(3600, aRequest(), { afterSeconds: [], escalateAfterSeconds: 60 })).toEqual([])
  })

  it('count from when the extension was asked for', () => {
    expect(due(60 + 900, wantsMore())).toEqual(['remind 2 900'])
  })

  it('go to the requester where their own factor is what is missing', () => {
    expect(dueReminders(glass(false), settings, undefined, T0 + 1800)).toEqual([
      { kind: 'requester', about: 'remind 1 900' },
    ])
  })

  it('are silent in quiet hours', () => {
    const quiet = { timeZone: 'UTC', from: 9 * 60, to: 17 * 60, days: [] }
    expect(dueReminders(aRequest(), settings, quiet, T0 + 3600)).toEqual([])
  })
})

describe('reminders of a look back that is owed', () => {
  it.each([
    [DAY_S - 2 * HOUR_S - 1, []],
    [DAY_S - 2 * HOUR_S, ['review soon']],
    [DAY_S, ['review late']],
  ])('after %i seconds are %j', (at, abouts) => {
    expect(due(at, glass())).toEqual(abouts)
  })
})
