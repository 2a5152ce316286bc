import { parseArn } from '../../../base/arn.ts'
import { defineCheck, notApplicable } from '../../check.ts'
import type { Key } from '../../inventory/storage.ts'
import { mustNot, type Permission } from '../../permissions/effective-permission.ts'
import { grantsToOutsiders } from '../../permissions/resource-policy.ts'
import { known } from '../../snapshot.ts'

export const kmsKeyPolicyRestricted = defineCheck({
  id: 'kms-key-policy-restricted',
  title: 'Key policies must not open to the world or to unknown accounts',
  practice: 'encryption-at-rest',
  severity: 'high',
  tier: 'core',
  controls: { fsbp: ['KMS.5'], cisAws7: ['2.21'], iso27001: ['A.8.1'], awsAi: ['AISF-INFRA-07'] },
  why: 'Whoever may use the key may read everything that it encrypts, wherever the data was copied to. A key open to strangers protects nothing.',
  fix: {
    summary:
      'Name the principals of trusted accounts, or bind a wildcard by kms:CallerAccount, kms:ViaService or aws:PrincipalOrgID; retire grants to others.',
    console: 'KMS console › Customer managed keys › the key › Key policy › Edit.',
    cli: 'aws kms put-key-policy --key-id KEY_ID --policy-name default --policy file://key-policy.json',
    effect: 'in-place',
  },
  of: 'keys',
  with: ['accounts'],
  evaluate: (key, see) => {
    const [own] = see.accounts.all()
    const account = parseArn(key.arn)?.account ?? key.account
    if (own && account !== own.account) return notApplicable('Another account owns this key.')
    if (key.manager === 'AWS') return notApplicable('AWS manages this key; its policy cannot be changed.')
    const trusted = new Set([account, ...see.baseline.trustedAccounts])
    const guard = { name: key.name, arn: key.arn, account, document: known(key.policy), onlyItself: true }
    return mustNot(
      [...grantsToOutsiders(guard, trusted), ...standingGrants(key, trusted)],
      'It is open to its own and to trusted accounts only',
    )
  },
})

/** Grants to principals of accounts that nobody trusts. Services hold grants for what they encrypt, on purpose. */
function standingGrants(key: Key, trusted: ReadonlySet<string>): readonly Permission[] {
  const grants = key.grants ? known(key.grants) : []
  return grants.flatMap(({ grantee }) => {
    const account = parseArn(grantee)?.account
    return account === undefined || trusted.has(account)
      ? []
      : [{ truth: 'yes', evidence: `A standing grant lets account ${account} use it` }]
  })
}
