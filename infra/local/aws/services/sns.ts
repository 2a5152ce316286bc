import { type Json, type Rec, rowsOf } from '../estates/estate.ts'
import { AwsError } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { pageOf } from './page.ts'
import type { Context, Handler, Service } from './service.ts'

const badToken = (): AwsError => new AwsError('InvalidParameter', 'Invalid parameter: nextToken')

const topicOf = (arn: Json, { here }: Context): Rec => {
  const topic = rowsOf(here.sns, 'Topics').find((one) => one.TopicArn === arn)
  if (topic) return topic
  throw new AwsError('NotFound', 'Topic does not exist', 404)
}

const subscriptions = (topic: Rec): Rec[] =>
  (Array.isArray(topic.Subscriptions) ? topic.Subscriptions : [])
    .filter(isRec)
    .map((one) => ({ ...one, TopicArn: topic.TopicArn }))

const attributes: Handler = (input, context) => {
  const topic = topicOf(input.TopicArn, context)
  const pending = subscriptions(topic).filter((one) => one.SubscriptionArn === 'PendingConfirmation').length
  return {
    Attributes: {
      TopicArn: topic.TopicArn,
      Owner: context.estate.account,
      DisplayName: '',
      SubscriptionsConfirmed: String(subscriptions(topic).length - pending),
      SubscriptionsPending: String(pending),
      SubscriptionsDeleted: '0',
      ...(isRec(topic.Attributes) ? topic.Attributes : {}),
    },
  }
}

/** Amazon SNS, topics and who hears them. https://docs.aws.amazon.com/sns/latest/api/ */
export const sns: Service = {
  signingName: 'sns',
  actionPrefix: 'sns',
  dialect: 'query',
  xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  denied: { code: 'AuthorizationError', status: 403 },
  throttled: { code: 'Throttling', status: 400 },
  client: () => import('@aws-sdk/client-sns'),
  operations: {
    ListTopics: (input, { here }) => {
      const page = pageOf(rowsOf(here.sns, 'Topics'), 'topics', 100, input.NextToken, badToken)
      return { Topics: page.items, NextToken: page.next }
    },
    GetTopicAttributes: attributes,
    ListSubscriptionsByTopic: (input, context) => {
      const topic = topicOf(input.TopicArn, context)
      const list = `subscriptions/${topic.TopicArn}`
      const page = pageOf(subscriptions(topic), list, 100, input.NextToken, badToken)
      return { Subscriptions: page.items, NextToken: page.next }
    },
  },
  resourceOf: (_operation, input, region, account) =>
    typeof input.TopicArn === 'string' ? input.TopicArn : `arn:aws:sns:${region}:${account}:*`,
}
