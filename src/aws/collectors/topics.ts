import { parseArn } from '../../base/arn.ts'
import type { Resource } from '../../posture/inventory/resource.ts'
import type { Topic } from '../../posture/inventory/watch.ts'
import type { Part } from '../../posture/snapshot.ts'
import { Nonsense } from '../call.ts'
import { defineCollector, type Reading } from '../collector.ts'
import { mapAll, texts } from '../fields.ts'

/** The SNS topics that alarms and EventBridge rules send to, and who hears them. */
export const topics = defineCollector({
  kind: 'topics',
  actions: ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'],
  uses: ['alarms', 'eventRules'],
  regional: false,
  async collect(reading) {
    const [alarms, rules] = await Promise.all([reading.seen('alarms'), reading.seen('eventRules')])
    const targets = [
      ...alarms.flatMap((alarm) => alarm.actions),
      ...rules.flatMap((rule) => ('value' in rule.targets ? rule.targets.value : [])),
    ]
    for (const rule of rules) if ('gap' in rule.targets) reading.gap(rule.targets.gap)
    const arns = texts(targets).filter((arn) => parseArn(arn)?.service === 'sns')
    const found = await mapAll(arns, (arn) => topicOf(reading, arn))
    return found.filter((topic) => topic !== undefined)
  },
})

async function topicOf(reading: Reading, arn: string): Promise<Topic | undefined> {
  const { region = '', resource = arn, account = reading.account } = parseArn(arn) ?? {}
  const identity = { ...reading.identity(resource, arn, undefined, region), account }
  const answer = await reading.read(
    'sns',
    'GetTopicAttributes',
    { TopicArn: arn },
    ({ Attributes: attributes }) => {
      if (attributes?.TopicArn === undefined) throw new Nonsense('the answer has no TopicArn')
      return attributes.KmsMasterKeyId || undefined
    },
    region,
  )
  if (answer.outcome === 'gone') return undefined
  if (answer.outcome === 'refused') {
    reading.gap(answer.refusal, identity)
    return undefined
  }
  const kmsKeyId = answer.value
  return {
    ...identity,
    ...(kmsKeyId !== undefined && { kmsKeyId }),
    subscriptions: await subscriptionsOf(reading, identity),
  }
}

async function subscriptionsOf(reading: Reading, topic: Resource): Promise<Topic['subscriptions']> {
  const listed = await reading.pages(
    'sns',
    'ListSubscriptionsByTopic',
    { TopicArn: topic.arn },
    {
      gone: 'nothing',
      items: (page) => page.Subscriptions,
      map: ({ Protocol = '', SubscriptionArn = '' }) => ({
        protocol: Protocol,
        // `PendingConfirmation` and `Deleted` stand where the ARN would.
        confirmed: SubscriptionArn.startsWith('arn:'),
      }),
    },
    topic.region,
  )
  const part: Part<typeof listed.items> = listed.refusal
    ? reading.partGap(listed.refusal, topic)
    : { value: listed.items }
  return part
}
