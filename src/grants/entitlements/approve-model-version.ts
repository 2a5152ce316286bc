import { HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'
import { arnIn } from '../rules/place.ts'

export const approveModelVersion = defineEntitlement({
  id: 'approve-model-version',
  title: 'Approve or reject a model version',
  risk: 'high',
  riskWhy: 'An approval usually sets off a deployment.',
  defaultSeconds: HOUR_S,
  longestSeconds: 4 * HOUR_S,
  approvals: 2,
  parameters: { version: { type: 'resource', kind: 'modelPackages', label: 'Model version' } },
  permissions: ({ version }, place) => [
    {
      sid: 'Approve',
      actions: ['sagemaker:UpdateModelPackage'],
      resources: [version.arn],
      when: { StringEquals: { 'sagemaker:ModelApprovalStatus': ['Approved', 'Rejected'] } },
    },
    { sid: 'SeeVersion', actions: ['sagemaker:DescribeModelPackage'], resources: [version.arn] },
    {
      sid: 'SeeGroup',
      actions: ['sagemaker:DescribeModelPackageGroup'],
      resources: [arnIn(place, 'sagemaker', `model-package-group/${version.path[1]}`)],
    },
  ],
  prechecks: [
    {
      code: 'not-its-creator',
      about: 'version',
      should: 'The requester should not have made this version: four eyes.',
      stops: true,
    },
  ],
  reach: {
    through: 'nothing',
    of: null,
    words:
      'The call that approves can also change the version’s images and environment. Compare it before and after.',
  },
  tell: [
    'aws sagemaker update-model-package --model-package-arn VERSION --model-approval-status Approved',
    'Every call has to say Approved or Rejected.',
  ],
  remains: 'The approval stays, and so does what it set off.',
  trail: {
    events: ['UpdateModelPackage', 'DescribeModelPackage', 'DescribeModelPackageGroup'],
    dataEvents: [],
  },
})
