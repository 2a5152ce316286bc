import { defineCheck, notApplicable, pass } from '../../check.ts'
import { mustNot } from '../../permissions/effective-permission.ts'
import { grantsToOutsiders } from '../../permissions/resource-policy.ts'
import { known } from '../../snapshot.ts'

export const bucketPolicyDataPerimeter = defineCheck({
  id: 'bucket-policy-data-perimeter',
  title: 'Buckets that SageMaker uses should admit only the organisation or its endpoints',
  practice: 'network-access',
  severity: 'medium',
  tier: 'core',
  controls: {
    fsbp: ['S3.6', 'S3.7'],
    pciDss4: [
      '7.2.1',
      '7.2.2',
      '7.2.5',
      '7.2.6',
      '7.3.1',
      '7.3.2',
      '7.3.3',
      '8.2.7',
      '8.2.8',
      '8.3.4',
      '10.6.3',
    ],
    awsAi: ['AISF-DATA-04'],
  },
  why: 'A bucket policy that names an unknown account hands training data and models to whoever owns it, now and later.',
  fix: {
    summary:
      'Remove the grant, or deny whatever does not come from the organisation (aws:PrincipalOrgID), its accounts or its VPC endpoints.',
    console: 'S3 console › the bucket › Permissions › Bucket policy › Edit.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://perimeter.json',
    effect: 'in-place',
  },
  of: 'buckets',
  with: ['accounts'],
  evaluate: (bucket, see) => {
    const [own] = see.accounts.all()
    if (own && bucket.account !== own.account) return notApplicable('Another account owns this bucket.')
    const document = known(bucket.policy)
    if (!document) return pass('It has no policy, so only its own account gets in')
    const trusted = new Set([bucket.account, ...see.baseline.trustedAccounts])
    const { name, arn, account } = bucket
    return mustNot(
      grantsToOutsiders({ name, arn, account, document, onlyItself: false }, trusted),
      'Its policy lets no account in that is not trusted',
    )
  },
})
