import { describe, expect, it } from 'vitest'
import { DAY_S } from '../../../src/base/time.ts'
import { checksByTag, markWaived } from '../../../src/posture/waivers/waiver-marks.ts'
import { NOW } from '../../support/inventory.ts'
import { aFinding, aResource } from '../../support/report.ts'
import { aWaiver } from '../../support/waivers.ts'

const noTags = () => undefined
const byTag = { tag: { key: 'team', value: 'ml' } }

describe('findings', () => {
  it('say who accepts their risk until when and why, and still fail', () => {
    const findings = [aFinding(), aFinding({ resource: aResource('other') }), aFinding({ status: 'unknown' })]
    markWaived(findings, [aWaiver()], NOW, noTags)
    expect(findings.map(({ waived }) => waived?.waiver)).toEqual(['w1', undefined, undefined])
    expect(findings[0]).toMatchObject({
      status: 'fail',
      waived: {
        until: NOW + 30 * DAY_S,
        by: 'T1/UANN',
        approvedBy: 'T1/UBEN',
        reason: 'The lab moves into the VPC in January.',
      },
    })
  })

  it('name the waiver that lasts longest', () => {
    const finding = aFinding()
    const longer = aWaiver({ id: 'w2', scope: byTag, until: NOW + 60 * DAY_S })
    markWaived([finding], [aWaiver(), longer, aWaiver({ id: 'w3' })], NOW, () => ({ team: 'ml' }))
    expect(finding.waived?.waiver).toBe('w2')
  })

  it.each([
    ['at its end', { until: NOW }, NOW],
    ['for 30 days after', { until: NOW - 30 * DAY_S + 1 }, NOW - 30 * DAY_S + 1],
    ['early', { revokedAt: NOW - 5, revokedBy: 'T1/UBEN' as const }, NOW - 5],
  ])('come back by themselves when a waiver ended, and say so: %s', (_, fields, ended) => {
    const finding = aFinding()
    markWaived([finding], [aWaiver(fields)], NOW, noTags)
    expect(finding).toMatchObject({ waiverEndedAt: ended })
    expect(finding.waived).toBeUndefined()
  })

  it.each([
    ['later than 30 days', { until: NOW - 30 * DAY_S }],
    ['where it never held', { from: null, approvedBy: null, until: NOW - 5 }],
  ])('no longer speak of it %s', (_, fields) => {
    const finding = aFinding()
    markWaived([finding], [aWaiver(fields)], NOW, noTags)
    expect(finding.waiverEndedAt).toBeUndefined()
  })

  it('need tags only for checks with a waiver by tag', () => {
    const checks = [{ id: 'notebook-no-direct-internet' }, { id: 'other' }]
    expect(checksByTag([aWaiver()], checks, NOW)).toEqual([])
    expect(checksByTag([aWaiver({ scope: byTag })], checks, NOW)).toEqual(['notebook-no-direct-internet'])
    expect(checksByTag([aWaiver({ scope: byTag, check: 'gone' })], checks, NOW)).toEqual([])
    expect(checksByTag([aWaiver({ scope: byTag, until: NOW - 31 * DAY_S })], checks, NOW)).toEqual([])
  })
})
