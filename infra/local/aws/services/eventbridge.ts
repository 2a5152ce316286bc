import { type Json, type Rec, rowsOf } from '../estates/estate.ts'
import { matchesEvent, parseEventPattern } from '../patterns/event-pattern.ts'
import { AwsError, invalid } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { pageOf, sizeOf } from './page.ts'
import type { Context, Handler, Service } from './service.ts'

const badToken = (): AwsError => invalid('Parameter NextToken is not valid.')

const DEFAULT_BUS = 'default'

const busOf = (input: Rec): Json => {
  const asked = String(input.EventBusName ?? DEFAULT_BUS)
  return asked.slice(asked.lastIndexOf('/') + 1)
}

const rulesOf = (input: Rec, { here }: Context): Rec[] =>
  rowsOf(here.events, 'Rules').filter((rule) => (rule.EventBusName ?? DEFAULT_BUS) === busOf(input))

const listRules: Handler = (input, context) => {
  const prefix = String(input.NamePrefix ?? '')
  const rows = rulesOf(input, context).filter((rule) => String(rule.Name).startsWith(prefix))
  const page = pageOf(rows, 'rules', sizeOf(input.Limit, 100, 100, 'limit'), input.NextToken, badToken)
  return { Rules: page.items, NextToken: page.next }
}

const listTargets: Handler = (input, context) => {
  const rule = rulesOf(input, context).find((one) => one.Name === input.Rule)
  if (!rule)
    throw new AwsError('ResourceNotFoundException', `Rule ${input.Rule} does not exist on EventBus default.`)
  const targets: readonly Json[] = Array.isArray(rule.Targets) ? rule.Targets : []
  const list = `targets/${rule.Name}`
  const page = pageOf(targets, list, sizeOf(input.Limit, 100, 100, 'limit'), input.NextToken, badToken)
  return { Targets: page.items, NextToken: page.next }
}

const REQUIRED = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type']

const parseEvent = (text: string): Rec => {
  try {
    const event: unknown = JSON.parse(text)
    if (isRec(event)) return event
  } catch {
    // refused below, as AWS refuses anything that is not a JSON object
  }
  throw new AwsError('ValidationException', 'Parameter Event is not valid.')
}

const test: Handler = (input) => {
  const pattern = parseEventPattern(String(input.EventPattern ?? ''))
  if (!pattern.ok)
    throw new AwsError(
      'InvalidEventPatternException',
      `Event pattern is not valid. Reason: ${pattern.reason}`,
    )
  const event = parseEvent(String(input.Event ?? ''))
  const missing = REQUIRED.filter((member) => event[member] === undefined)
  if (missing.length > 0) throw invalid(`Parameter Event is not valid. Reason: missing ${missing.join(', ')}`)
  return { Result: matchesEvent(pattern.value, event) }
}

/** Amazon EventBridge, rules and targets. https://docs.aws.amazon.com/eventbridge/latest/APIReference/ */
export const eventbridge: Service = {
  signingName: 'events',
  actionPrefix: 'events',
  target: 'AWSEvents',
  dialect: 'json',
  denied: { code: 'AccessDeniedException', status: 400 },
  throttled: { code: 'ThrottlingException', status: 400 },
  client: () => import('@aws-sdk/client-eventbridge'),
  operations: { ListRules: listRules, ListTargetsByRule: listTargets, TestEventPattern: test },
  resourceOf: (operation, input, region, account) =>
    operation === 'TestEventPattern' ? '*' : `arn:aws:events:${region}:${account}:rule/${input.Rule ?? '*'}`,
}
