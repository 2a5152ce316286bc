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
    ['no capture at all', anEvent('CreateEndpointConfig', { endpointConfigName: 'c' })],
    ['capture that is off', to('s3://a/x', { enableCapture: false })],
    ['an endpoint that is updated', aSample('sagemaker/UpdateEndpoint')],
    ['a refused call', { ...to('s3://a/x'), errorCode: 'AccessDenied' }],
  ])('is not told for %s', (_, event) => {
    expect(sightingsOf(inferenceOutput, [event])).toEqual([])
  })
})
