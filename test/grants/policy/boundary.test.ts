import { describe, expect, it } from 'vitest'
import { type ContextEntries, requestContext } from '../../../src/base/policy/context.ts'
import { parsePolicy } from '../../../src/base/policy/document.ts'
import { evaluate } from '../../../src/base/policy/evaluate.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import { exampleRequest } from '../../../src/grants/parameter.ts'
import { grantBoundary, LONGEST_BOUNDARY } from '../../../src/grants/policy/boundary.ts'
import { policyLength } from '../../../src/grants/policy/policy-json.ts'
import { meetings } from '../../../src/grants/proof/proof-context.ts'
import { rightArns } from '../../../src/grants/proof/proof-resources.ts'
import { BOUNDARY, PLACE } from '../../support/grant-orders.ts'

const DOCUMENT = parsePolicy(BOUNDARY)
const EVERYTHING = parsePolicy({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
})
const IN_REGION = { 'aws:RequestedRegion': 'eu-west-1' }
const ROLE = 'arn:aws:iam::111122223333:role/ml/training'

/** What comes of a call where the grant itself allows everything. */
function decided(action: string, resource: string, context: ContextEntries) {
  return evaluate(
    { action, resource, context: requestContext(context, 'absent') },
    {
      identity: [{ name: 'everything', document: EVERYTHING }],
      boundary: { name: 'boundary', document: DOCUMENT },
    },
  ).decision
}

const ASKED = ENTITLEMENTS.flatMap(({ id, parameters, permissions }) =>
  (['all', 'required'] as const).map((which) => {
    const asked = permissions(exampleRequest(parameters, PLACE, which), PLACE)
    if (!asked.ok) throw new Error(JSON.stringify(asked.error))
    return [id, which, asked.value.statements] as const
  }),
)

describe('the boundary of grants', () => {
  it('fits into a managed policy, with every Region of AWS', () => {
    expect(policyLength(BOUNDARY)).toBeLessThan(LONGEST_BOUNDARY)
    const regions = Array.from({ length: 40 }, (_, i) => `ap-southeast-${i}`)
    expect(policyLength(grantBoundary(ENTITLEMENTS, { ...PLACE, regions }))).toBeLessThan(LONGEST_BOUNDARY)
  })

  it.each(ASKED)('has room for all of %s with %s parameters', (_id, _which, statements) => {
    const outside = statements.flatMap(({ actions, resources, when = {} }) => {
      const [met = []] = meetings(when)
      const context = { ...IN_REGION, ...Object.fromEntries(met.map(({ key, values }) => [key, values])) }
      return actions.flatMap((action) =>
        resources
          .flatMap(rightArns)
          .filter((resource) => decided(action, resource, context) !== 'allowed')
          .map((resource) => `${action} ${resource}`),
      )
    })
    expect(outside).toEqual([])
  })

  it.each<readonly [string, string, string, ContextEntries]>([
    ['make a user', 'iam:CreateUser', '*', IN_REGION],
    ['write a policy', 'iam:PutRolePolicy', ROLE, IN_REGION],
    ['read the account’s policies', 'iam:GetAccountAuthorizationDetails', '*', IN_REGION],
    ['take a role', 'sts:AssumeRole', ROLE, IN_REGION],
    ['make federated credentials', 'sts:GetFederationToken', '*', IN_REGION],
    ['leave the organisation', 'organizations:LeaveOrganization', '*', IN_REGION],
    ['tag resources', 'tag:TagResources', '*', IN_REGION],
    ['take tags off', 'sagemaker:DeleteTags', '*', IN_REGION],
    ['tag what is there already', 'sagemaker:AddTags', '*', IN_REGION],
    ['search', 'sagemaker:Search', '*', IN_REGION],
    ['read objects', 's3:GetObject', 'arn:aws:s3:::bucket/key', IN_REGION],
    ['rewrite a pipeline', 'sagemaker:UpdatePipeline', '*', IN_REGION],
    ['change a notebook instance', 'sagemaker:UpdateNotebookInstance', '*', IN_REGION],
    ['read in another Region', 'sagemaker:DescribeModel', '*', { 'aws:RequestedRegion': 'ap-south-1' }],
    ['read where no Region is said', 'sagemaker:DescribeModel', '*', {}],
    ['hand a role to another service', 'iam:PassRole', ROLE, { 'iam:PassedToService': 'ec2.amazonaws.com' }],
    ['hand a role to nobody in particular', 'iam:PassRole', ROLE, {}],
    [
      'hand over a role of a grant',
      'iam:PassRole',
      'arn:aws:iam::111122223333:role/sagewarden/grant-g1',
      { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
    ],
    [
      'hand over a role of another account',
      'iam:PassRole',
      'arn:aws:iam::999999999999:role/ml/training',
      { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
    ],
  ])('lets no grant %s', (_what, action, resource, context) => {
    expect(decided(action, resource, context)).toMatch(/-deny$/)
  })

  it('names no write by a wildcard', () => {
    const wide = BOUNDARY.Statement.flatMap(({ Effect, Action = [] }) =>
      Effect === 'Allow' ? Action : [],
    ).filter((action) => action.includes('*'))
    expect(wide).toEqual([
      'sagemaker-mlflow:Get*',
      'sagemaker-mlflow:List*',
      'sagemaker-mlflow:Search*',
      'sagemaker:Describe*',
      'sagemaker:List*',
    ])
  })

  it('lets nothing be handed over or tagged where no entitlement asks for that', () => {
    const reading = ENTITLEMENTS.filter(({ id }) => id === 'read-only-audit')
    const small = grantBoundary(reading, { ...PLACE, regions: ['eu-west-1'] })
    expect(JSON.stringify(small)).not.toMatch(/PassRole|AddTags/)
    expect(small.Statement.map(({ Sid }) => Sid)).toEqual(['Ceiling', 'NothingElse'])
  })
})
