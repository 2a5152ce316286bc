import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { describeEach, versionOf } from '../describe.ts'
import { present } from '../fields.ts'
import { readPipeline } from '../parts/pipeline-definition.ts'

/** Pipelines; the definition is read when it changed, and forgotten but for its compute steps. */
export const pipelines = defineCollector({
  kind: 'pipelines',
  actions: ['sagemaker:ListPipelines', 'sagemaker:DescribePipeline'],
  regional: true,
  async collect(reading) {
    const listed = await reading.pages(
      'sagemaker',
      'ListPipelines',
      { MaxResults: 100 },
      {
        items: (page) => page.PipelineSummaries,
        map: (raw) => ({
          name: required(raw.PipelineName, 'PipelineName'),
          arn: required(raw.PipelineArn, 'PipelineArn'),
          ...versionOf(raw.LastModifiedTime),
        }),
      },
    )
    return describeEach(reading, itemsOf(reading, listed), ({ name }) =>
      reading.read('sagemaker', 'DescribePipeline', { PipelineName: name }, (raw) => {
        const { parts, secrets, readable } = readPipeline(reading.intern, raw.PipelineDefinition)
        return present({
          ...reading.identity(name, required(raw.PipelineArn, 'PipelineArn'), raw.CreationTime),
          status: raw.PipelineStatus as string | undefined,
          roleArn: raw.RoleArn,
          parts,
          secrets,
          definitionReadable: readable,
        })
      }),
    )
  },
})
