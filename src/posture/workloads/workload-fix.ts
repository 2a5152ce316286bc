import type { Fix } from '../check.ts'

/** The kinds of workload that carry security settings of their own. */
export type WorkloadKind = keyof typeof PLACES

/** The settings that can be missing. */
export type Setting = 'volume-key' | 'output-key' | 'vpc' | 'isolation' | 'inter-container'

interface Place {
  readonly effect: Fix['effect']
  /** Where the console sets it. */
  readonly console: string
  /** The command, without the option for the setting. */
  readonly cli: string
  /** A further command that puts the new settings to work. */
  readonly afterwards?: string
}

const JOB_NOTE = 'in the code that starts the job; finished jobs cannot be changed.'

const definition = (type: string, shown: string): Place => ({
  effect: 'recreate',
  console: `Definitions cannot be edited. SageMaker AI console › Governance › Model dashboard › the model › ${shown} monitor: create it anew with the setting and let the schedule use it.`,
  cli: `aws sagemaker create-${type}-job-definition --job-definition-name NEW_NAME --cli-input-json file://DEFINITION.json`,
  afterwards: `aws sagemaker update-monitoring-schedule --monitoring-schedule-name SCHEDULE --monitoring-schedule-config MonitoringJobDefinitionName=NEW_NAME,MonitoringType=${pascal(type)}`,
})

const PLACES = {
  trainingJobs: {
    effect: 'next-run',
    console: `SageMaker AI console › Training › Training jobs › Create training job, or ${JOB_NOTE}`,
    cli: 'aws sagemaker create-training-job --cli-input-json file://JOB.json',
  },
  tuningJobs: {
    effect: 'next-run',
    console: `SageMaker AI console › Training › Hyperparameter tuning jobs › Create, or on the estimator ${JOB_NOTE}`,
    cli: 'aws sagemaker create-hyper-parameter-tuning-job --cli-input-json file://JOB.json',
  },
  processingJobs: {
    effect: 'next-run',
    console: `SageMaker AI console › Processing › Processing jobs › Create processing job, or on the processor ${JOB_NOTE}`,
    cli: 'aws sagemaker create-processing-job --cli-input-json file://JOB.json',
  },
  transformJobs: {
    effect: 'next-run',
    console: `SageMaker AI console › Inference › Batch transform jobs › Create, or on the transformer ${JOB_NOTE}`,
    cli: 'aws sagemaker create-transform-job --cli-input-json file://JOB.json',
  },
  dataQualityDefinitions: definition('data-quality', 'data quality'),
  modelQualityDefinitions: definition('model-quality', 'model quality'),
  modelBiasDefinitions: definition('model-bias', 'model bias'),
  modelExplainabilityDefinitions: definition('model-explainability', 'model explainability'),
  monitoringSchedules: {
    effect: 'in-place',
    console:
      'SageMaker AI console › Governance › Model dashboard › the model › Edit the monitoring schedule.',
    cli: 'aws sagemaker update-monitoring-schedule --monitoring-schedule-name SCHEDULE --monitoring-schedule-config file://SCHEDULE.json',
  },
  pipelines: {
    effect: 'in-place',
    console:
      'SageMaker Studio › Pipelines › the pipeline: set it on every step in the code that builds the pipeline, then upsert it. Every later job follows.',
    cli: 'aws sagemaker update-pipeline --pipeline-name PIPELINE --pipeline-definition file://PIPELINE.json',
  },
} satisfies Record<string, Place>

/** The JSON path of each setting, by the shape of the request. */
const PATHS: Readonly<Record<WorkloadKind, Readonly<Record<Setting, string>>>> = {
  trainingJobs: training(''),
  tuningJobs: training('TrainingJobDefinition.'),
  processingJobs: processing('ProcessingResources', 'ProcessingOutputConfig', 'NetworkConfig'),
  transformJobs: {
    ...training(''),
    'volume-key': 'TransformResources.VolumeKmsKeyId=KEY',
    'output-key': 'TransformOutput.KmsKeyId=KEY',
  },
  dataQualityDefinitions: processing('JobResources', 'DataQualityJobOutputConfig', 'NetworkConfig'),
  modelQualityDefinitions: processing('JobResources', 'ModelQualityJobOutputConfig', 'NetworkConfig'),
  modelBiasDefinitions: processing('JobResources', 'ModelBiasJobOutputConfig', 'NetworkConfig'),
  modelExplainabilityDefinitions: processing(
    'JobResources',
    'ModelExplainabilityJobOutputConfig',
    'NetworkConfig',
  ),
  monitoringSchedules: processing(
    'MonitoringJobDefinition.MonitoringResources',
    'MonitoringJobDefinition.MonitoringOutputConfig',
    'MonitoringJobDefinition.NetworkConfig',
  ),
  pipelines: {
    'volume-key': 'VolumeKmsKeyId=KEY on every step',
    'output-key': 'KmsKeyId=KEY on the output of every step',
    vpc: 'VpcConfig={Subnets=[SUBNET],SecurityGroupIds=[GROUP]} on every step',
    isolation: 'EnableNetworkIsolation=true on every step',
    'inter-container': 'EnableInterContainerTrafficEncryption=true on every step',
  },
}

/** How a missing setting is put right on a kind of workload. `summary`: what to do, in one sentence. */
export function workloadFix(kind: WorkloadKind, summary: string, ...settings: readonly Setting[]): Fix {
  const place: Place = PLACES[kind]
  const wanted = settings.map((setting) => PATHS[kind][setting]).join(', ')
  const file = /file:\/\/([A-Z]+\.json)/.exec(place.cli)?.[1] ?? 'the request'
  return {
    summary,
    console: place.console,
    cli: [`# in ${file}: ${wanted}`, place.cli, ...(place.afterwards ? [place.afterwards] : [])].join('\n'),
    effect: place.effect,
  }
}

function training(at: string): Readonly<Record<Setting, string>> {
  return {
    'volume-key': `${at}ResourceConfig.VolumeKmsKeyId=KEY`,
    'output-key': `${at}OutputDataConfig.KmsKeyId=KEY`,
    vpc: `${at}VpcConfig={Subnets=[SUBNET],SecurityGroupIds=[GROUP]}`,
    isolation: `${at}EnableNetworkIsolation=true`,
    'inter-container': `${at}EnableInterContainerTrafficEncryption=true`,
  }
}

function processing(resources: string, output: string, network: string): Readonly<Record<Setting, string>> {
  return {
    'volume-key': `${resources}.ClusterConfig.VolumeKmsKeyId=KEY`,
    'output-key': `${output}.KmsKeyId=KEY`,
    vpc: `${network}.VpcConfig={Subnets=[SUBNET],SecurityGroupIds=[GROUP]}`,
    isolation: `${network}.EnableNetworkIsolation=true`,
    'inter-container': `${network}.EnableInterContainerTrafficEncryption=true`,
  }
}

/** `data-quality` → `DataQuality` */
function pascal(text: string): string {
  return text.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
