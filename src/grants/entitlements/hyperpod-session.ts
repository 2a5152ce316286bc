import { HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'
import { arnIn } from '../rules/place.ts'

/** HyperPod's targets are told apart by a tag of Session Manager: AWS lists no resource of SageMaker for these calls. */
export const hyperpodSession = defineEntitlement({
  id: 'hyperpod-session',
  title: 'Open a shell on a HyperPod node',
  off: 'Session Manager does not end a live session when its permission ends, so this would not end by itself. That its target tag holds for HyperPod nodes has not been proved either.',
  risk: 'critical',
  riskWhy:
    'It lands as root on a shared node that holds the node’s role, other people’s data and the scheduler.',
  defaultSeconds: HOUR_S,
  longestSeconds: 4 * HOUR_S,
  approvals: 2,
  parameters: {
    cluster: { type: 'resource', kind: 'clusters', label: 'Cluster' },
    instanceGroup: {
      type: 'text',
      pattern: /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/,
      label: 'Instance group of the login nodes',
      example: 'login-nodes',
    },
  },
  permissions: ({ cluster, instanceGroup }, place) => {
    const target = {
      'ssm:resourceTag/aws:ssmmessages:target-id': `sagemaker-cluster:${cluster.name}_${instanceGroup}-*`,
    }
    return [
      {
        sid: 'Shell',
        actions: ['ssm:StartSession'],
        resources: ['*'],
        when: {
          StringEquals: { 'aws:RequestedRegion': place.region },
          StringLike: target,
          BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' },
        },
      },
      {
        sid: 'ShellDocument',
        actions: ['ssm:StartSession'],
        resources: [arnIn(place, 'ssm', 'document/SSM-SessionManagerRunShell')],
      },
      {
        sid: 'EndShell',
        actions: ['ssm:TerminateSession', 'ssm:ResumeSession'],
        resources: [arnIn(place, 'ssm', 'session/*')],
        when: { StringLike: target },
      },
      {
        sid: 'FindNodes',
        actions: ['sagemaker:DescribeCluster', 'sagemaker:DescribeClusterNode', 'sagemaker:ListClusterNodes'],
        resources: [cluster.arn],
      },
    ]
  },
  prechecks: [
    {
      code: 'login-group',
      about: 'instanceGroup',
      should: 'The instance group should be that of the login nodes, never of the controller.',
      stops: true,
    },
    {
      code: 'run-as-set',
      about: 'cluster',
      should: 'Session Manager should sign people in as themselves, not as root.',
      stops: true,
    },
    {
      code: 'sessions-logged',
      about: 'cluster',
      should: 'Session Manager should log sessions to an encrypted log group.',
      stops: true,
    },
  ],
  reach: {
    through: 'role-of-resource',
    of: 'cluster',
    words: 'A shell on the node: the role of its instance group, the shared file systems and the scheduler.',
  },
  tell: ['aws ssm start-session --target sagemaker-cluster:CLUSTER_GROUP-INSTANCE'],
  remains: 'A session that is open stays open until it is terminated, and what it started runs on.',
  trail: {
    events: [
      'StartSession',
      'TerminateSession',
      'ResumeSession',
      'DescribeCluster',
      'DescribeClusterNode',
      'ListClusterNodes',
    ],
    dataEvents: [],
  },
})
