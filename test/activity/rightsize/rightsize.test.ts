import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyText } from '../../../src/activity/rightsize/policy-text.ts'
import { rightsize } from '../../../src/activity/rightsize/rightsize.ts'
import { requestContext } from '../../../src/base/policy/context.ts'
import { parsePolicy, type Statement } from '../../../src/base/policy/document.ts'
import { evaluate, type NamedPolicy } from '../../../src/base/policy/evaluate.ts'
import { T0 } from '../../support/grants.ts'
import { anEvidence, aService, aStatement } from './rows.ts'

const ACTIONS = ['DescribeEndpoint', 'CreateModel', 'DeleteModel', 'InvokeEndpoint', 'AddTags'].map(
  (name) => `sagemaker:${name}`,
)
const OTHERS = [
  's3:GetObject',
  's3:CreateBucket',
  'iam:PassRole',
  'iam:CreateUser',
  'kms:Decrypt',
  'glue:GetTable',
]
const CALLED = [...ACTIONS, ...OTHERS]
const PATTERNS = [
  ...CALLED,
  '*',
  'sagemaker:*',
  'sagemaker:Describe*',
  's3:*',
  'iam:*',
  's*:*',
  'kms:De*',
  'SAGEMAKER:CREATE*',
  '*:Create*',
]
const RESOURCES = ['*', 'arn:aws:sagemaker:*:111122223333:model/a-*', 'arn:aws:s3:::bucket/*']
const ASKED = [
  'arn:aws:sagemaker:eu-west-1:111122223333:model/a-1',
  'arn:aws:sagemaker:eu-west-1:111122223333:model/b',
  'arn:aws:s3:::bucket/key',
  '*',
]
const CONDITIONS = [
  { operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] },
  { operator: 'StringEquals', key: 'aws:RequestedRegion', values: ['eu-west-1'] },
]

const some = (values: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 })
const statement = fc
  .record({
    effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Allow' as const, 'Deny' as const),
    named: some(PATTERNS),
    not: fc.constantFrom(false, false, false, true),
    resources: some(RESOURCES),
    conditions: fc.subarray(CONDITIONS),
  })
  .map(
    ({ effect, named, not, resources, conditions }): Statement => ({
      effect,
      ...(not ? { notActions: named } : { actions: named }),
      resources,
      conditions,
    }),
  )
const policies = fc
  .array(fc.array(statement, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
  .map((documents): readonly NamedPolicy[] =>
    documents.map((statements, i) => ({ name: `p${i}`, document: { statements } })),
  )
const services = fc.option(
  fc
    .record({
      used: fc.subarray(['sagemaker', 's3', 'iam', 'kms', 'glue']),
      tracked: fc.subarray(['s3:CreateBucket', 'iam:CreateUser']),
    })
    .map(({ used, tracked }) =>
      ['sagemaker', 's3', 'iam', 'kms', 'glue'].map((namespace) =>
        aService(namespace, {
          ...(used.includes(namespace) ? {} : { lastAt: null, lastRegion: null }),
          tracked: tracked
            .filter((action) => action.startsWith(`${namespace}:`))
            .map((action) => ({ action, lastAt: null })),
        }),
      ),
    ),
  { nil: null },
)
const evidence = fc
  .record({
    calls: fc.array(
      fc.record({ action: fc.constantFrom(...CALLED), resource: fc.constantFrom(...ASKED, null) }),
    ),
    services,
    complete: fc.boolean(),
  })
  .map(({ calls, services: seen, complete }) => ({
    ...anEvidence([], seen),
    calls: calls.map((call) => ({ ...call, at: T0 })),
    log: { ...anEvidence().log, complete },
  }))

const contexts = [
  requestContext({}),
  requestContext({ 'aws:MultiFactorAuthPresent': 'true', 'aws:RequestedRegion': 'eu-west-1' }, 'absent'),
  requestContext({ 'aws:RequestedRegion': 'us-east-1' }, 'absent'),
]
const decide = (identity: readonly NamedPolicy[], action: string, resource: string, at: number) =>
  evaluate({ action, resource, context: contexts[at] ?? requestContext({}) }, { identity }).decision
const given = (decision: string) => (decision === 'allowed' ? 2 : decision === 'undecided' ? 1 : 0)

describe('a smaller policy', () => {
  it('decides everything that was used as before, and allows nothing that was not allowed', () => {
    fc.assert(
      fc.property(policies, evidence, (old, seen) => {
        const { document, check } = rightsize(old, seen)
        expect(check.differs).toBeUndefined()
        const smaller = [
          { name: 'smaller', document: parsePolicy(policyText(document ?? { statements: [] })) },
        ]
        for (const [at] of contexts.entries())
          for (const action of CALLED)
            for (const resource of ASKED) {
              const [was, is] = [decide(old, action, resource, at), decide(smaller, action, resource, at)]
              expect(given(is), `${action} on ${resource}: ${was} → ${is}`).toBeLessThanOrEqual(given(was))
              if (seen.calls.some((call) => call.action === action))
                expect(given(is), `${action} on ${resource} was used`).toBe(given(was))
            }
      }),
      { numRuns: 300 },
    )
  })

  it('keeps what no log shows, and says so', () => {
    const { rows, document } = rightsize(
      [{ name: 'p', document: { statements: [aStatement({ actions: ['sagemaker:*'] })] } }],
      anEvidence(['sagemaker:CreateModel']),
    )
    expect(document?.statements[0]?.actions).toContain('sagemaker:InvokeEndpoint')
    expect(rows.find(({ kept }) => kept === 'sagemaker:InvokeEndpoint')).toMatchObject({
      policy: 'p',
      statement: 1,
      pattern: 'sagemaker:*',
      use: 'unseen',
    })
  })

  it('names policies that could not be read, and does not take them for empty', () => {
    expect(rightsize([{ name: 'hidden', document: undefined }], anEvidence()).unread).toEqual(['hidden'])
  })

  it('holds the same statement once', () => {
    const document = { statements: [aStatement({ sid: 'A' })] }
    const made = rightsize(
      [
        { name: 'a', document },
        { name: 'b', document },
      ],
      anEvidence(['sagemaker:DescribeEndpoint']),
    )
    expect(made.document?.statements).toHaveLength(1)
  })
})

describe('the text of a policy', () => {
  it('means the same when it is read back, with each Sid once', () => {
    const statements = [
      aStatement({ sid: 'A', conditions: CONDITIONS }),
      aStatement({ sid: 'A', actions: ['s3:GetObject'] }),
      aStatement({ sid: 'not one', actions: ['s3:PutObject'] }),
    ]
    const read = parsePolicy(policyText({ statements }))
    expect(read?.statements.map(({ sid }) => sid)).toEqual(['A', undefined, undefined])
    expect(read?.statements.map(({ sid: _, ...rest }) => rest)).toEqual(
      statements.map(({ sid: _, ...rest }) => rest),
    )
  })
})
