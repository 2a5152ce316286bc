import { describe, expect, it } from 'vitest'
import { type Activity, closeOut, type SeenCall } from '../../../src/grants/ending/close-out.ts'
import type { Grant } from '../../../src/grants/grant.ts'
import { entitlementOf } from '../../support/grant-orders.ts'
import { ANN, aTerms, ENDPOINT, sha256, T0 } from '../../support/grants.ts'

const INVOKE = 'sagemaker:InvokeEndpoint'
const DESCRIBE = 'sagemaker:DescribeEndpoint'
const TRAIL = entitlementOf('invoke-endpoint').trail
const GRANTED = entitlementOf('invoke-endpoint').actions

/** A grant of the first hour that has ended. */
function aGrant(change: Partial<Grant> = {}): Grant {
  return {
    id: 'g1',
    state: 'ended',
    current: {
      number: 1,
      terms: aTerms({ parameters: { endpoint: ENDPOINT, component: '' } }),
      requestHash: sha256('request'),
      required: { groups: [], total: 1 },
      askedAt: T0 - 60,
      lapsesAt: T0 + 7200,
      approvals: [],
      confirmation: null,
      decidedAt: T0,
      window: { startsAt: T0, endsAt: T0 + 3600 },
    },
    next: null,
    revisions: 1,
    role: { arn: 'arn:aws:iam::111122223333:role/sagewarden/grant-g1', documentsHash: sha256('documents') },
    end: { reason: 'expired', at: T0 + 3605, by: null, words: '' },
    review: null,
    usedChallenges: [],
    events: [],
    head: sha256('head'),
    ...change,
  }
}

function aCall(change: Partial<SeenCall> = {}): SeenCall {
  return { action: DESCRIBE, resource: ENDPOINT, at: T0 + 60, denied: false, created: null, ...change }
}

function closed(activity: Partial<Activity>, grant = aGrant()) {
  const whole = { seen: [], gaps: [], stillRunning: [], asOf: T0 + 7200, ...activity }
  const report = closeOut(grant, GRANTED, TRAIL, whole)
  if (!report) throw new Error('There is no close-out')
  return report
}

describe('the close-out of a grant', () => {
  it('says whose it was, what it allowed and when', () => {
    expect(closed({})).toMatchObject({
      grantId: 'g1',
      entitlement: 'invoke-endpoint',
      requester: ANN,
      parameters: ['endpoint'],
      window: { startsAt: T0, endsAt: T0 + 3600 },
      reason: 'expired',
      asOf: T0 + 7200,
      granted: [
        DESCRIBE,
        INVOKE,
        'sagemaker:InvokeEndpointAsync',
        'sagemaker:InvokeEndpointWithResponseStream',
      ],
    })
  })

  it('counts what was used, each call once, with its times and resources', () => {
    const seen = [aCall({ at: T0 + 90 }), aCall(), aCall({ at: T0 + 120, resource: null })]
    expect(closed({ seen }).used).toEqual([
      { action: DESCRIBE, times: 3, firstAt: T0 + 60, lastAt: T0 + 120, resources: [ENDPOINT] },
    ])
  })

  it('tells what was not used from what nobody can observe', () => {
    const report = closed({})
    expect(report.unused).toEqual([DESCRIBE])
    expect(report.notObservable).toEqual([
      INVOKE,
      'sagemaker:InvokeEndpointAsync',
      'sagemaker:InvokeEndpointWithResponseStream',
    ])
  })

  it('believes a call that can only be seen at times, once it was seen', () => {
    const report = closed({ seen: [aCall({ action: INVOKE })] })
    expect(report.used.map(({ action }) => action)).toEqual([INVOKE])
    expect(report.notObservable).not.toContain(INVOKE)
  })

  it('calls nothing unused where a part could not be looked at', () => {
    const gaps = ['CloudTrail was not read from 10:00 to 11:00 UTC.']
    const report = closed({ gaps })
    expect(report).toMatchObject({ unused: [], gaps })
    expect(report.notObservable).toContain(DESCRIBE)
  })

  it.each([
    ['within a quarter of an hour of the end', T0 + 3600 + 899, []],
    ['a quarter of an hour after the end', T0 + 3600 + 900, [DESCRIBE]],
  ])('calls nothing unused while calls may still arrive: read %s', (_when, asOf, unused) => {
    expect(closed({ asOf }).unused).toEqual(unused)
  })

  it('names every granted call exactly once: used, unused or not observable', () => {
    for (const seen of [[], [aCall()], [aCall({ action: INVOKE }), aCall()]]) {
      for (const gaps of [[], ['Something.']]) {
        const { used, unused, notObservable, granted } = closed({ seen, gaps })
        const all = [...used.map(({ action }) => action), ...unused, ...notObservable]
        expect(all.toSorted((a, b) => a.localeCompare(b))).toEqual(granted)
      }
    }
  })

  it('keeps refused calls apart, and takes them for no use', () => {
    const seen = [aCall({ denied: true }), aCall({ denied: true, action: 'iam:CreateUser', resource: null })]
    const report = closed({ seen })
    expect(report.denied.map(({ action, times }) => [action, times])).toEqual([
      [DESCRIBE, 1],
      ['iam:CreateUser', 1],
    ])
    expect(report).toMatchObject({ used: [], unused: [DESCRIBE] })
  })

  it('shows calls that need no permission beside those that were granted', () => {
    const report = closed({ seen: [aCall({ action: 'sts:GetCallerIdentity', resource: null })] })
    expect(report.besides.map(({ action }) => action)).toEqual(['sts:GetCallerIdentity'])
    expect(report.used).toEqual([])
  })

  it.each([
    ['a second before the start', T0 - 1, 1],
    ['in the first second', T0, 0],
    ['in the last second', T0 + 3599, 0],
    ['in the second of the end', T0 + 3600, 1],
  ])('speaks of access outside the window: %s', (_when, at, times) => {
    expect(closed({ seen: [aCall({ at })] }).outside.length).toBe(times)
  })

  it('ends where it was revoked', () => {
    const end = { reason: 'revoked' as const, at: T0 + 600, by: ANN, words: 'done' }
    const report = closed({ seen: [aCall({ at: T0 + 700 })] }, aGrant({ end }))
    expect(report.window.endsAt).toBe(T0 + 600)
    expect(report.outside.map(({ lastAt }) => lastAt)).toEqual([T0 + 700])
  })

  it('lists what was made, once, and what runs on', () => {
    const job = 'arn:aws:sagemaker:eu-west-1:111122223333:training-job/churn-1'
    const other = `${job}0`
    const seen = [aCall({ created: job }), aCall({ created: job }), aCall({ created: other, denied: true })]
    const stillRunning = [{ arn: job, status: 'InProgress' }]
    expect(closed({ seen, stillRunning })).toMatchObject({ created: [job], stillRunning })
  })

  it('is made where the record knows of no role: it may have been made before a crash', () => {
    expect(closed({ seen: [aCall()] }, aGrant({ role: null })).used.length).toBe(1)
  })

  it.each([
    ['is still active', { state: 'active', end: null }],
    ['is ending', { state: 'ending' }],
    ['was never decided on', { current: { ...aGrant().current, window: null } }],
    ['was over before its start', { end: { reason: 'revoked', at: T0, by: ANN, words: '' } }],
  ] as const)('is not made of a grant that %s', (_what, change) => {
    const nothing = { seen: [], gaps: [], stillRunning: [], asOf: T0 + 7200 }
    expect(closeOut(aGrant(change), GRANTED, TRAIL, nothing)).toBeUndefined()
  })
})
