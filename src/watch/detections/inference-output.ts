import { bucketOf } from '../../base/arn.ts'
import { DAY_S } from '../../base/time.ts'
import { defineDetection } from '../detection.ts'
import { fieldsIn, type TrailEvent, text } from '../event.ts'
import { valuesSince } from '../memory.ts'

const KEY = 'inference-output buckets'
const KNOWN_FOR_S = 90 * DAY_S

/** What endpoints are asked, or answer, is written to a bucket that none of them wrote to before. */
export const inferenceOutput = defineDetection({
  id: 'inference-output',
  title: 'Captured requests or answers of an endpoint go to a new bucket',
  severity: 'high',
  why: 'Data capture and asynchronous output copy everything that customers send to a model. A bucket of somebody else’s is a quiet way out.',
  respond:
    'Check whose bucket it is. Go back to the configuration before with UpdateEndpoint, and keep what was written as evidence.',
  practice: 'data-privacy',
  audit: 'endpoint-data-capture-kms',
  of: { sources: ['sagemaker.amazonaws.com'], names: ['CreateEndpointConfig'] },
  remember: (event) => bucketsIn(event).map((value) => ({ key: KEY, value })),
  detect: (event, memory) => {
    const known = valuesSince(memory, KEY, event.at - KNOWN_FOR_S)
    const [first, ...others] = bucketsIn(event).filter((bucket) => !known.includes(bucket))
    if (first === undefined) return undefined
    const on = text(event.asked.endpointConfigName) ?? 'unnamed configuration'
    return { subject: first, on, ...(others.length > 0 && { more: `also to ${others.join(', ')}` }) }
  },
})

/** Where captured requests go, and the answers and failures of asynchronous calls: each may be somewhere else. */
function bucketsIn({ asked, errorCode }: TrailEvent): readonly string[] {
  if (errorCode !== null) return []
  const capture = fieldsIn(asked.dataCaptureConfig)
  const output = fieldsIn(fieldsIn(asked.asyncInferenceConfig).outputConfig)
  const uris = [
    capture.enableCapture === false ? undefined : capture.destinationS3Uri,
    output.s3OutputPath,
    output.s3FailurePath,
  ]
  return [...new Set(uris.flatMap((uri) => bucketOf(text(uri) ?? undefined) ?? []))]
}
