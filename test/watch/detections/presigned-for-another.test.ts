import { describe, expect, it } from 'vitest'
import { presignedForAnother } from '../../../src/watch/detections/presigned-for-another.ts'
import {
  A_SERVICE,
  anEvent,
  anIamUser,
  aSample,
  aSession,
  GRANT_ROLE,
  sightingsOf,
} from '../../support/trail.ts'

const link = (userProfileName: string, identity: object) =>
  anEvent('CreatePresignedDomainUrl', { domainId: 'd-acme', userProfileName }, { userIdentity: identity })
const SSO =
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_DataScience_0123456789abcdef'

describe('a link into Studio', () => {
  it.each([
    [
      'of a user for another profile',
      link('carol', anIamUser('bob.tanaka')),
      'arn:aws:iam::111122223333:user/bob.tanaka',
    ],
    ['of a session for another profile', link('carol', aSession(SSO, 'bob@acme.example')), SSO],
    ['of a grant for a profile that it is not for', link('bob', aSession(GRANT_ROLE, 'bob')), GRANT_ROLE],
    ['of the sample', aSample('sagemaker/CreatePresignedDomainUrl'), 'arn:aws:iam::111122223333:role/sample'],
  ])('is told %s', (_, event, subject) => {
    expect(sightingsOf(presignedForAnother, [event])[0]?.subject).toBe(subject)
  })

  it.each([
    ['of a user for themselves', link('bob-tanaka', anIamUser('bob.tanaka'))],
    ['of a session for themselves', link('Bob', aSession(SSO, 'bob@acme.example'))],
    ['under a grant for that profile', link('carol', aSession(GRANT_ROLE, 'bob'))],
    ['of a service', link('carol', A_SERVICE)],
    ['that was refused', { ...link('carol', anIamUser('bob.tanaka')), errorCode: 'AccessDenied' }],
    ['into a notebook', anEvent('CreatePresignedNotebookInstanceUrl', { notebookInstanceName: 'n' })],
  ])('is not told %s', (_, event) => {
    expect(sightingsOf(presignedForAnother, [event])).toEqual([])
  })
})
