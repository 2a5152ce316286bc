import { describe, expect, it } from 'vitest'
import { openedToInternet } from '../../../src/watch/detections/opened-to-internet.ts'
import { anEvent, aSample, sightingsOf } from '../../support/trail.ts'

describe('a way to the internet', () => {
  it.each([
    ['a notebook that asks for it', aSample('sagemaker/CreateNotebookInstance+direct-internet'), 'sample'],
    ['a notebook that says nothing', anEvent('CreateNotebookInstance', { notebookInstanceName: 'n' }), 'n'],
    ['a domain that asks for it', aSample('sagemaker/CreateDomain+public'), 'sample'],
    ['a domain that says nothing', anEvent('CreateDomain', { domainName: 'lab' }), 'lab'],
    [
      'a domain that is opened',
      anEvent('UpdateDomain', { domainId: 'd-1', appNetworkAccessType: 'PublicInternetOnly' }),
      'd-1',
    ],
  ])('is %s', (_, event, subject) => {
    expect(sightingsOf(openedToInternet, [event])).toEqual([{ subject }])
  })

  it.each([
    ['a notebook without', aSample('sagemaker/CreateNotebookInstance+root-access')],
    ['a domain within a VPC', aSample('sagemaker/CreateDomain')],
    ['a domain whose network stays', aSample('sagemaker/UpdateDomain')],
    [
      'an update of a notebook, which cannot change it',
      anEvent('UpdateNotebookInstance', { notebookInstanceName: 'n' }),
    ],
    ['a refused call', anEvent('CreateDomain', { domainName: 'lab' }, { errorCode: 'AccessDenied' })],
  ])('is not %s', (_, event) => {
    expect(sightingsOf(openedToInternet, [event])).toEqual([])
  })
})
