import { describe, expect, it } from 'vitest'
import { HOUR_S } from '../../src/base/time.ts'
import { boundsOf } from '../../src/digest/digest.ts'
import { temporaryAccess } from '../../src/digest/temporary-access.ts'
import type { Grant } from '../../src/grants/grant.ts'
import { aCloseOut } from '../support/access.ts'
import { ANN, aRequest, ENDPOINT, sha256, T0 } from '../support/grants.ts'

const bounds = boundsOf('UTC', '2026-11-23', { day: '2026-11-22' })
const role = { arn: 'arn:aws:iam::111122223333:role/g', documentsHash: sha256('documents') }

function active(id: string, endsAt: number): Grant {
  const asked = aRequest()
  return {
    ...asked,
    id,
    state: 'active',
    role,
    current: { ...asked.current, decidedAt: T0, window: { startsAt: T0 - HOUR_S, endsAt } },
  }
}

function ended(id: string, at: number, change: Partial<Grant> = {}): Grant {
  return {
    ...active(id, at),
    state: 'ended',
    end: { reason: 'expired', at, by: null, words: '' },
    ...change,
  }
}

describe('temporary access on a day', () => {
  it('is what is active, in the order in which it ends, and what of it ends today', () => {
    const grants = [
      active('tomorrow', bounds.dayEnd),
      active('tonight', bounds.dayEnd - 1),
      active('noon', T0 + 60),
    ]
    const access = temporaryAccess(grants, new Map(), bounds, true)
    expect(access.active.map(({ id }) => id)).toEqual(['noon', 'tonight', 'tomorrow'])
    expect(access.endingToday.map(({ id }) => id)).toEqual(['noon', 'tonight'])
    expect(access.active[0]).toEqual({
      id: 'noon',
      requester: ANN,
      entitlement: 'invoke-endpoint',
      resources: [ENDPOINT],
      endsAt: T0 + 60,
    })
  })

  it('is what ended yesterday, with what was unused where that is known', () => {
    const grants = [
      ended('today', bounds.dayStart),
      ended('late', bounds.dayStart - 1),
      ended('early', bounds.since),
      ended('before', bounds.since - 1),
      ended('refused', bounds.since + 1, { role: null }),
    ]
    const access = temporaryAccess(grants, new Map([['late', aCloseOut()]]), bounds, true)
    expect(access.ended.map(({ id, closeOut }) => [id, closeOut?.unused])).toEqual([
      ['late', ['sagemaker:InvokeEndpointAsync']],
      ['early', undefined],
    ])
  })

  it('counts requests that wait', () => {
    expect(temporaryAccess([aRequest(), active('a', T0)], new Map(), bounds, false).waiting).toBe(1)
  })

  it('reaches back over a weekend, but never more than a week', () => {
    const monday = boundsOf('UTC', '2026-11-23', { day: '2026-11-20' })
    expect(monday.since).toBe(Date.UTC(2026, 10, 20) / 1000)
    expect(boundsOf('UTC', '2026-11-23', { day: '2026-10-01' }).since).toBe(Date.UTC(2026, 10, 22) / 1000)
    expect(boundsOf('UTC', '2026-11-23', undefined).since).toBe(Date.UTC(2026, 10, 22) / 1000)
  })
})
