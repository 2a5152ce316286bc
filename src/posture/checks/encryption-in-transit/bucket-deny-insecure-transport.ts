import { requestContext } from '../../../base/policy/context.ts'
import { evaluate } from '../../../base/policy/evaluate.ts'
import { UNNAMED } from '../../../base/policy/unnamed.ts'
import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { known } from '../../snapshot.ts'

export const bucketDenyInsecureTransport = defineCheck({
  id: 'bucket-deny-insecure-transport',
  title: 'Buckets that SageMaker uses must refuse plain HTTP',
  practice: 'encryption-in-transit',
  severity: 'medium',
  tier: 'core',
  controls: {
    fsbp: ['S3.5'],
    cisAws5: ['2.1.1'],
    cisAws7: ['3.1.1'],
    nist80053r5: [
      'AC-4',
      'AC-4(22)',
      'AC-17(2)',
      'AC-24(1)',
      'AU-9(3)',
      'CA-9(b)',
      'CM-6(a)',
      'CM-9(b)',
      'IA-5(1)(c)',
      'PM-11(b)',
      'PM-17(b)',
      'SC-7(4)(b)',
      'SC-7(4)(g)',
      'SC-7(5)',
      'SC-8',
      'SC-8(1)',
      'SC-8(2)',
      'SC-8(3)',
      'SC-8(4)',
      'SC-8(5)',
      'SC-13',
      'SC-13(a)',
      'SC-16(1)',
      'SC-23',
      'SI-1(a)(2)',
      'SI-1(c)(2)',
    ],
    pciDss4: ['1.2.5', '2.2.5', '2.2.7', '4.2.1', '4.2.1.1', '8.3.2'],
    hipaa: [
      '§164.308(a)(1)(ii)(B)',
      '§164.312(a)(2)(iv)',
      '§164.312(c)(1)',
      '§164.312(c)(2)',
      '§164.312(e)(1)',
      '§164.312(e)(2)(i)',
      '§164.312(e)(2)(ii)',
      '§164.314(b)(1)',
      '§164.314(b)(2)',
      '§164.314(b)(2)(i)',
      '§164.314(b)(2)(ii)',
      '§164.314(b)(2)(iii)',
      '§164.314(b)(2)(iv)',
    ],
    soc2: ['CC6.1', 'CC6.2', 'CC6.7'],
    gdpr: ['Art. 32'],
    awsAi: ['AISF-DATA-04', 'AISF-INFRA-06'],
  },
  why: 'S3 answers plain HTTP too. Without a Deny a tool with the wrong address sends data and signed requests where everybody on the way can read them.',
  fix: {
    summary:
      'Deny s3:* to everybody on the bucket and its objects where aws:SecureTransport is false. A resource control policy can do it for the whole organisation, which cannot be seen from here.',
    console: 'S3 console › the bucket › Permissions › Bucket policy › Edit.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://deny-http.json',
    effect: 'in-place',
  },
  of: 'buckets',
  with: ['accounts'],
  evaluate: (bucket, see) => {
    const [own] = see.accounts.all()
    if (own && bucket.account !== own.account) return notApplicable('Another account owns this bucket.')
    const document = known(bucket.policy)
    if (!document) return fail('It has no bucket policy, so plain HTTP is not refused')
    const { name, arn, account } = bucket
    const context = requestContext({ 'aws:SecureTransport': 'false' })
    const refused = (resource: string) => {
      const request = { action: `s3:${UNNAMED}`, resource, context, caller: { type: 'anonymous' } } as const
      const policies = { identity: [], resource: { name, document, account, required: true } }
      return evaluate(request, policies).decision === 'explicit-deny'
    }
    const [onBucket, onObjects] = [refused(arn), refused(`${arn}/${UNNAMED}`)]
    if (onBucket && onObjects) return pass('Its policy denies plain HTTP to everybody, on bucket and objects')
    if (!onBucket && !onObjects) return fail('Its policy does not deny every action over plain HTTP')
    return fail(`Its policy denies plain HTTP only on ${onBucket ? 'the bucket' : 'objects'}`)
  },
})
