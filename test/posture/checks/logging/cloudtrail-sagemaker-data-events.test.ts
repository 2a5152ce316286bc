import { describe, expect, it } from 'vitest'
import { cloudtrailSagemakerDataEvents } from '../../../../src/posture/checks/logging/cloudtrail-sagemaker-data-events.ts'
import type { Inventory, Kind } from '../../../../src/posture/inventory/index.ts'
import type { EventSelector, Trail } from '../../../../src/posture/inventory/watch.ts'
import type { Gap } from '../../../../src/posture/snapshot.ts'
import { aSelector, aTrail } from '../../../support/heard.ts'
import { a, aGap, REGION, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

type Data = EventSelector['data'][number]
const ENDPOINT: Data = { type: 'AWS::SageMaker::Endpoint', arns: [], readWrite: 'All' }
const GROUP: Data = { type: 'AWS::SageMaker::FeatureGroup', arns: [], readWrite: 'All' }
const live = a('endpoints', { name: 'live', status: 'InService' })
const group = a('featureGroups', { name: 'people' })
const recording = (data: readonly Data[], fields: Partial<Trail> = {}) =>
  aTrail({
    selectors: seen([aSelector(), aSelector({ management: false, readWrite: 'None', data })]),
    ...fields,
  })

type Change = { readonly [K in Kind]?: readonly Inventory[K][] }
const judged = (change: Change, gaps: readonly Gap[] = []) =>
  verdicts(
    cloudtrailSagemakerDataEvents,
    snapshotOf({ endpoints: [live], featureGroups: [], trails: [], ...change }, gaps),
  )
const UNHEARD = 'fail: No trail records the calls of endpoints, e.g. live.'
const PASS = 'pass: All their calls are recorded.'

describe('cloudtrail-sagemaker-data-events', () => {
  it.each<[string, Change, string]>([
    ['a plain trail', { trails: [aTrail()] }, UNHEARD],
    ['no trail', {}, UNHEARD],
    ['a trail that records them', { trails: [recording([ENDPOINT])] }, PASS],
    [
      'a trail of another Region',
      { trails: [recording([ENDPOINT], { multiRegion: false, region: 'us-east-1' })] },
      UNHEARD,
    ],
    [
      'a trail that is off',
      { trails: [recording([ENDPOINT], { status: seen({ logging: false }) })] },
      UNHEARD,
    ],
    [
      'a trail of another endpoint',
      { trails: [recording([{ ...ENDPOINT, arns: [`${live.arn}-2`] }])] },
      UNHEARD,
    ],
    ['a trail of this endpoint', { trails: [recording([{ ...ENDPOINT, arns: [live.arn] }])] }, PASS],
    [
      'feature groups whose reads alone are recorded',
      { endpoints: [], featureGroups: [group], trails: [recording([{ ...GROUP, readWrite: 'ReadOnly' }])] },
      'fail: No trail records the calls of feature groups, e.g. people.',
    ],
    [
      'feature groups whose reads and writes are recorded',
      {
        endpoints: [],
        featureGroups: [group],
        trails: [
          recording([{ ...GROUP, readWrite: 'ReadOnly' }]),
          recording([{ ...GROUP, readWrite: 'WriteOnly' }]),
        ],
      },
      PASS,
    ],
    ['neither', { endpoints: [] }, 'not-applicable: There are no endpoints or feature groups.'],
  ])('%s', (_what, change, expected) => {
    expect(judged(change)).toEqual([`${REGION} ${expected}`])
  })

  it.each<[string, Change, readonly Gap[], string]>([
    ['hidden trails', {}, [aGap({ kind: 'trails' })], 'unknown'],
    ['hidden endpoints', { endpoints: [] }, [aGap({ kind: 'endpoints' })], 'unknown'],
    [
      'hidden endpoints beside feature groups that fail',
      { endpoints: [], featureGroups: [group] },
      [aGap({ kind: 'endpoints' })],
      'fail: No trail records the calls of feature groups',
    ],
    [
      'selectors by finer conditions',
      {
        trails: [
          aTrail({
            selectors: seen([aSelector({ management: false, data: [ENDPOINT], narrowedBy: ['eventName'] })]),
          }),
        ],
      },
      [],
      'unknown: Trail main narrows its data events',
    ],
  ])('%s', (_what, change, gaps, expected) => {
    expect(judged(change, gaps)).toEqual([expect.stringContaining(expected)])
  })
})
