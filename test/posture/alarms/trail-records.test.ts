import { describe, expect, it } from 'vitest'
import { covers, passage } from '../../../src/posture/alarms/trail-records.ts'
import type { EventSelector, Trail } from '../../../src/posture/inventory/watch.ts'
import { sampleTraits } from '../../../src/posture/sample-events/index.ts'
import { aSelector, aTrail } from '../../support/heard.ts'

describe('the Regions that a trail covers', () => {
  it.each<[string, Partial<Trail>, string, boolean]>([
    ['kms/DisableKey', {}, 'us-west-2', true],
    ['kms/DisableKey', { multiRegion: false }, 'eu-west-1', true],
    ['kms/DisableKey', { multiRegion: false }, 'us-west-2', false],
    ['iam/PutRolePolicy', {}, 'eu-west-1', true],
    ['iam/PutRolePolicy', { globalEvents: false }, 'eu-west-1', false],
    ['iam/PutRolePolicy', { multiRegion: false }, 'eu-west-1', false],
    ['iam/PutRolePolicy', { multiRegion: false, region: 'us-east-1' }, 'eu-west-1', true],
  ])('%s with %j in %s: %s', (id, fields, region, expected) => {
    expect(covers(aTrail(fields), sampleTraits(id), region)).toBe(expected)
  })
})

describe('what selectors do to a call', () => {
  const write = { eventSource: 'kms.amazonaws.com', readOnly: false }

  it.each<[ReadonlyArray<Partial<EventSelector>>, string]>([
    [[{}], 'recorded'],
    [[{ readWrite: 'WriteOnly' }], 'recorded'],
    [[{ readWrite: 'ReadOnly' }], 'left-out'],
    [[{ management: false }], 'left-out'],
    [[{ excludedSources: ['kms.amazonaws.com'] }], 'left-out'],
    [[{ narrowedBy: ['eventName'] }], 'narrowed'],
    [[{ narrowedBy: ['eventName'] }, {}], 'recorded'],
    [[], 'left-out'],
  ])('%j: %s', (selectors, expected) => {
    expect(passage(selectors.map(aSelector), write)).toBe(expected)
  })
})
