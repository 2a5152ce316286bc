import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { known, Undecided } from '../../snapshot.ts'
import { anySeen } from '../../verdicts/verdict-of-all.ts'

export const cloudtrailBucketNotPublic = defineCheck({
  id: 'cloudtrail-bucket-not-public',
  title: 'The bucket of a trail must not be public',
  practice: 'logging',
  severity: 'critical',
  tier: 'core',
  controls: {
    fsbp: ['CloudTrail.6'],
    iso27001: ['A.8.1', 'A.8.15', 'A.8.16'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-DETECT-01'],
  },
  why: 'The log lists roles, users, addresses and resources: a map of the account for whoever finds it.',
  fix: {
    summary: 'Block all public access to the bucket.',
    console: 'S3 console › the bucket › Permissions › Block public access › Edit › Block all public access.',
    cli: 'aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    effect: 'in-place',
  },
  of: 'buckets',
  evaluate: (bucket) => {
    if (!bucket.purposes.includes('trail')) return notApplicable('No trail writes to it.')
    if (known(bucket.policyPublic)) return fail('Its policy makes it public.')
    const { aclPublic, publicAccessBlock, accountPublicAccessBlock } = bucket
    const harmless = anySeen([
      () => aclPublic !== undefined && !known(aclPublic),
      () => known(publicAccessBlock)?.ignorePublicAcls === true,
      () =>
        accountPublicAccessBlock !== undefined && known(accountPublicAccessBlock)?.ignorePublicAcls === true,
    ])
    if (harmless) return pass('Neither its policy nor its ACL makes it public.')
    if (aclPublic === undefined)
      throw new Undecided(
        'Its policy is not public, but public ACLs are not ignored, and its ACL was not read.',
      )
    return fail('Its ACL makes it public.')
  },
})
