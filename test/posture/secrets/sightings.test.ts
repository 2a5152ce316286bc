import { expect, it } from 'vitest'
import { sightings } from '../../../src/posture/secrets/sightings.ts'

it.each([
  [[], ''],
  [[{ rule: 'private key', place: 'OnStart line 3' }], 'private key (OnStart line 3)'],
  [
    [1, 1, 2, 3, 4].map((line) => ({ rule: 'JSON web token', place: `line ${line}` })),
    'JSON web token (line 1), JSON web token (line 2), JSON web token (line 3) and 1 more',
  ],
])('%j: %s', (found, expected) => {
  expect(sightings(found)).toBe(expected)
})
