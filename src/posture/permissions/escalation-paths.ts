import type { IamPrincipal } from '../inventory/iam.ts'
import { type AttemptedCall, nobodys, type Permission, permissions } from './effective-permission.ts'
import type { Moment } from './reachable.ts'

type Steps = (principal: IamPrincipal) => ReadonlyArray<readonly AttemptedCall[]>

/** One right over an identity or a policy, on one that nobody named or on the principal's own. */
const over =
  (action: string, shape: 'user/*' | 'role/*' | 'group/*' | 'policy/*'): Steps =>
  (principal) => {
    const own =
      shape === 'policy/*'
        ? principal.policies.flatMap(({ arn }) => (arn && !arn.includes(':iam::aws:') ? [arn] : []))
        : shape === (principal.kind === 'iamRoles' ? 'role/*' : 'user/*')
          ? [principal.arn]
          : []
    return [nobodys(principal, 'iam', shape), ...own].map((resource) => [{ action, resource }])
  }

/** Handing any role to compute that runs the caller's code. */
const passTo =
  (
    service: string,
    ...actions: ReadonlyArray<readonly [action: string, service: string, shape: string]>
  ): Steps =>
  (principal) => [
    [
      {
        action: 'iam:PassRole',
        resource: nobodys(principal, 'iam', 'role/*'),
        keys: { 'iam:PassedToService': service },
      },
      ...actions.map(([action, owner, shape]) => ({ action, resource: nobodys(principal, owner, shape) })),
    ],
  ]

/** Known ways by which a principal raises its rights: those that public research on IAM escalation lists. */
const PATHS: readonly Steps[] = [
  over('iam:CreatePolicyVersion', 'policy/*'),
  over('iam:SetDefaultPolicyVersion', 'policy/*'),
  over('iam:AttachUserPolicy', 'user/*'),
  over('iam:AttachRolePolicy', 'role/*'),
  over('iam:AttachGroupPolicy', 'group/*'),
  over('iam:PutUserPolicy', 'user/*'),
  over('iam:PutRolePolicy', 'role/*'),
  over('iam:PutGroupPolicy', 'group/*'),
  over('iam:AddUserToGroup', 'group/*'),
  over('iam:CreateAccessKey', 'user/*'),
  over('iam:CreateLoginProfile', 'user/*'),
  over('iam:UpdateLoginProfile', 'user/*'),
  over('iam:UpdateAssumeRolePolicy', 'role/*'),
  (principal) => [
    [{ action: 'lambda:UpdateFunctionCode', resource: nobodys(principal, 'lambda', 'function:*') }],
  ],
  passTo(
    'lambda.amazonaws.com',
    ['lambda:CreateFunction', 'lambda', 'function:*'],
    ['lambda:InvokeFunction', 'lambda', 'function:*'],
  ),
  passTo('ec2.amazonaws.com', ['ec2:RunInstances', 'ec2', 'instance/*']),
  passTo('glue.amazonaws.com', ['glue:CreateJob', 'glue', 'job/*'], ['glue:StartJobRun', 'glue', 'job/*']),
  passTo('cloudformation.amazonaws.com', ['cloudformation:CreateStack', 'cloudformation', 'stack/*']),
  passTo(
    'codebuild.amazonaws.com',
    ['codebuild:CreateProject', 'codebuild', 'project/*'],
    ['codebuild:StartBuild', 'codebuild', 'project/*'],
  ),
  passTo(
    'ecs-tasks.amazonaws.com',
    ['ecs:RegisterTaskDefinition', 'ecs', 'task-definition/*'],
    ['ecs:RunTask', 'ecs', 'task-definition/*'],
  ),
  passTo(
    'sagemaker.amazonaws.com',
    ['sagemaker:CreateNotebookInstance', 'sagemaker', 'notebook-instance/*'],
    ['sagemaker:CreatePresignedNotebookInstanceUrl', 'sagemaker', 'notebook-instance/*'],
  ),
  passTo('sagemaker.amazonaws.com', ['sagemaker:CreateTrainingJob', 'sagemaker', 'training-job/*']),
  passTo('sagemaker.amazonaws.com', ['sagemaker:CreateProcessingJob', 'sagemaker', 'processing-job/*']),
]

/** Every known way for a principal to raise its own rights, and whether it may go it. */
export function escalations(principal: IamPrincipal, { now }: Moment): readonly Permission[] {
  return PATHS.flatMap((path) => path(principal)).map((steps) => permissions(principal, steps, now))
}
