import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail'
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  CancelKeyDeletionCommand,
  DisableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms'
import * as sagemaker from '@aws-sdk/client-sagemaker'
import { KEYS, NET, roleArn } from '../acme/company.ts'
import { type Acting, type Change, refused } from './change.ts'

const clientOf = (acting: Acting, user: string) => new sagemaker.SageMakerClient(acting.as(user))

/** Calls that list everything that the account has, as a tool that looks around sends them. */
const lists = (client: sagemaker.SageMakerClient): ReadonlyArray<() => Promise<unknown>> => [
  () => client.send(new sagemaker.ListNotebookInstancesCommand({})),
  () => client.send(new sagemaker.ListNotebookInstanceLifecycleConfigsCommand({})),
  () => client.send(new sagemaker.ListDomainsCommand({})),
  () => client.send(new sagemaker.ListUserProfilesCommand({})),
  () => client.send(new sagemaker.ListSpacesCommand({})),
  () => client.send(new sagemaker.ListAppsCommand({})),
  () => client.send(new sagemaker.ListStudioLifecycleConfigsCommand({})),
  () => client.send(new sagemaker.ListModelsCommand({})),
  () => client.send(new sagemaker.ListEndpointsCommand({})),
  () => client.send(new sagemaker.ListEndpointConfigsCommand({})),
  () => client.send(new sagemaker.ListTrainingJobsCommand({})),
  () => client.send(new sagemaker.ListProcessingJobsCommand({})),
  () => client.send(new sagemaker.ListTransformJobsCommand({})),
  () => client.send(new sagemaker.ListHyperParameterTuningJobsCommand({})),
  () => client.send(new sagemaker.ListFeatureGroupsCommand({})),
  () => client.send(new sagemaker.ListPipelinesCommand({})),
  () => client.send(new sagemaker.ListModelPackageGroupsCommand({})),
  () => client.send(new sagemaker.ListMonitoringSchedulesCommand({})),
  () => client.send(new sagemaker.ListDataQualityJobDefinitionsCommand({})),
  () => client.send(new sagemaker.ListModelQualityJobDefinitionsCommand({})),
  () => client.send(new sagemaker.ListModelBiasJobDefinitionsCommand({})),
  () => client.send(new sagemaker.ListModelExplainabilityJobDefinitionsCommand({})),
  () => client.send(new sagemaker.ListWorkteamsCommand({})),
  () => client.send(new sagemaker.ListWorkforcesCommand({})),
]

/** Changes that are calls to the account, judged by the rights of the user who makes them. */
export const CALLED: readonly Change[] = [
  {
    id: 'open-notebook',
    says: 'dave.ops makes a notebook with direct internet access and root access.',
    make: async (acting) => {
      const input: sagemaker.CreateNotebookInstanceCommandInput = {
        NotebookInstanceName: `quick-test-${acting.suffix}`,
        InstanceType: 'ml.t3.medium',
        RoleArn: roleArn('ml-sandbox-admin', '/sagemaker/'),
        SubnetId: NET.labPublic,
        SecurityGroupIds: [NET.sgLab],
        DirectInternetAccess: 'Enabled',
        RootAccess: 'Enabled',
      }
      await clientOf(acting, 'dave.ops').send(new sagemaker.CreateNotebookInstanceCommand(input))
    },
  },
  {
    id: 'stop-trail',
    says: 'dave.ops stops the company’s trail.',
    make: async (acting) => {
      await new CloudTrailClient(acting.as('dave.ops')).send(new StopLoggingCommand({ Name: 'acme-audit' }))
    },
  },
  {
    id: 'start-trail',
    says: 'dave.ops starts the company’s trail again, which nobody needs to hear of.',
    make: async (acting) => {
      await new CloudTrailClient(acting.as('dave.ops')).send(new StartLoggingCommand({ Name: 'acme-audit' }))
    },
  },
  {
    id: 'schedule-key-deletion',
    says: 'dave.ops schedules the key of the volumes for deletion.',
    make: async (acting) => {
      const kms = new KMSClient(acting.as('dave.ops'))
      const KeyId = KEYS.volumes
      await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))
    },
  },
  {
    id: 'cancel-key-deletion',
    says: 'dave.ops cancels that deletion, which leaves the key disabled.',
    make: async (acting) => {
      await new KMSClient(acting.as('dave.ops')).send(new CancelKeyDeletionCommand({ KeyId: KEYS.volumes }))
    },
  },
  {
    id: 'disable-key',
    says: 'dave.ops disables the key of the data.',
    make: async (acting) => {
      await new KMSClient(acting.as('dave.ops')).send(new DisableKeyCommand({ KeyId: KEYS.data }))
    },
  },
  {
    id: 'change-role-policy',
    says: 'dave.ops lets the execution role of fraud training read every bucket.',
    make: async (acting) => {
      const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' }
      const input = {
        RoleName: 'fraud-training-exec',
        PolicyName: 'just-for-now',
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      }
      await new IAMClient(acting.as('dave.ops')).send(new PutRolePolicyCommand(input))
    },
  },
  {
    id: 'deny-burst',
    says: 'svc-webshop tries to look at twelve notebooks and is refused each time.',
    make: async (acting) => {
      const client = clientOf(acting, 'svc-webshop')
      for (let i = 1; i <= 12; i++) {
        const input = { NotebookInstanceName: `notebook-${i}` }
        await refused(client.send(new sagemaker.DescribeNotebookInstanceCommand(input)))
      }
    },
  },
  {
    id: 'presign-for-other',
    says: 'erin.contractor makes a link into the Studio of somebody else.',
    make: async (acting) => {
      const client = clientOf(acting, 'erin.contractor')
      const { Domains = [] } = await clientOf(acting, 'dave.ops').send(new sagemaker.ListDomainsCommand({}))
      for (const { DomainId } of Domains) {
        const dave = clientOf(acting, 'dave.ops')
        const { AuthMode } = await dave.send(new sagemaker.DescribeDomainCommand({ DomainId }))
        if (AuthMode !== 'IAM') continue
        const listed = await dave.send(new sagemaker.ListUserProfilesCommand({ DomainIdEquals: DomainId }))
        const UserProfileName = listed.UserProfiles?.[0]?.UserProfileName
        await client.send(new sagemaker.CreatePresignedDomainUrlCommand({ DomainId, UserProfileName }))
        return
      }
      throw new Error('The sample account has no Studio domain in IAM mode.')
    },
  },
  {
    id: 'enumerate',
    says: 'dave.ops lists everything there is in SageMaker.',
    make: async (acting) => {
      // What the account does not offer is on its trail all the same.
      for (const list of lists(clientOf(acting, 'dave.ops'))) await list().catch(() => undefined)
    },
  },
]
