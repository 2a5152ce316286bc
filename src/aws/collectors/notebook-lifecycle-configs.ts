import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { describeEach, versionOf } from '../describe.ts'
import { readScripts } from '../parts/script.ts'

/** Lifecycle scripts of notebook instances, read and forgotten. */
export const notebookLifecycleConfigs = defineCollector({
  kind: 'notebookLifecycleConfigs',
  actions: [
    'sagemaker:ListNotebookInstanceLifecycleConfigs',
    'sagemaker:DescribeNotebookInstanceLifecycleConfig',
  ],
  regional: true,
  async collect(reading) {
    const listed = await reading.pages(
      'sagemaker',
      'ListNotebookInstanceLifecycleConfigs',
      { MaxResults: 100 },
      {
        items: (page) => page.NotebookInstanceLifecycleConfigs,
        map: (raw) => ({
          name: required(raw.NotebookInstanceLifecycleConfigName, 'NotebookInstanceLifecycleConfigName'),
          arn: required(raw.NotebookInstanceLifecycleConfigArn, 'NotebookInstanceLifecycleConfigArn'),
          ...versionOf(raw.LastModifiedTime ?? raw.CreationTime),
        }),
      },
    )
    return describeEach(reading, itemsOf(reading, listed), ({ name, arn }) =>
      reading.read(
        'sagemaker',
        'DescribeNotebookInstanceLifecycleConfig',
        { NotebookInstanceLifecycleConfigName: name },
        (raw) => {
          required(raw.NotebookInstanceLifecycleConfigName, 'NotebookInstanceLifecycleConfigName')
          const hooks = [
            ...(raw.OnCreate ?? []).map(({ Content }) => ({ place: 'OnCreate', content: Content })),
            ...(raw.OnStart ?? []).map(({ Content }) => ({ place: 'OnStart', content: Content })),
          ]
          return { ...reading.identity(name, arn, raw.CreationTime), ...readScripts(hooks) }
        },
      ),
    )
  },
})
