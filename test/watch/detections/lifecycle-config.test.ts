import { describe, expect, it } from 'vitest'
import { lifecycleConfig } from '../../../src/watch/detections/lifecycle-config.ts'
import { anEvent, aSample, sightingsOf } from '../../support/trail.ts'

const SCRIPT = 'arn:aws:sagemaker:us-east-1:111122223333:studio-lifecycle-config/sample'

describe('a lifecycle script', () => {
  it.each([
    ['sagemaker/CreateNotebookInstanceLifecycleConfig', { subject: 'sample' }],
    ['sagemaker/UpdateNotebookInstanceLifecycleConfig', { subject: 'sample' }],
    ['sagemaker/CreateStudioLifecycleConfig', { subject: 'sample' }],
    ['sagemaker/UpdateNotebookInstance+lifecycle-config', { subject: 'sample', on: 'sample' }],
    ['sagemaker/UpdateDomain+lifecycle-config', { subject: SCRIPT, on: 'd-000000000000' }],
    ['sagemaker/UpdateUserProfile+lifecycle-config', { subject: SCRIPT, on: 'd-000000000000/sample' }],
    ['sagemaker/UpdateSpace+lifecycle-config', { subject: SCRIPT, on: 'd-000000000000/sample' }],
  ])('is told in %s', (id, sighting) => {
    expect(sightingsOf(lifecycleConfig, [aSample(id)])).toEqual([sighting])
  })

  it.each([
    ['an update without one', aSample('sagemaker/UpdateDomain')],
    ['a notebook without one', aSample('sagemaker/CreateNotebookInstance+direct-internet')],
    [
      'a notebook from which it is taken',
      anEvent('UpdateNotebookInstance', { notebookInstanceName: 'n', disassociateLifecycleConfig: true }),
    ],
    ['a look at one', anEvent('DescribeStudioLifecycleConfig', { studioLifecycleConfigName: 'x' })],
    ['a refused call', { ...aSample('sagemaker/CreateStudioLifecycleConfig'), errorCode: 'AccessDenied' }],
  ])('is not %s', (_, event) => {
    expect(sightingsOf(lifecycleConfig, [event])).toEqual([])
  })
})
