import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { describeEach, versionOf } from '../describe.ts'
import { present } from '../fields.ts'
import { vpcOf } from '../parts/part.ts'

/** ListNotebookInstances shows neither network nor key: every changed notebook is described. */
export const notebooks = defineCollector({
  kind: 'notebooks',
  actions: ['sagemaker:ListNotebookInstances', 'sagemaker:DescribeNotebookInstance'],
  regional: true,
  async collect(reading) {
    const listed = await reading.pages(
      'sagemaker',
      'ListNotebookInstances',
      { MaxResults: 100 },
      {
        items: (page) => page.NotebookInstances,
        map: (raw) => ({
          name: required(raw.NotebookInstanceName, 'NotebookInstanceName'),
          arn: required(raw.NotebookInstanceArn, 'NotebookInstanceArn'),
          ...versionOf(raw.LastModifiedTime),
        }),
      },
    )
    return describeEach(reading, itemsOf(reading, listed), ({ name }) =>
      reading.read('sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName: name }, (raw) => {
        const subnets = raw.SubnetId === undefined ? [] : [raw.SubnetId]
        const imds = raw.InstanceMetadataServiceConfiguration?.MinimumInstanceMetadataServiceVersion
        return present({
          ...reading.identity(
            name,
            required(raw.NotebookInstanceArn, 'NotebookInstanceArn'),
            raw.CreationTime,
          ),
          status: required(raw.NotebookInstanceStatus, 'NotebookInstanceStatus'),
          vpc: vpcOf(reading.intern, { Subnets: subnets, SecurityGroupIds: raw.SecurityGroups ?? [] }),
          directInternet: raw.DirectInternetAccess !== 'Disabled',
          kmsKeyId: raw.KmsKeyId,
          roleArn: raw.RoleArn,
          rootAccess: raw.RootAccess !== 'Disabled',
          imdsVersion: imds ?? '1',
          platform: raw.PlatformIdentifier,
          instanceType: raw.InstanceType,
          lifecycleConfigName: raw.NotebookInstanceLifecycleConfigName,
        })
      }),
    )
  },
})
