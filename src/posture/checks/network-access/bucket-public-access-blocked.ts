import { defineCheck, fail, pass, type Verdict } from '../../check.ts'
import type { Bucket, PublicAccessBlock } from '../../inventory/storage.ts'
import { known } from '../../snapshot.ts'
import { verdictOfAll } from '../../verdicts/verdict-of-all.ts'

/** The four settings by the names that the console and the API use. */
const FLAGS = {
  blockPublicAcls: 'BlockPublicAcls',
  ignorePublicAcls: 'IgnorePublicAcls',
  blockPublicPolicy: 'BlockPublicPolicy',
  restrictPublicBuckets: 'RestrictPublicBuckets',
} as const satisfies Record<keyof PublicAccessBlock, string>

export const bucketPublicAccessBlocked = defineCheck({
  id: 'bucket-public-access-blocked',
  title: 'Buckets that SageMaker uses must block all public access',
  practice: 'network-access',
  severity: 'critical',
  tier: 'core',
  controls: {
    fsbp: ['S3.1', 'S3.2', 'S3.3', 'S3.8'],
    cisAws5: ['2.1.4'],
    cisAws7: ['3.1.4'],
    nist80053r5: [
      'AC-2(6)',
      'AC-3',
      'AC-3(7)',
      'AC-4(21)',
      'AC-6',
      'AC-17(1)',
      'AC-17(4)(a)',
      'AC-17(9)',
      'AC-17(10)',
      'AC-17(b)',
      'CM-6(a)',
      'CM-9(b)',
      'MP-2',
      'SC-7(2)',
      'SC-7(3)',
      'SC-7(7)',
      'SC-7(9)(a)',
      'SC-7(11)',
      'SC-7(12)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(24)(b)',
      'SC-7(25)',
      'SC-7(26)',
      'SC-7(27)',
      'SC-7(28)',
      'SC-7(a)',
      'SC-7(b)',
      'SC-7(c)',
      'SC-25',
    ],
    pciDss4: [
      '1.2.8',
      '1.3.1',
      '1.3.2',
      '1.4.2',
      '1.5.1',
      '3.5.1.3',
      '10.3.2',
      '10.3.3',
      '10.3.4',
      'A1.1.2',
      'A1.1.3',
      'A1.2.1',
      'A3.4.1',
    ],
    hipaa: [
      '§164.308(a)(1)(ii)(B)',
      '§164.308(a)(3)(i)',
      '§164.308(a)(4)(ii)(C)',
      '§164.312(a)(1)',
      '§164.312(a)(2)(i)',
      '§164.312(e)(1)',
      '§164.314(b)(1)',
      '§164.314(b)(2)',
      '§164.314(b)(2)(i)',
      '§164.314(b)(2)(ii)',
      '§164.314(b)(2)(iii)',
      '§164.314(b)(2)(iv)',
    ],
    soc2: ['CC6.1', 'CC6.2', 'CC6.6'],
    iso27001: ['A.8.1'],
    awsAi: ['AISF-DATA-04'],
  },
  why: 'One careless policy or ACL opens training data, captured requests and models to the internet. The block stops that whatever somebody writes later.',
  fix: {
    summary: 'Turn on all four settings of Block Public Access, on the bucket or the whole account.',
    console: 'S3 console › the bucket › Permissions › Block public access › Edit › Block all public access.',
    cli: 'aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    effect: 'in-place',
  },
  of: 'buckets',
  evaluate: (bucket) => verdictOfAll([() => policyVerdict(bucket), () => blockVerdict(bucket)]),
})

function policyVerdict(bucket: Bucket): Verdict {
  return known(bucket.policyPublic)
    ? fail('The bucket policy makes it public')
    : pass('The bucket policy is not public')
}

/** A setting counts wherever it is on; the account is asked only where the bucket's own block leaves a hole. */
function blockVerdict(bucket: Bucket): Verdict {
  const own = off(known(bucket.publicAccessBlock))
  if (own.length === 0) return pass('All public access is blocked')
  const account = bucket.accountPublicAccessBlock
  const both = account ? off(known(account)).filter((flag) => own.includes(flag)) : own
  return both.length === 0
    ? pass('All public access is blocked by the account')
    : fail(`${both.map((flag) => FLAGS[flag]).join(', ')} ${both.length === 1 ? 'is' : 'are'} off`)
}

function off(block: PublicAccessBlock | null): ReadonlyArray<keyof PublicAccessBlock> {
  const flags = Object.keys(FLAGS) as ReadonlyArray<keyof PublicAccessBlock>
  return flags.filter((flag) => !block?.[flag])
}
