import { type Json, type Rec, rowsOf } from '../estates/estate.ts'
import { AwsError } from '../wire/error.ts'
import { pageOf, sizeOf } from './page.ts'
import type { Handler, Service } from './service.ts'

const list = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [])

const starts = (actions: Json, prefix: Json): boolean =>
  prefix === undefined || list(actions).some((action) => String(action).startsWith(String(prefix)))

const badToken = (): AwsError => new AwsError('InvalidNextToken', 'The next token is not valid')

const describeAlarms: Handler = (input, { here }) => {
  const types = list(input.AlarmTypes)
  const wanted = types.length === 0 ? ['MetricAlarm'] : types
  const named = list(input.AlarmNames)
  const all = ['MetricAlarm', 'CompositeAlarm']
    .filter((type) => wanted.includes(type))
    .flatMap((type) => rowsOf(here.cloudwatch, `${type}s`).map((alarm) => ({ type, alarm })))
    .filter(
      ({ alarm }) =>
        (named.length === 0 || named.includes(alarm.AlarmName)) &&
        String(alarm.AlarmName).startsWith(String(input.AlarmNamePrefix ?? '')) &&
        (input.StateValue === undefined || alarm.StateValue === input.StateValue) &&
        starts(alarm.AlarmActions, input.ActionPrefix),
    )
  const page = pageOf(
    all,
    'alarms',
    sizeOf(input.MaxRecords, 100, 50, 'maxRecords'),
    input.NextToken,
    badToken,
  )
  const of = (type: string): Rec[] => page.items.filter((one) => one.type === type).map((one) => one.alarm)
  return { MetricAlarms: of('MetricAlarm'), CompositeAlarms: of('CompositeAlarm'), NextToken: page.next }
}

const alarmsForMetric: Handler = (input, { here }) => ({
  MetricAlarms: rowsOf(here.cloudwatch, 'MetricAlarms').filter(
    (alarm) => alarm.MetricName === input.MetricName && alarm.Namespace === input.Namespace,
  ),
})

/** Amazon CloudWatch alarms, over JSON or Query. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/ */
export const cloudwatch: Service = {
  signingName: 'monitoring',
  actionPrefix: 'cloudwatch',
  target: 'GraniteServiceVersion20100801',
  dialect: 'query',
  xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  denied: { code: 'AccessDenied', status: 403 },
  throttled: { code: 'Throttling', status: 400 },
  client: () => import('@aws-sdk/client-cloudwatch'),
  operations: { DescribeAlarms: describeAlarms, DescribeAlarmsForMetric: alarmsForMetric },
  resourceOf: (_operation, _input, region, account) => `arn:aws:cloudwatch:${region}:${account}:alarm:*`,
}
