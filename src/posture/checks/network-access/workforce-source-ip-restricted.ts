import { defineCheck, fail, pass } from '../../check.ts'

export const workforceSourceIpRestricted = defineCheck({
  id: 'workforce-source-ip-restricted',
  title: 'The labelling portal of a workforce must have an IP allow-list or be confined to a VPC',
  practice: 'network-access',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'By default the labelling portal answers the whole internet. A worker’s stolen password is then enough to read the data that is being labelled, from anywhere.',
  fix: {
    summary: 'Allow only the networks from which your workers label; up to ten CIDRs.',
    console:
      'SageMaker AI console › Ground Truth › Labeling workforces › Private › Edit workforce › IP addresses.',
    cli: 'aws sagemaker update-workforce --workforce-name WORKFORCE --source-ip-config Cidrs=CIDR',
    effect: 'in-place',
  },
  of: 'workforces',
  evaluate: ({ cidrs = [], vpcId }) => {
    if (vpcId) return pass(`The portal is confined to ${vpcId}`)
    return cidrs.length > 0
      ? pass(`The portal admits ${cidrs.join(', ')}`)
      : fail('The portal has no IP allow-list')
  },
})
