import { describe, expect, it } from 'vitest'
import { personRefusals, placeRefusals, type SeenPerson } from '../../../src/grants/rules/person.ts'
import { ANN, aPerson } from '../../support/grants.ts'

describe('who cannot take part', () => {
  it.each<readonly [string, Partial<SeenPerson>, readonly string[]]>([
    ['nobody else', {}, []],
    ['another team', { team: 'T2' }, ['other-team']],
    ['bots', { bot: true }, ['bot']],
    ['deactivated people', { deleted: true }, ['deactivated']],
    ['guests of several channels', { restricted: true }, ['guest']],
    ['guests of one channel', { ultraRestricted: true }, ['guest']],
    ['people of another company', { stranger: true }, ['external']],
    ['people whose address is not confirmed', { emailConfirmed: false }, ['email-unconfirmed']],
    ['several at once', { team: 'T2', bot: true }, ['other-team', 'bot']],
  ])('%s', (_, change, codes) => {
    expect(personRefusals(aPerson(ANN, change), 'T1')).toEqual(codes)
  })

  it.each(Object.keys(aPerson(ANN)))('anybody of whom Slack left out %s', (field) => {
    expect(personRefusals({ ...aPerson(ANN), [field]: undefined }, 'T1')).toEqual(['person-incomplete'])
  })

  it.each([
    ['a direct message', { kind: 'private' as const }, []],
    ['a channel of our own', { kind: 'channel' as const, external: false }, []],
    [
      'a channel shared with another company',
      { kind: 'channel' as const, external: true },
      ['shared-channel'],
    ],
    [
      'a channel of which Slack does not say',
      { kind: 'channel' as const, external: undefined },
      ['shared-channel'],
    ],
  ])('in %s', (_, place, codes) => {
    expect(placeRefusals(place)).toEqual(codes)
  })
})
