import { describe, expect, it } from 'vitest'
import { alarmSubscriptionConfirmed } from '../../../../src/posture/checks/monitoring/alarm-subscription-confirmed.ts'
import type { Topic } from '../../../../src/posture/inventory/watch.ts'
import { aTopic } from '../../../support/heard.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judged = (...topics: readonly Topic[]) => verdicts(alarmSubscriptionConfirmed, snapshotOf({ topics }))
const pending = { protocol: 'email', confirmed: false }

describe('alarm-subscription-confirmed', () => {
  it.each<[Topic['subscriptions'], string]>([
    [seen([{ protocol: 'email', confirmed: true }]), 'pass: 1 confirmed subscription (email).'],
    [seen([pending, { protocol: 'https', confirmed: true }]), 'pass: 1 confirmed subscription (https).'],
    [seen([]), 'fail: It has no subscription.'],
    [seen([pending, pending]), 'fail: Nobody confirmed: 2 subscriptions pending.'],
    [
      {
        gap: aGap({
          kind: 'topics',
          call: 'ListSubscriptionsByTopic',
          action: 'sns:ListSubscriptionsByTopic',
        }),
      },
      'unknown: Could not be seen: ListSubscriptionsByTopic was denied (needs sns:ListSubscriptionsByTopic).',
    ],
  ])('%j: %s', (subscriptions, expected) => {
    expect(judged(aTopic({ subscriptions }))).toEqual([`security ${expected}`])
  })

  it('does not apply without topics', () => {
    expect(judged()).toEqual([expect.stringContaining('not-applicable: There are no SNS topics')])
  })
})
