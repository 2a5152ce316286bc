import { type Json, type Rec, rowsOf } from '../estates/estate.ts'
import { matchesLog, parseFilterPattern } from '../patterns/filter-pattern.ts'
import { AwsError } from '../wire/error.ts'
import { pageOf, sizeOf } from './page.ts'
import type { Context, Handler, Service } from './service.ts'

const invalidParameter = (words: string): AwsError => new AwsError('InvalidParameterException', words)

const badToken = (): AwsError => invalidParameter('The specified nextToken is invalid.')

const size = (input: Rec): number => {
  try {
    return sizeOf(input.limit, 50, 50, 'limit')
  } catch (cause) {
    throw invalidParameter(cause instanceof Error ? cause.message : String(cause))
  }
}

const groupName = (identifier: Json): string => {
  const text = String(identifier ?? '')
  return text.startsWith('arn:') ? (text.split(':log-group:')[1] ?? '').replace(/:\*$/, '') : text
}

const groupOf = (name: Json, { here }: Context): Rec => {
  const found = rowsOf(here.logs, 'LogGroups').find((one) => one.logGroupName === groupName(name))
  if (found) return found
  throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.')
}

const describeGroups: Handler = (input, { here, region, estate }) => {
  const prefix = String(input.logGroupNamePrefix ?? '')
  const part = String(input.logGroupNamePattern ?? '').toLowerCase()
  const filters = rowsOf(here.logs, 'MetricFilters')
  const rows = rowsOf(here.logs, 'LogGroups')
    .filter(
      ({ logGroupName: name }) =>
        String(name).startsWith(prefix) && String(name).toLowerCase().includes(part),
    )
    .toSorted((a, b) => (String(a.logGroupName) < String(b.logGroupName) ? -1 : 1))
    .map((group) => {
      const arn = `arn:aws:logs:${region}:${estate.account}:log-group:${group.logGroupName}`
      const metricFilterCount = filters.filter((one) => one.logGroupName === group.logGroupName).length
      return { logGroupClass: 'STANDARD', metricFilterCount, ...group, arn: `${arn}:*`, logGroupArn: arn }
    })
  const page = pageOf(rows, 'groups', size(input), input.nextToken, badToken)
  return { logGroups: page.items, nextToken: page.next }
}

const describeFilters: Handler = (input, context) => {
  if (input.logGroupName !== undefined) groupOf(input.logGroupName, context)
  const rows = rowsOf(context.here.logs, 'MetricFilters').filter(
    (one) =>
      (input.logGroupName === undefined || one.logGroupName === input.logGroupName) &&
      String(one.filterName).startsWith(String(input.filterNamePrefix ?? '')),
  )
  const page = pageOf(rows, 'metric-filters', size(input), input.nextToken, badToken)
  return { metricFilters: page.items, nextToken: page.next }
}

const describeSubscriptions: Handler = (input, context) => {
  const group = groupOf(input.logGroupName, context)
  const rows = rowsOf(context.here.logs, 'SubscriptionFilters').filter(
    (one) => one.logGroupName === group.logGroupName,
  )
  const page = pageOf(rows, 'subscription-filters', size(input), input.nextToken, badToken)
  return { subscriptionFilters: page.items, nextToken: page.next }
}

const describeStreams: Handler = (input, context) => {
  const group = groupOf(input.logGroupName ?? input.logGroupIdentifier, context)
  const rows = rowsOf(context.here.logs, 'LogStreams').filter(
    (one) =>
      one.logGroupName === group.logGroupName &&
      String(one.logStreamName).startsWith(String(input.logStreamNamePrefix ?? '')),
  )
  const page = pageOf(rows, 'streams', size(input), input.nextToken, badToken)
  return { logStreams: page.items, nextToken: page.next }
}

const testFilter: Handler = (input) => {
  const pattern = parseFilterPattern(String(input.filterPattern ?? ''))
  if (!pattern.ok) throw invalidParameter(`Invalid filter pattern: ${pattern.reason}`)
  const messages: readonly Json[] = Array.isArray(input.logEventMessages) ? input.logEventMessages : []
  if (messages.length < 1 || messages.length > 50)
    throw invalidParameter("1 validation error detected: 'logEventMessages' must hold 1 to 50 messages")
  return {
    matches: messages.flatMap((message, i) =>
      matchesLog(pattern.value, String(message))
        ? [{ eventNumber: i + 1, eventMessage: message, extractedValues: {} }]
        : [],
    ),
  }
}

/** Amazon CloudWatch Logs, what can be read about groups and filters. */
export const logs: Service = {
  signingName: 'logs',
  actionPrefix: 'logs',
  target: 'Logs_20140328',
  dialect: 'json',
  denied: { code: 'AccessDeniedException', status: 400 },
  throttled: { code: 'ThrottlingException', status: 400 },
  client: () => import('@aws-sdk/client-cloudwatch-logs'),
  operations: {
    DescribeLogGroups: describeGroups,
    DescribeLogStreams: describeStreams,
    DescribeMetricFilters: describeFilters,
    DescribeSubscriptionFilters: describeSubscriptions,
    TestMetricFilter: testFilter,
    DescribeAccountPolicies: (input, { here }) => ({
      accountPolicies: rowsOf(here.logs, 'AccountPolicies').filter(
        (one) => one.policyType === input.policyType,
      ),
    }),
    GetDataProtectionPolicy: (input, context) => {
      const group = groupOf(input.logGroupIdentifier, context)
      const held = rowsOf(context.here.logs, 'DataProtection').find(
        (one) => one.logGroupName === group.logGroupName,
      )
      return {
        logGroupIdentifier: input.logGroupIdentifier,
        ...(held
          ? { policyDocument: JSON.stringify(held.policy), lastUpdatedTime: held.lastUpdatedTime }
          : {}),
      }
    },
    DescribeResourcePolicies: (input, { here }) => {
      const page = pageOf(
        rowsOf(here.logs, 'ResourcePolicies'),
        'policies',
        size(input),
        input.nextToken,
        badToken,
      )
      return { resourcePolicies: page.items, nextToken: page.next }
    },
  },
  resourceOf: (operation, input, region, account) =>
    operation === 'TestMetricFilter'
      ? '*'
      : `arn:aws:logs:${region}:${account}:log-group:${groupName(input.logGroupName ?? input.logGroupIdentifier ?? '')}:log-stream:`,
}
