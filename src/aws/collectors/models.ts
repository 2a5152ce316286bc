import type { Model as ModelRecord } from '@aws-sdk/client-sagemaker'
import { required } from '../call.ts'
import { defineCollector, type Reading } from '../collector.ts'
import { IMMUTABLE } from '../describe.ts'
import { present } from '../fields.ts'
import { containersOf } from '../parts/model-containers.ts'
import { vpcOf } from '../parts/part.ts'
import { searchFirst } from '../search.ts'

/** Models by Search, whose dashboard record holds the whole model. */
export const models = defineCollector({
  kind: 'models',
  actions: ['sagemaker:Search', 'sagemaker:ListModels', 'sagemaker:DescribeModel'],
  regional: true,
  collect: (reading) =>
    searchFirst(
      reading,
      {
        resource: 'Model',
        pick: (record) => record.Model?.Model,
        map: (raw) => modelOf(reading, raw),
      },
      () =>
        reading.pages(
          'sagemaker',
          'ListModels',
          { MaxResults: 100 },
          {
            items: (page) => page.Models,
            map: (raw) => ({
              name: required(raw.ModelName, 'ModelName'),
              arn: required(raw.ModelArn, 'ModelArn'),
              version: `${IMMUTABLE} ${raw.CreationTime?.toISOString() ?? ''}`,
            }),
          },
        ),
      ({ name }) =>
        reading.read('sagemaker', 'DescribeModel', { ModelName: name }, (raw) => modelOf(reading, raw)),
    ),
})

function modelOf(reading: Reading, raw: Omit<ModelRecord, 'Tags'>) {
  const name = required(raw.ModelName, 'ModelName')
  return present({
    ...reading.identity(name, required(raw.ModelArn, 'ModelArn'), raw.CreationTime),
    roleArn: raw.ExecutionRoleArn,
    vpc: vpcOf(reading.intern, raw.VpcConfig),
    networkIsolation: raw.EnableNetworkIsolation === true,
    containers: containersOf(raw),
    multiContainer: (raw.Containers ?? []).length > 1,
  })
}
