import type { Entitlement } from '../entitlement.ts'
import { botIamPolicy } from './bot-policy.ts'
import { grantBoundary } from './boundary.ts'
import type { PolicyJson } from './policy-json.ts'

/** The bot's policy and the boundary of every grant, to be read: words in capitals stand for the installation's own. */
export function shownPolicies(entitlements: readonly Entitlement[]): {
  readonly bot: PolicyJson
  readonly boundary: PolicyJson
} {
  const place = { partition: 'PARTITION', account: 'ACCOUNT' }
  const iam = `arn:${place.partition}:iam::${place.account}`
  return {
    bot: botIamPolicy({ ...place, botRoleArn: `${iam}:role/BOT`, boundaryArn: `${iam}:policy/BOUNDARY` }),
    boundary: grantBoundary(entitlements, { ...place, regions: ['REGION'] }),
  }
}
