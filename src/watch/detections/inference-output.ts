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
  remember: (event) => {
    const bucket = bucketIn(event)
    return bucket === undefined ? undefined : { key: KEY, value: bucket }
  },
  detect: (event, memory) => {
    const bucket = bucketIn(event)
    if (bucket === undefined) return undefined
    if (valuesSince(memory, KEY, event.at - KNOWN_FOR_S).includes(bucket)) return undefined
    return { subject: bucket, on: text(event.asked.endpointConfigName) ?? 'unnamed configuration' }
  },
})

function bucketIn({ asked, errorCode }: TrailEvent): string | undefined {
  if (errorCode !== null) return undefined
  const capture = fieldsIn(asked.dataCaptureConfig)
  const output = fieldsIn(fieldsIn(asked.asyncInferenceConfig).outputConfig)
  const captured = capture.enableCapture === false ? null : text(capture.destinationS3Uri)
  const uri = captured ?? text(output.s3OutputPath) ?? text(output.s3FailurePath)
  return bucketOf(uri ?? undefined)
}
