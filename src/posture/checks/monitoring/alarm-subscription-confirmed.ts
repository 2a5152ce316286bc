import { plural } from '../../../base/time.ts'
import { defineCheck, fail, pass } from '../../check.ts'
import { known } from '../../snapshot.ts'

export const alarmSubscriptionConfirmed = defineCheck({
  id: 'alarm-subscription-confirmed',
  title: 'Alarm topics must have a confirmed subscriber',
  practice: 'monitoring',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'An alarm that is sent to a topic without a confirmed subscriber is an alarm that nobody gets.',
  fix: {
    summary: 'Subscribe somebody to the topic, and confirm the subscription.',
    console:
      'SNS > Topics > the topic > Create subscription > Email; then open the confirmation link in the message.',
    cli: 'aws sns subscribe --topic-arn TOPIC_ARN --protocol email --notification-endpoint ADDRESS',
    effect: 'in-place',
  },
  of: 'topics',
  evaluate: (topic) => {
    const subscriptions = known(topic.subscriptions)
    const confirmed = subscriptions.filter((one) => one.confirmed)
    if (subscriptions.length === 0) return fail('It has no subscription.')
    if (confirmed.length === 0)
      return fail(`Nobody confirmed: ${plural(subscriptions.length, 'subscription')} pending.`)
    return pass(
      `${plural(confirmed.length, 'confirmed subscription')} (${confirmed.map(({ protocol }) => protocol).join(', ')}).`,
    )
  },
})
