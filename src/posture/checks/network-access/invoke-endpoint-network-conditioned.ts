import { defineCheck, notApplicable } from '../../check.ts'
import { mustNot, nobodys, permission } from '../../permissions/effective-permission.ts'
import { FROM_ANYWHERE } from '../../permissions/outside.ts'
import { ownedByAws } from '../../permissions/people.ts'
import { permissionSomewhere } from '../../permissions/reachable.ts'

const ACTIONS = [
  'sagemaker:InvokeEndpoint',
  'sagemaker:InvokeEndpointAsync',
  'sagemaker:InvokeEndpointWithResponseStream',
]

export const invokeEndpointNetworkConditioned = defineCheck({
  id: 'invoke-endpoint-network-conditioned',
  title: 'Inference calls should be limited to listed endpoints or to known networks',
  practice: 'network-access',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'A stolen credential that may invoke every endpoint from anywhere can query, copy or run up the bill of every model, those of tomorrow too.',
  fix: {
    summary: 'Name the endpoints in Resource, or add a condition on aws:SourceVpce or aws:SourceIp.',
    console: 'IAM console › the user or role › Permissions › edit the policy that the finding names.',
    cli: 'aws iam put-role-policy --role-name ROLE --policy-name invoke-listed-endpoints --policy-document file://invoke.json',
    effect: 'in-place',
  },
  of: ['iamRoles', 'iamUsers'],
  with: ['endpoints'],
  evaluate: (principal, see) => {
    const owned = ownedByAws(principal)
    if (owned) return notApplicable(owned)
    const may = ACTIONS.map((action) =>
      permissionSomewhere(principal, [action], 'sagemaker', 'endpoint/*', see),
    )
    if (may.every(({ truth }) => truth === 'no')) return notApplicable('It may invoke no endpoint.')
    if (!see.endpoints.some(() => true)) return notApplicable('There is no endpoint.')
    const regions = [undefined, ...see.regions]
    const open = regions.flatMap((region) =>
      ACTIONS.map((action) => {
        const resource = nobodys(principal, 'sagemaker', 'endpoint/*', region)
        return permission(principal, { action, resource, keys: FROM_ANYWHERE }, see.now)
      }),
    )
    return mustNot(open, 'It may invoke listed endpoints only, or only from known networks')
  },
})
