import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { describeEach, IMMUTABLE } from '../describe.ts'
import { present } from '../fields.ts'
import { readScripts } from '../parts/script.ts'

/** Lifecycle scripts of Studio apps. They cannot be changed, so each is read once ever. */
export const studioLifecycleConfigs = defineCollector({
  kind: 'studioLifecycleConfigs',
  actions: ['sagemaker:ListStudioLifecycleConfigs', 'sagemaker:DescribeStudioLifecycleConfig'],
  regional: true,
  async collect(reading) {
    const listed = await reading.pages(
      'sagemaker',
      'ListStudioLifecycleConfigs',
      { MaxResults: 100 },
      {
        items: (page) => page.StudioLifecycleConfigs,
        map: (raw) => ({
          name: required(raw.StudioLifecycleConfigName, 'StudioLifecycleConfigName'),
          arn: required(raw.StudioLifecycleConfigArn, 'StudioLifecycleConfigArn'),
          // A config that was deleted and made again under its name has another time of creation.
          version: `${IMMUTABLE} ${raw.CreationTime?.toISOString() ?? ''}`,
        }),
      },
    )
    return describeEach(reading, itemsOf(reading, listed), ({ name, arn }) =>
      reading.read('sagemaker', 'DescribeStudioLifecycleConfig', { StudioLifecycleConfigName: name }, (raw) =>
        present({
          ...reading.identity(name, arn, raw.CreationTime),
          appType: raw.StudioLifecycleConfigAppType,
          ...readScripts([
            {
              place: 'Script',
              content: required(raw.StudioLifecycleConfigContent, 'StudioLifecycleConfigContent'),
            },
          ]),
        }),
      ),
    )
  },
})
