import { arnName } from '../../base/arn.ts'
import { defineDetection } from '../detection.ts'
import { text } from '../event.ts'

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
    ],
  },
  detect: (event, _memory, { executionRoles }) => {
    const name = text(event.asked.roleName)
    if (event.errorCode !== null || name === null) return undefined
    // IAM takes names that differ in case for one; its records carry what was typed.
    const role = executionRoles.find((arn) => arnName(arn).toLowerCase() === name.toLowerCase())
    if (!role && !/sagemaker/i.test(name)) return undefined
    const policy = text(event.asked.policyArn) ?? text(event.asked.policyName)
    return { subject: role ?? name, ...(policy !== null && { on: policy }) }
  },
})
