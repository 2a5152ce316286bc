import type { MonitoringJobDefinitionSummary } from '@aws-sdk/client-sagemaker'
import type { Workload } from '../../posture/inventory/workloads.ts'
import { type Answer, required } from '../call.ts'
import { defineCollector, itemsOf, type Listed, type Listing, type Reading } from '../collector.ts'
import { describeEach, IMMUTABLE } from '../describe.ts'
import { type MonitoringRaw, monitoringPart } from '../parts/monitoring-part.ts'

/** The four kinds of job definition are one shape under four names. They cannot be changed. */
export const dataQualityDefinitions = defineCollector({
  kind: 'dataQualityDefinitions',
  actions: ['sagemaker:ListDataQualityJobDefinitions', 'sagemaker:DescribeDataQualityJobDefinition'],
  regional: true,
  collect: (reading) =>
    definitions(
      reading,
      () => reading.pages('sagemaker', 'ListDataQualityJobDefinitions', { MaxResults: 100 }, READER),
      (JobDefinitionName) =>
        reading.read('sagemaker', 'DescribeDataQualityJobDefinition', { JobDefinitionName }, (raw) =>
          definitionOf(reading, raw, {
            OutputConfig: raw.DataQualityJobOutputConfig,
            AppSpecification: raw.DataQualityAppSpecification,
            Inputs: [raw.DataQualityJobInput ?? {}],
            ...(raw.DataQualityBaselineConfig && { Baseline: raw.DataQualityBaselineConfig }),
          }),
        ),
    ),
})

export const modelQualityDefinitions = defineCollector({
  kind: 'modelQualityDefinitions',
  actions: ['sagemaker:ListModelQualityJobDefinitions', 'sagemaker:DescribeModelQualityJobDefinition'],
  regional: true,
  collect: (reading) =>
    definitions(
      reading,
      () => reading.pages('sagemaker', 'ListModelQualityJobDefinitions', { MaxResults: 100 }, READER),
      (JobDefinitionName) =>
        reading.read('sagemaker', 'DescribeModelQualityJobDefinition', { JobDefinitionName }, (raw) =>
          definitionOf(reading, raw, {
            OutputConfig: raw.ModelQualityJobOutputConfig,
            AppSpecification: raw.ModelQualityAppSpecification,
            Inputs: [raw.ModelQualityJobInput ?? {}],
            ...(raw.ModelQualityBaselineConfig && { Baseline: raw.ModelQualityBaselineConfig }),
          }),
        ),
    ),
})

export const modelBiasDefinitions = defineCollector({
  kind: 'modelBiasDefinitions',
  actions: ['sagemaker:ListModelBiasJobDefinitions', 'sagemaker:DescribeModelBiasJobDefinition'],
  regional: true,
  collect: (reading) =>
    definitions(
      reading,
      () => reading.pages('sagemaker', 'ListModelBiasJobDefinitions', { MaxResults: 100 }, READER),
      (JobDefinitionName) =>
        reading.read('sagemaker', 'DescribeModelBiasJobDefinition', { JobDefinitionName }, (raw) =>
          definitionOf(reading, raw, {
            OutputConfig: raw.ModelBiasJobOutputConfig,
            AppSpecification: raw.ModelBiasAppSpecification,
            Inputs: [raw.ModelBiasJobInput ?? {}],
            ...(raw.ModelBiasBaselineConfig && { Baseline: raw.ModelBiasBaselineConfig }),
          }),
        ),
    ),
})

export const modelExplainabilityDefinitions = defineCollector({
  kind: 'modelExplainabilityDefinitions',
  actions: [
    'sagemaker:ListModelExplainabilityJobDefinitions',
    'sagemaker:DescribeModelExplainabilityJobDefinition',
  ],
  regional: true,
  collect: (reading) =>
    definitions(
      reading,
      () => reading.pages('sagemaker', 'ListModelExplainabilityJobDefinitions', { MaxResults: 100 }, READER),
      (JobDefinitionName) =>
        reading.read('sagemaker', 'DescribeModelExplainabilityJobDefinition', { JobDefinitionName }, (raw) =>
          definitionOf(reading, raw, {
            OutputConfig: raw.ModelExplainabilityJobOutputConfig,
            AppSpecification: raw.ModelExplainabilityAppSpecification,
            Inputs: [raw.ModelExplainabilityJobInput ?? {}],
            ...(raw.ModelExplainabilityBaselineConfig && { Baseline: raw.ModelExplainabilityBaselineConfig }),
          }),
        ),
    ),
})

const READER = {
  items: (page: { readonly JobDefinitionSummaries?: MonitoringJobDefinitionSummary[] | undefined }) =>
    page.JobDefinitionSummaries,
  map: (raw: MonitoringJobDefinitionSummary) => ({
    name: required(raw.MonitoringJobDefinitionName, 'MonitoringJobDefinitionName'),
    arn: required(raw.MonitoringJobDefinitionArn, 'MonitoringJobDefinitionArn'),
    version: `${IMMUTABLE} ${raw.CreationTime?.toISOString() ?? ''}`,
  }),
}

async function definitions(
  reading: Reading,
  list: () => Promise<Listed<Listing>>,
  describe: (name: string) => Promise<Answer<Workload>>,
): Promise<readonly Workload[]> {
  return describeEach(reading, itemsOf(reading, await list()), ({ name }) => describe(name))
}

type Common = Pick<MonitoringRaw, 'RoleArn' | 'NetworkConfig' | 'JobResources'> & {
  readonly JobDefinitionName: string | undefined
  readonly JobDefinitionArn: string | undefined
  readonly CreationTime: Date | undefined
}

function definitionOf(
  reading: Reading,
  raw: Common,
  own: Pick<MonitoringRaw, 'OutputConfig' | 'AppSpecification' | 'Inputs' | 'Baseline'>,
): Workload {
  const name = required(raw.JobDefinitionName, 'JobDefinitionName')
  const { RoleArn, NetworkConfig, JobResources } = raw
  return {
    ...reading.identity(name, required(raw.JobDefinitionArn, 'JobDefinitionArn'), raw.CreationTime),
    parts: [monitoringPart(reading.intern, name, { RoleArn, NetworkConfig, JobResources, ...own })],
  }
}
