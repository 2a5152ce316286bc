import { describe, expect, it } from 'vitest'
import { inferenceOutput } from '../../../src/watch/detections/inference-output.ts'
import { anEvent, aSample, sightingsOf } from '../../support/trail.ts'

const to = (destinationS3Uri: string, more: object = {}) =>
  anEvent('CreateEndpointConfig', {
    endpointConfigName: 'churn',
    dataCaptureConfig: { enableCapture: true, destinationS3Uri, ...more },
  })

describe('what endpoints write', () => {
  it.each([
    ['captured requests', 'sagemaker/CreateEndpointConfig+capture'],
    ['asynchronous answers', 'sagemaker/CreateEndpointConfig+async'],
  ])('is told where %s go to a new bucket', (_, id) => {
    expect(sightingsOf(inferenceOutput, [aSample(id)])).toEqual([{ subject: 'elsewhere', on: 'sample' }])
  })

  it('is told once for each bucket', () => {
    const events = [to('s3://a/x'), to('s3://a/y'), to('s3://b/x')]
    expect(sightingsOf(inferenceOutput, events).map(({ subject }) => subject)).toEqual(['a', 'b'])
  })

  it.each([
    ['answers beside a capture that is known', { s3OutputPath: 's3://out/x' }, 'out', undefined],
    ['failures alone', { s3OutputPath: 's3://a/x', s3FailurePath: 's3://failed/x' }, 'failed', undefined],
    ['both at once', { s3OutputPath: 's3://out/x', s3FailurePath: 's3://failed/x' }, 'out', 'also to failed'],
  ])('is told of %s', (_, outputConfig, subject, more) => {
    const { asked } = to('s3://a/y')
    const both = {
      ...anEvent('CreateEndpointConfig', { ...asked, asyncInferenceConfig: { outputConfig } }),
      at: to('s3://a/x').at + 60,
    }
    const [, seen] = sightingsOf(inferenceOutput, [to('s3://a/x'), both])
    expect(seen).toEqual({ subject, on: 'churn', ...(more && { more }) })
    expect(sightingsOf(inferenceOutput, [to('s3://a/x'), both, both])).toHaveLength(2)
  })

  it.each([
    ['no capture at all', anEvent('CreateEndpointConfig', { endpointConfigName: 'c' })],
    ['capture that is off', to('s3://a/x', { enableCapture: false })],
    ['an endpoint that is updated', aSample('sagemaker/UpdateEndpoint')],
    ['a refused call', { ...to('s3://a/x'), errorCode: 'AccessDenied' }],
  ])('is not told for %s', (_, event) => {
    expect(sightingsOf(inferenceOutput, [event])).toEqual([])
  })
})
