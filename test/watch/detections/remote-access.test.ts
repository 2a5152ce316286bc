import { describe, expect, it } from 'vitest'
import { remoteAccess } from '../../../src/watch/detections/remote-access.ts'
import { anEvent, aSample, sightingsOf } from '../../support/trail.ts'

describe('a way into what runs', () => {
  it.each([
    ['remote debugging of training', aSample('sagemaker/UpdateTrainingJob+remote-debug'), 'sample'],
    [
      'training that starts with it',
      anEvent('CreateTrainingJob', { trainingJobName: 't', remoteDebugConfig: { enableRemoteDebug: true } }),
      't',
    ],
    ['remote access to a space', aSample('sagemaker/UpdateSpace+remote-access'), 'd-000000000000/sample'],
    [
      'remote access for a whole domain',
      anEvent('UpdateDomain', { domainId: 'd-1', defaultSpaceSettings: { remoteAccess: 'ENABLED' } }),
      'd-1',
    ],
  ])('is %s', (_, event, subject) => {
    expect(sightingsOf(remoteAccess, [event])[0]?.subject).toBe(subject)
  })

  it.each([
    [
      'remote debugging that is switched off',
      anEvent('UpdateTrainingJob', { trainingJobName: 't', remoteDebugConfig: { enableRemoteDebug: false } }),
    ],
    [
      'remote access that is switched off',
      anEvent('UpdateSpace', { spaceSettings: { remoteAccess: 'DISABLED' } }),
    ],
    ['another change of a space', aSample('sagemaker/UpdateSpace')],
    ['a refused call', { ...aSample('sagemaker/UpdateSpace+remote-access'), errorCode: 'AccessDenied' }],
  ])('is not %s', (_, event) => {
    expect(sightingsOf(remoteAccess, [event])).toEqual([])
  })
})
