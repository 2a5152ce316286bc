import { expect, it } from 'vitest'
import { cloudtrailCloudwatchIntegration } from '../../../../src/posture/checks/logging/cloudtrail-cloudwatch-integration.ts'
import type { Trail } from '../../../../src/posture/inventory/watch.ts'
import { aTrail } from '../../../support/heard.ts'
import { aGap, NOW, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const DAY = 86_400
const status = (fields: object) => aTrail({ status: seen({ logging: true, ...fields }) })

it.each<[string, Trail, string]>([
  ['delivers', aTrail(), 'pass: It delivers to CloudWatch Logs.'],
  ['names no log group', (({ logGroupArn: _, ...trail }) => trail)(aTrail()), 'fail: It names no log group.'],
  [
    'is refused',
    status({ cloudWatchError: 'Access denied.', cloudWatchDeliveredAt: NOW }),
    'fail: It names a log group, but its last delivery ended with Access denied.',
  ],
  [
    'fell silent',
    status({ cloudWatchDeliveredAt: NOW - 3 * DAY }),
    'fail: It names a log group, but its last delivery was 3 days ago.',
  ],
  ['never delivered', status({}), 'fail: It names a log group, but it has delivered nothing yet.'],
  [
    'hides its status',
    aTrail({ organization: true, status: { gap: aGap({ kind: 'trails' }) } }),
    'unknown: Could not be seen: DescribeSample was denied (needs sagemaker:DescribeSample).',
  ],
])('a trail that %s', (_what, trail, expected) => {
  expect(verdicts(cloudtrailCloudwatchIntegration, snapshotOf({ trails: [trail] }))).toEqual([
    `main ${expected}`,
  ])
})

it('does not apply without trails', () => {
  expect(verdicts(cloudtrailCloudwatchIntegration, snapshotOf({ trails: [] }))).toEqual([
    expect.stringContaining('not-applicable'),
  ])
})
