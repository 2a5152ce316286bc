/** What somebody fills in, and what the grant then allows: each call, and each condition beside window and network. */
interface Row {
  readonly id: string
  readonly parameters: Readonly<Record<string, string>>
  /** `action resource`, the resource without its partition, Region and account. */
  readonly calls: readonly string[]
  /** `operator key value`. */
  readonly conditions: readonly string[]
}

const SAGEMAKER = 'arn:aws:sagemaker:eu-west-1:111122223333:'
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const OUTPUT_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab'
const ROLE = 'arn:aws:iam::111122223333:role/service-role/AmazonSageMaker-ExecutionRole-20260101T101010'
const IN_REGION = 'StringEquals aws:RequestedRegion eu-west-1'

const WORKLOAD = {
  executionRole: ROLE,
  subnets: 'subnet-0a1b2c3d,subnet-1a2b3c4d5e6f70819',
  securityGroups: 'sg-0a1b2c3d',
  instanceTypes: 'ml.m5.xlarge,ml.g5.2xlarge',
  volumeKey: KEY,
}

/** Calls of SageMaker that name a resource and change nothing. */
const DESCRIBES = `
  BatchDescribeModelPackage DescribeAIBenchmarkJob DescribeAIRecommendationJob DescribeAIWorkloadConfig
  DescribeAlgorithm DescribeApp DescribeAutoMLJobV2 DescribeCluster DescribeCompilationJob
  DescribeDataQualityJobDefinition DescribeDomain DescribeEndpoint DescribeEndpointConfig
  DescribeFeatureGroup DescribeFlowDefinition DescribeHub DescribeHubContent
  DescribeHyperParameterTuningJob DescribeImage DescribeImageVersion DescribeInferenceComponent
  DescribeInferenceExperiment DescribeInferenceRecommendationsJob DescribeJob DescribeLabelingJob
  DescribeMlflowApp DescribeMlflowTrackingServer DescribeModel DescribeModelBiasJobDefinition
  DescribeModelCard DescribeModelExplainabilityJobDefinition DescribeModelPackage
  DescribeModelQualityJobDefinition DescribeMonitoringSchedule DescribeNotebookInstance
  DescribeNotebookInstanceLifecycleConfig DescribeOptimizationJob DescribePartnerApp DescribePipeline
  DescribePipelineExecution DescribeProcessingJob DescribeProject DescribeSpace
  DescribeStudioLifecycleConfig DescribeTrainingJob DescribeTransformJob DescribeTrialComponent
  DescribeUserProfile GetModelPackageGroupPolicy ListClusterNodes ListHubContents ListImageVersions
  ListModelPackages ListPipelineExecutions ListTags
`

/** Calls of SageMaker that take no resource and change nothing. Not Search. */
const LISTS = `
  GetLineageGroupPolicy ListAIBenchmarkJobs ListAIRecommendationJobs ListAIWorkloadConfigs ListAlgorithms
  ListAppImageConfigs ListApps ListAutoMLJobs ListClusters ListCodeRepositories ListCompilationJobs
  ListDataQualityJobDefinitions ListDomains ListEndpointConfigs ListEndpoints ListFeatureGroups
  ListFlowDefinitions ListHubs ListHyperParameterTuningJobs ListImages ListInferenceComponents
  ListInferenceExperiments ListInferenceRecommendationsJobs ListJobs ListLabelingJobs ListLineageGroups
  ListMlflowApps ListMlflowTrackingServers ListModelBiasJobDefinitions ListModelCards
  ListModelExplainabilityJobDefinitions ListModelPackageGroups ListModelQualityJobDefinitions ListModels
  ListMonitoringExecutions ListMonitoringSchedules ListNotebookInstanceLifecycleConfigs
  ListNotebookInstances ListOptimizationJobs ListPartnerApps ListPipelines ListProcessingJobs ListProjects
  ListSpaces ListStudioLifecycleConfigs ListSubscribedWorkteams ListTrainingJobs ListTrainingPlans
  ListTransformJobs ListTrialComponents ListUserProfiles ListWorkforces ListWorkteams
`

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}

/** In the order of the form. */
export const ROWS: readonly Row[] = [
  {
    id: 'open-studio-profile',
    parameters: { profile: `${SAGEMAKER}user-profile/d-x1y2z3/Ann-B` },
    calls: [
      'sagemaker:CreatePresignedDomainUrl user-profile/d-x1y2z3/Ann-B',
      'sagemaker:DescribeUserProfile user-profile/d-x1y2z3/Ann-B',
      'sagemaker:DescribeDomain domain/d-x1y2z3',
    ],
    conditions: [],
  },
  {
    id: 'open-notebook',
    parameters: { notebook: `${SAGEMAKER}notebook-instance/lab` },
    calls: [
      'sagemaker:CreatePresignedNotebookInstanceUrl notebook-instance/lab',
      'sagemaker:DescribeNotebookInstance notebook-instance/lab',
    ],
    conditions: [],
  },
  {
    id: 'start-stop-notebook',
    parameters: { notebook: `${SAGEMAKER}notebook-instance/lab` },
    calls: [
      'sagemaker:StartNotebookInstance notebook-instance/lab',
      'sagemaker:StopNotebookInstance notebook-instance/lab',
      'sagemaker:DescribeNotebookInstance notebook-instance/lab',
    ],
    conditions: [],
  },
  {
    id: 'invoke-endpoint',
    parameters: { endpoint: `${SAGEMAKER}endpoint/churn` },
    calls: [
      'sagemaker:InvokeEndpoint endpoint/churn',
      'sagemaker:InvokeEndpointWithResponseStream endpoint/churn',
      'sagemaker:InvokeEndpointAsync endpoint/churn',
      'sagemaker:DescribeEndpoint endpoint/churn',
    ],
    conditions: [],
  },
  {
    id: 'invoke-endpoint',
    parameters: { endpoint: `${SAGEMAKER}endpoint/churn`, targetModel: 'eu/churn-v3.tar.gz' },
    calls: ['sagemaker:InvokeEndpoint endpoint/churn', 'sagemaker:DescribeEndpoint endpoint/churn'],
    conditions: ['StringEquals sagemaker:TargetModel eu/churn-v3.tar.gz'],
  },
  {
    id: 'invoke-endpoint',
    parameters: {
      endpoint: `${SAGEMAKER}endpoint/churn`,
      component: `${SAGEMAKER}inference-component/churn-a`,
    },
    calls: [
      'sagemaker:InvokeEndpoint endpoint/churn',
      'sagemaker:InvokeEndpoint inference-component/churn-a',
      'sagemaker:InvokeEndpointWithResponseStream endpoint/churn',
      'sagemaker:InvokeEndpointWithResponseStream inference-component/churn-a',
      'sagemaker:InvokeEndpointAsync endpoint/churn',
      'sagemaker:DescribeEndpoint endpoint/churn',
    ],
    conditions: [],
  },
  {
    id: 'debug-endpoint',
    parameters: {
      endpoint: `${SAGEMAKER}endpoint/churn-live`,
      endpointName: 'Churn-Live',
      endpointConfig: `${SAGEMAKER}endpoint-config/churn-v3`,
      model: `${SAGEMAKER}model/churn-v3`,
    },
    calls: [
      'sagemaker:DescribeEndpoint endpoint/churn-live',
      'sagemaker:DescribeEndpointConfig endpoint-config/churn-v3',
      'sagemaker:DescribeModel model/churn-v3',
      'logs:DescribeLogStreams log-group:/aws/sagemaker/Endpoints/Churn-Live',
      'logs:DescribeLogStreams log-group:/aws/sagemaker/Endpoints/Churn-Live:*',
      'logs:FilterLogEvents log-group:/aws/sagemaker/Endpoints/Churn-Live',
      'logs:FilterLogEvents log-group:/aws/sagemaker/Endpoints/Churn-Live:*',
      'logs:GetLogEvents log-group:/aws/sagemaker/Endpoints/Churn-Live',
      'logs:GetLogEvents log-group:/aws/sagemaker/Endpoints/Churn-Live:*',
      'cloudwatch:GetMetricData *',
      'cloudwatch:ListMetrics *',
      'application-autoscaling:DescribeScalingActivities *',
    ],
    conditions: [IN_REGION],
  },
  {
    id: 'debug-training-job',
    parameters: { job: `${SAGEMAKER}training-job/churn-1`, jobName: 'Churn-1' },
    calls: [
      'sagemaker:DescribeTrainingJob training-job/churn-1',
      'sagemaker:BatchGetMetrics training-job/churn-1',
      'logs:DescribeLogStreams log-group:/aws/sagemaker/TrainingJobs',
      'logs:DescribeLogStreams log-group:/aws/sagemaker/TrainingJobs:log-stream:*',
      'logs:GetLogEvents log-group:/aws/sagemaker/TrainingJobs:log-stream:Churn-1/*',
      'cloudwatch:GetMetricData *',
    ],
    conditions: [IN_REGION],
  },
  {
    id: 'submit-training',
    parameters: {
      ...WORKLOAD,
      jobPrefix: 'churn-',
      outputKey: OUTPUT_KEY,
      maxRuntimeSeconds: '3600',
      maxKeepAliveSeconds: '0',
    },
    calls: [
      'sagemaker:CreateTrainingJob training-job/churn-*',
      'sagemaker:AddTags training-job/churn-*',
      'sagemaker:DescribeTrainingJob training-job/churn-*',
      'sagemaker:StopTrainingJob training-job/churn-*',
      'iam:PassRole role/service-role/AmazonSageMaker-ExecutionRole-20260101T101010',
      'kms:CreateGrant key/1234abcd-12ab-34cd-56ef-1234567890ab',
      'kms:DescribeKey key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
    conditions: [
      `ArnEquals sagemaker:VolumeKmsKeyArn ${KEY}`,
      `ArnEquals sagemaker:OutputKmsKeyArn ${OUTPUT_KEY}`,
      'Bool sagemaker:NetworkIsolation true',
      'Bool sagemaker:InterContainerTrafficEncryption true',
      'BoolIfExists sagemaker:EnableRemoteDebug false',
      'NumericLessThanEquals sagemaker:MaxRuntimeInSeconds 3600',
      'NumericLessThanEqualsIfExists sagemaker:KeepAlivePeriod 0',
      'Null sagemaker:VpcSubnets false',
      'Null sagemaker:VpcSecurityGroupIds false',
      'Null sagemaker:InstanceTypes false',
      'ForAllValues:StringEquals sagemaker:VpcSubnets subnet-0a1b2c3d,subnet-1a2b3c4d5e6f70819',
      'ForAllValues:StringEquals sagemaker:VpcSecurityGroupIds sg-0a1b2c3d',
      'ForAllValues:StringEquals sagemaker:InstanceTypes ml.m5.xlarge,ml.g5.2xlarge',
      'StringEquals sagemaker:TaggingAction CreateTrainingJob',
      'StringEquals iam:PassedToService sagemaker.amazonaws.com',
      'StringEquals kms:ViaService sagemaker.eu-west-1.amazonaws.com',
      'Bool kms:GrantIsForAWSResource true',
      'StringEquals kms:ViaService sagemaker.eu-west-1.amazonaws.com',
    ],
  },
  {
    id: 'deploy-model',
    parameters: { ...WORKLOAD, modelPrefix: 'churn-', endpointPrefix: 'churn-eu-' },
    calls: [
      'sagemaker:CreateModel model/churn-*',
      'sagemaker:CreateEndpointConfig endpoint-config/churn-eu-*',
      'sagemaker:CreateEndpoint endpoint/churn-eu-*',
      'sagemaker:CreateEndpoint endpoint-config/churn-eu-*',
      'sagemaker:UpdateEndpoint endpoint/churn-eu-*',
      'sagemaker:UpdateEndpoint endpoint-config/churn-eu-*',
      'sagemaker:DescribeEndpoint endpoint/churn-eu-*',
      'sagemaker:DescribeEndpointConfig endpoint-config/churn-eu-*',
      'sagemaker:DescribeModel model/churn-*',
      'sagemaker:AddTags model/churn-*',
      'sagemaker:AddTags endpoint-config/churn-eu-*',
      'sagemaker:AddTags endpoint/churn-eu-*',
      'iam:PassRole role/service-role/AmazonSageMaker-ExecutionRole-20260101T101010',
      'kms:CreateGrant key/1234abcd-12ab-34cd-56ef-1234567890ab',
      'kms:DescribeKey key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
    conditions: [
      'Bool sagemaker:NetworkIsolation true',
      'Null sagemaker:VpcSubnets false',
      'Null sagemaker:VpcSecurityGroupIds false',
      'ForAllValues:StringEquals sagemaker:VpcSubnets subnet-0a1b2c3d,subnet-1a2b3c4d5e6f70819',
      'ForAllValues:StringEquals sagemaker:VpcSecurityGroupIds sg-0a1b2c3d',
      'Null sagemaker:InstanceTypes false',
      'ForAllValues:StringEquals sagemaker:InstanceTypes ml.m5.xlarge,ml.g5.2xlarge',
      `ArnEquals sagemaker:VolumeKmsKeyArn ${KEY}`,
      `ArnLike sagemaker:ModelArn ${SAGEMAKER}model/churn-*`,
      'StringEquals sagemaker:TaggingAction CreateModel,CreateEndpointConfig,CreateEndpoint',
      'StringEquals iam:PassedToService sagemaker.amazonaws.com',
      'StringEquals kms:ViaService sagemaker.eu-west-1.amazonaws.com',
      'Bool kms:GrantIsForAWSResource true',
      'StringEquals kms:ViaService sagemaker.eu-west-1.amazonaws.com',
    ],
  },
  {
    id: 'read-feature-group',
    parameters: { featureGroup: `${SAGEMAKER}feature-group/customers`, onlineKey: KEY },
    calls: [
      'sagemaker:GetRecord feature-group/customers',
      'sagemaker:BatchGetRecord feature-group/customers',
      'sagemaker:DescribeFeatureGroup feature-group/customers',
      'sagemaker:DescribeFeatureMetadata feature-group/customers',
      'kms:Decrypt key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
    conditions: ['StringEquals kms:ViaService sagemaker.eu-west-1.amazonaws.com'],
  },
  {
    id: 'run-pipeline',
    parameters: { pipeline: `${SAGEMAKER}pipeline/Churn-Nightly`, version: '3' },
    calls: [
      'sagemaker:StartPipelineExecution pipeline/Churn-Nightly',
      'sagemaker:DescribePipeline pipeline/Churn-Nightly',
      'sagemaker:DescribePipelineExecution pipeline/Churn-Nightly/execution/*',
      'sagemaker:ListPipelineExecutionSteps pipeline/Churn-Nightly/execution/*',
      'sagemaker:ListPipelineParametersForExecution pipeline/Churn-Nightly/execution/*',
      'sagemaker:StopPipelineExecution pipeline/Churn-Nightly/execution/*',
    ],
    conditions: ['StringEquals sagemaker:PipelineVersionId 3'],
  },
  {
    id: 'open-mlflow',
    parameters: { server: `${SAGEMAKER}mlflow-tracking-server/research` },
    calls: [
      'sagemaker:CreatePresignedMlflowTrackingServerUrl mlflow-tracking-server/research',
      'sagemaker:DescribeMlflowTrackingServer mlflow-tracking-server/research',
      'sagemaker-mlflow:AccessUI *',
      'sagemaker-mlflow:GetExperiment mlflow-tracking-server/research',
      'sagemaker-mlflow:GetExperimentByName mlflow-tracking-server/research',
      'sagemaker-mlflow:GetLatestModelVersions mlflow-tracking-server/research',
      'sagemaker-mlflow:GetMetricHistory mlflow-tracking-server/research',
      'sagemaker-mlflow:GetModelVersion mlflow-tracking-server/research',
      'sagemaker-mlflow:GetRegisteredModel mlflow-tracking-server/research',
      'sagemaker-mlflow:GetRun mlflow-tracking-server/research',
      'sagemaker-mlflow:ListArtifacts mlflow-tracking-server/research',
      'sagemaker-mlflow:SearchExperiments mlflow-tracking-server/research',
      'sagemaker-mlflow:SearchModelVersions mlflow-tracking-server/research',
      'sagemaker-mlflow:SearchRegisteredModels mlflow-tracking-server/research',
      'sagemaker-mlflow:SearchRuns mlflow-tracking-server/research',
    ],
    conditions: [IN_REGION],
  },
  {
    id: 'hyperpod-session',
    parameters: { cluster: `${SAGEMAKER}cluster/abcdef123456`, instanceGroup: 'login' },
    calls: [
      'ssm:StartSession *',
      'ssm:StartSession document/SSM-SessionManagerRunShell',
      'ssm:TerminateSession session/*',
      'ssm:ResumeSession session/*',
      'sagemaker:DescribeCluster cluster/abcdef123456',
      'sagemaker:DescribeClusterNode cluster/abcdef123456',
      'sagemaker:ListClusterNodes cluster/abcdef123456',
    ],
    conditions: [
      IN_REGION,
      'StringLike ssm:resourceTag/aws:ssmmessages:target-id sagemaker-cluster:abcdef123456_login-*',
      'BoolIfExists ssm:SessionDocumentAccessCheck true',
      'StringLike ssm:resourceTag/aws:ssmmessages:target-id sagemaker-cluster:abcdef123456_login-*',
    ],
  },
  {
    id: 'read-only-audit',
    parameters: { account: 'arn:aws:iam::111122223333:root' },
    calls: [
      // Every resource of SageMaker in the Region.
      ...words(DESCRIBES).map((name) => `sagemaker:${name} *`),
      ...words(LISTS).map((name) => `sagemaker:${name} *`),
    ],
    conditions: [IN_REGION],
  },
  {
    id: 'studio-remote-ide',
    parameters: {
      space: `${SAGEMAKER}space/d-x1y2z3/lab`,
      profile: `${SAGEMAKER}user-profile/d-x1y2z3/ann`,
    },
    calls: [
      'sagemaker:StartSession space/d-x1y2z3/lab',
      'sagemaker:DescribeSpace space/d-x1y2z3/lab',
      'sagemaker:DescribeApp app/d-x1y2z3/lab/*',
    ],
    conditions: [
      `ArnEquals sagemaker:ResourceTag/sagemaker:user-profile-arn ${SAGEMAKER}user-profile/d-x1y2z3/ann`,
    ],
  },
  {
    id: 'training-shell',
    parameters: { job: `${SAGEMAKER}training-job/churn-1`, jobName: 'Churn-1' },
    calls: [
      'ssm:StartSession *',
      'ssm:TerminateSession *',
      'sagemaker:UpdateTrainingJob training-job/churn-1',
      'sagemaker:DescribeTrainingJob training-job/churn-1',
    ],
    conditions: [
      IN_REGION,
      'StringLike ssm:resourceTag/aws:ssmmessages:target-id sagemaker-training-job:Churn-1_algo-*',
    ],
  },
  {
    id: 'approve-model-version',
    parameters: { version: `${SAGEMAKER}model-package/churn/7` },
    calls: [
      'sagemaker:UpdateModelPackage model-package/churn/7',
      'sagemaker:DescribeModelPackage model-package/churn/7',
      'sagemaker:DescribeModelPackageGroup model-package-group/churn',
    ],
    conditions: ['StringEquals sagemaker:ModelApprovalStatus Approved,Rejected'],
  },
]
