import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STATUSES } from '../../../src/posture/finding.ts'
import { SEVERITIES } from '../../../src/posture/practice.ts'
import {
  applies,
  needsSecondPerson,
  sameSubject,
  stageOf,
  type Waiver,
} from '../../../src/posture/waivers/waiver.ts'
import { NOW } from '../../support/inventory.ts'
import { aCheck, aFinding, aResource } from '../../support/report.ts'
import { aWaiver } from '../../support/waivers.ts'

const noTags = () => undefined
const team = (value: string) => () => ({ team: value })
const byTag = { tag: { key: 'team', value: 'ml' } }

describe('a waiver', () => {
  it.each<[string, Partial<Waiver>, number, string]>([
    ['holds until its end', {}, NOW, 'standing'],
    ['is over at its end', { until: NOW }, NOW, 'over'],
    ['waits for a second person', { from: null, approvedBy: null }, NOW, 'waiting'],
    ['lapses when nobody decides', { from: null, approvedBy: null, until: NOW }, NOW, 'lapsed'],
    ['was ended early', { revokedAt: NOW - 1, revokedBy: 'T1/UBEN' }, NOW, 'revoked'],
    ['was refused', { from: null, revokedAt: NOW - 1, revokedBy: 'T1/UBEN' }, NOW, 'refused'],
  ])('%s', (_, fields, at, stage) => {
    expect(stageOf(aWaiver(fields), at)).toBe(stage)
  })

  it('is about the same as another of its account, check and resource or tag', () => {
    expect(sameSubject(aWaiver(), aWaiver({ id: 'w2', reason: 'Other.' }))).toBe(true)
    expect(sameSubject(aWaiver(), aWaiver({ account: '999999999999' }))).toBe(false)
    expect(sameSubject(aWaiver(), aWaiver({ scope: byTag }))).toBe(false)
    expect(sameSubject(aWaiver({ scope: byTag }), aWaiver({ scope: byTag }))).toBe(true)
  })
})

describe('a waiver covers', () => {
  it.each<
    [string, Partial<Waiver>, Parameters<typeof aFinding>[0], () => Record<string, string> | undefined]
  >([
    ['the resource that it names', {}, {}, noTags],
    ['every resource with its tag', { scope: byTag }, { resource: aResource('other') }, team('ml')],
    [
      'what is not severe without a second person',
      { approvedBy: null },
      { check: aCheck({ severity: 'medium' }) },
      noTags,
    ],
  ])('%s', (_, waiver, finding, tags) => {
    expect(applies(aWaiver(waiver), aFinding(finding), NOW, tags)).toBe(true)
  })

  it.each<
    [string, Partial<Waiver>, Parameters<typeof aFinding>[0], () => Record<string, string> | undefined]
  >([
    ['another resource', {}, { resource: aResource('other') }, noTags],
    ['another check', {}, { check: aCheck({ id: 'other' }) }, noTags],
    [
      'a resource of another account',
      {},
      { resource: aResource('churn', { account: '999999999999' }) },
      noTags,
    ],
    ['a resource whose tags were not seen', { scope: byTag }, {}, noTags],
    ['a resource with another value of the tag', { scope: byTag }, {}, team('ops')],
    ['what is unknown', {}, { status: 'unknown' }, noTags],
    ['anything at its end', { until: NOW }, {}, noTags],
    ['anything before it holds', { from: NOW + 1 }, {}, noTags],
    ['anything while it waits', { from: null, approvedBy: null }, {}, noTags],
    ['anything once it was ended', { revokedAt: NOW, revokedBy: 'T1/UBEN' }, {}, noTags],
    ['what has become severe without a second person', { approvedBy: null }, {}, noTags],
    ['what is severe where the asker was the second person', { approvedBy: 'T1/UANN' }, {}, noTags],
  ])('never %s', (_, waiver, finding, tags) => {
    expect(applies(aWaiver(waiver), aFinding(finding), NOW, tags)).toBe(false)
  })

  it('only what fails, and never high or critical risk on one word alone, whatever the rest', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STATUSES),
        fc.constantFrom(...SEVERITIES),
        fc.option(fc.constantFrom('T1/UANN' as const, 'T1/UBEN' as const)),
        fc.integer({ min: -100, max: 100 }),
        (status, severity, approvedBy, past) => {
          const finding = aFinding({ status, check: aCheck({ severity }) })
          const waiver = aWaiver({ approvedBy, until: NOW + past, from: NOW - 10 })
          if (!applies(waiver, finding, NOW, noTags)) return
          expect(status).toBe('fail')
          expect(past).toBeGreaterThan(0)
          if (needsSecondPerson(severity)) expect(approvedBy).toBe('T1/UBEN')
        },
      ),
    )
  })
})
