import { randomUUID } from 'node:crypto'
import type { Authorize, Decision, Denial } from './authorize.ts'
import type { Rec } from './estates/estate.ts'
import { judge } from './judge/judge.ts'
import type { Call, Context, Handler, Service, Touch } from './services/service.ts'
import { outOfScope, unknownToken } from './state/authenticate.ts'
import { isRead } from './trail/ring.ts'
import { AwsError } from './wire/error.ts'

/** What a call is performed in, beside the account itself. */
export interface Circumstances {
  readonly authorize: Authorize
  readonly userAgent: string
  readonly requestId: string
}

const reasonOf = (denial: Denial): string => {
  if (denial.because !== undefined) return ` because ${denial.because}`
  return denial.with === undefined ? '' : ` with ${denial.with}`
}

const denied = (call: Call, service: Service, denial: Denial): AwsError => {
  const resource = denial.resource ?? '*'
  // AWS names the pattern of a list, though its permission takes no resource
  const named = resource === '*' ? call.resource : resource
  const on = named === '*' ? '' : ` on resource: ${named}`
  const what = denial.action ?? call.action
  const words = `User: ${call.principal.arn} is not authorized to perform: ${what}${on}${reasonOf(denial)}`
  const prefix = service.dialect === 'ec2' ? 'You are not authorized to perform this operation. ' : ''
  return new AwsError(service.denied.code, prefix + words, service.denied.status)
}

const touchesOf = (call: Call, service: Service, context: Context): readonly Touch[] =>
  service.touches?.(call, context) ?? [{ action: call.action, resource: call.resource }]

const decide = (
  call: Call,
  service: Service,
  touches: readonly Touch[],
  context: Context,
  { authorize }: Circumstances,
): Decision => {
  const first = authorize(call)
  if (!first.allowed) return first
  if (outOfScope(call)) throw unknownToken(service.dialect)
  const proven = service.proves?.(call, context) ?? {}
  return judge(call, touches, {
    iam: context.live.iam.inForce(),
    now: context.now,
    sourceIp: context.sourceIp,
    proven,
  })
}

/** IAM is global: its calls are on the trail of one Region. */
const GLOBAL: ReadonlySet<string> = new Set(['iam'])
const HOME = 'us-east-1'

/** Calls on the data plane, which no trail shows unless it is told to. */
const DATA: ReadonlySet<string> = new Set([
  'sagemaker:InvokeEndpoint',
  'sqs:SendMessage',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
])

const failure = (error: unknown): { code: string; message: string } =>
  error instanceof AwsError
    ? { code: error.code, message: error.message }
    : { code: 'InternalFailure', message: String(error) }

/**
 * Judges a call, answers it and puts it on the trail, refused ones too. Throws AwsError where it is refused or fails.
 * Nothing waits in between, so that no other call comes between the judgement and the answer.
 */
export const perform = (
  call: Call,
  service: Service,
  handler: Handler,
  context: Context,
  around: Circumstances,
): Rec => {
  const touches = touchesOf(call, service, context)
  const record = (output: Rec | undefined, error: unknown): void => {
    if (DATA.has(call.action)) return
    context.live.trail.record({
      id: randomUUID(),
      requestId: around.requestId,
      at: context.now,
      region: GLOBAL.has(service.signingName) ? HOME : call.region,
      source: `${service.signingName}.amazonaws.com`,
      name: call.operation,
      identity: call.identity,
      accessKeyId: call.accessKeyId,
      sourceIp: context.sourceIp,
      userAgent: around.userAgent,
      input: call.input,
      output: isRead(call.operation) && call.operation !== 'AssumeRole' ? undefined : output,
      resources: [...new Set(touches.map(({ resource }) => resource))].filter((arn) => arn !== '*'),
      error: error === undefined ? undefined : failure(error),
    })
  }
  try {
    const decision = decide(call, service, touches, context, around)
    if (!decision.allowed) throw denied(call, service, decision)
    const output = handler(call.input, context)
    record(output, undefined)
    return output
  } catch (error) {
    record(undefined, error)
    throw error
  }
}
