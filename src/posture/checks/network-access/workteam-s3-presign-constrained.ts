import { defineCheck, fail, pass } from '../../check.ts'

export const workteamS3PresignConstrained = defineCheck({
  id: 'workteam-s3-presign-constrained',
  title: "Links to task data must be bound to the worker's own address",
  practice: 'network-access',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Workers see task data through presigned S3 links. A link that is not bound to an address opens the data for whoever gets hold of it, until it expires.',
  fix: {
    summary: 'Bind the links to the source address of the worker, or to the address inside the VPC.',
    console: 'The console has no such setting; use the CLI or the SDK.',
    cli: 'aws sagemaker update-workteam --workteam-name WORKTEAM --worker-access-configuration S3Presign={IamPolicyConstraints={SourceIp=Enabled}}',
    effect: 'in-place',
  },
  of: 'workteams',
  evaluate: ({ presignSourceIp, presignVpcSourceIp }) => {
    if (presignSourceIp === 'Enabled') return pass('Links are bound to the source address')
    if (presignVpcSourceIp === 'Enabled') return pass('Links are bound to the address inside the VPC')
    return fail('Links are bound to no address')
  },
})
