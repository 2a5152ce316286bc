import { describe, expect, it } from 'vitest'
import { presignedNewAddress } from '../../../src/watch/detections/presigned-new-address.ts'
import { anEvent, anIamUser, aSession, sightingsOf } from '../../support/trail.ts'

const ROLE = 'arn:aws:iam::111122223333:role/DataScientist'
const from = (
  sourceIPAddress: string,
  identity: object = anIamUser('alice'),
  name = 'CreatePresignedDomainUrl',
) => anEvent(name, {}, { sourceIPAddress, userIdentity: identity })

describe('a link into SageMaker from a new address', () => {
  it('is told once the watch knows an address of the principal', () => {
    expect(sightingsOf(presignedNewAddress, [from('198.51.100.7'), from('203.0.113.66')])).toEqual([
      {
        subject: 'arn:aws:iam::111122223333:user/alice',
        on: 'CreatePresignedDomainUrl',
        more: '1 known before',
      },
    ])
  })

  it('is told once for each new address', () => {
    const addresses = ['198.51.100.7', '203.0.113.66', '203.0.113.66', '198.51.100.7']
    expect(
      sightingsOf(
        presignedNewAddress,
        addresses.map((address) => from(address)),
      ),
    ).toHaveLength(1)
  })

  it.each([
    ['the first address of all', [from('198.51.100.7')]],
    ['the same address', [from('198.51.100.7'), from('198.51.100.7')]],
    [
      'another person in the same role',
      [from('198.51.100.7', aSession(ROLE, 'ann')), from('203.0.113.66', aSession(ROLE, 'ben'))],
    ],
    [
      'a call that gives no link',
      [from('198.51.100.7'), from('203.0.113.66', anIamUser('alice'), 'ListModels')],
    ],
    ['a refused call', [from('198.51.100.7'), { ...from('203.0.113.66'), errorCode: 'AccessDenied' }]],
  ])('is not %s', (_, events) => {
    expect(sightingsOf(presignedNewAddress, events)).toEqual([])
  })

  it.each([
    ['CreatePresignedNotebookInstanceUrl'],
    ['CreatePresignedMlflowTrackingServerUrl'],
    ['CreatePresignedMlflowAppUrl'],
    ['CreatePartnerAppPresignedUrl'],
  ])('is any kind of link, such as %s', (name) => {
    const events = [from('198.51.100.7'), from('203.0.113.66', anIamUser('alice'), name)]
    expect(sightingsOf(presignedNewAddress, events)).toHaveLength(1)
  })
})
