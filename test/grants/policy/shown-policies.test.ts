import { describe, expect, it } from 'vitest'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import { botIamPolicy } from '../../../src/grants/policy/bot-policy.ts'
import { grantBoundary } from '../../../src/grants/policy/boundary.ts'
import { shownPolicies } from '../../../src/grants/policy/shown-policies.ts'

describe('the policies that are shown', () => {
  it('are those that are used, with words for what differs', () => {
    const filledIn = JSON.stringify(shownPolicies(ENTITLEMENTS))
      .replaceAll('PARTITION', 'aws')
      .replaceAll('ACCOUNT', '111122223333')
      .replaceAll('REGION', 'eu-west-1')
      .replaceAll('role/BOT', 'role/sagewarden-bot')
      .replaceAll('policy/BOUNDARY', 'policy/sagewarden-boundary')
    const place = { partition: 'aws', account: '111122223333' }
    expect(JSON.parse(filledIn)).toEqual({
      bot: botIamPolicy({
        ...place,
        botRoleArn: 'arn:aws:iam::111122223333:role/sagewarden-bot',
        boundaryArn: 'arn:aws:iam::111122223333:policy/sagewarden-boundary',
      }),
      boundary: grantBoundary(ENTITLEMENTS, { ...place, regions: ['eu-west-1'] }),
    })
  })
})
