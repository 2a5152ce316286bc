import { arnName } from '../../base/arn.ts'
import { defineDetection, type Sighting, type WatchContext } from '../detection.ts'
import { type TrailEvent, text } from '../event.ts'

/** A change of what an execution role may do, or of who may take it. */
export const executionRolePolicy = defineDetection({
  id: 'execution-role-policy',
  title: 'The rights of a SageMaker execution role were changed',
  severity: 'high',
  why: 'Whoever changes what an execution role may do, or who may take it, changes what every notebook and job with that role can reach.',
  respond:
    'Ask whoever did it for the change that it belongs to. If there is none, put the policy back and look at what ran with the role since.',
  practice: 'identity',
  audit: 'iam-execution-role-no-privilege-escalation',
  of: {
    sources: ['iam.amazonaws.com'],
    names: [
      'PutRolePolicy',
      'DeleteRolePolicy',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'UpdateAssumeRolePolicy',
      'PutRolePermissionsBoundary',
      'DeleteRolePermissionsBoundary',
      'CreatePolicyVersion',
      'SetDefaultPolicyVersion',
    ],
  },
  detect: (event, _memory, context) => {
    if (event.errorCode !== null) return undefined
    return event.asked.roleName === undefined ? changeOfPolicy(event, context) : changeOfRole(event, context)
  },
})

function changeOfRole({ asked }: TrailEvent, { executionRoles }: WatchContext): Sighting | undefined {
  const name = text(asked.roleName)
  if (name === null) return undefined
  // IAM takes names that differ in case for one; its records carry what was typed.
  const role = executionRoles.find((arn) => arnName(arn).toLowerCase() === name.toLowerCase())
  if (!role && !/sagemaker/i.test(name)) return undefined
  const policy = text(asked.policyArn) ?? text(asked.policyName)
  return { subject: role ?? name, ...(policy !== null && { on: policy }) }
}

/** A policy in force was replaced. A version that is only made changes nothing until it is made the default. */
function changeOfPolicy(
  { name, asked }: TrailEvent,
  { executionRolePolicies }: WatchContext,
): Sighting | undefined {
  const policy = text(asked.policyArn)
  if (policy === null || (name === 'CreatePolicyVersion' && asked.setAsDefault !== true)) return undefined
  const [role, ...others] = executionRolePolicies.get(policy) ?? []
  if (role === undefined) return undefined
  return others.length === 0
    ? { subject: role, on: policy }
    : { subject: policy, more: `${others.length + 1} execution roles hold it` }
}
