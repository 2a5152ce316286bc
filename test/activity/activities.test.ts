import { describe, expect, it } from 'vitest'
import { type ActivitiesOptions, createActivities } from '../../src/activity/activities.ts'
import type { LogSpan, Trace } from '../../src/activity/log.ts'
import { DAY_S } from '../../src/base/time.ts'
import { ANN, active, aPolicy, BEN, T0 } from '../support/grants.ts'
import { aGrantEvent, aHistory, anEvent, aRead } from '../support/log.ts'

function reading(events = [...aHistory(10, 3), anEvent()], change: Partial<ActivitiesOptions> = {}) {
  const asked: Array<{ traces: readonly Trace[]; span: LogSpan }> = []
  const activities = createActivities({
    readLog: async (traces, span) => {
      asked.push({ traces, span })
      return aRead(events)
    },
    directory: async () => ({ users: [], roles: [], gap: null }),
    grants: async () => [active()],
    policy: aPolicy,
    seesAll: async (person) => person === BEN,
    findResources: async () => [],
    place: async () => ({ partition: 'aws', account: '111122223333' }),
    csv: ({ events: shown }) => `${shown.length} lines`,
    clock: () => T0 * 1000,
    ...change,
  })
  const read = async (person = BEN, about: string | null = null, since: number | null = null) => {
    const answer = await activities.read(person, { about, since }, () => {})
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }
  return { read, asked, activities }
}

describe('activity', () => {
  it('is of the last day where nothing else is said, compared with the 30 days before', async () => {
    const { read, asked } = reading()
    const report = await read()
    expect(asked).toEqual([{ traces: [{ by: 'service' }], span: { from: T0 - 31 * DAY_S, to: T0 } }])
    expect(report).toMatchObject({ from: T0 - DAY_S, to: T0, isPartial: false })
    expect(report.events).toHaveLength(1)
    expect(report.comparison.compared).toBe(30 * DAY_S)
  })

  it('never asks for more than the log keeps', async () => {
    const { read, asked } = reading()
    await read(BEN, null, 90 * DAY_S)
    expect(asked[0]?.span.from).toBe(T0 - 90 * DAY_S)
  })

  it('counts what was done under a grant for whoever asked for it', async () => {
    const { read } = reading([aGrantEvent('g1'), aGrantEvent('g1', { denied: true })])
    const { callers, denied } = await read()
    expect(callers).toMatchObject([{ calls: 2, denied: 1, underGrants: 2, grantIds: ['g1'] }])
    expect(denied).toMatchObject([{ times: 1 }])
  })

  it('is a file too, unless there is nothing', async () => {
    expect((await reading().read()).file).toEqual({
      filename: 'sagemaker-activity-20261123-0900.csv',
      title: 'Every call (CSV)',
      content: '1 lines',
    })
    expect((await reading([]).read()).file).toBeNull()
  })

  it('says what could not be read, and never calls that nothing', async () => {
    const { read } = reading([], { readLog: async () => aRead([], { gaps: ['eu-west-1 was denied.'] }) })
    const report = await read()
    expect(report.isPartial).toBe(true)
    expect(report.gaps).toEqual(['eu-west-1 was denied.'])
    expect(report.blind.join(' ')).toContain('InvokeEndpoint')
  })

  it('says from when on it is whole where there was too much', async () => {
    const { read } = reading([], { readLog: async () => aRead([], { completeFrom: T0 - 3600 }) })
    const report = await read()
    expect(report.isPartial).toBe(true)
    expect(report.gaps.join(' ')).toContain('2026-11-23T08:00:00Z')
  })

  it('reads no log, and asks for no names, for what somebody may not look at', async () => {
    const { activities, asked } = reading([], {
      directory: async () => {
        throw new Error('names were asked for')
      },
    })
    expect(await activities.read(ANN, { about: 'alice.meyer', since: null }, () => {})).toEqual({
      ok: false,
      error: { code: 'only-own' },
    })
    expect(asked).toEqual([])
  })
})
