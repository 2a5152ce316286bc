import { arnName } from '../../base/arn.ts'
import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { tagsByKey } from '../fields.ts'

/** The tags of every SageMaker resource in one list, instead of one ListTags each. Untagged resources are not in it. */
export const tags = defineCollector({
  kind: 'tags',
  actions: ['tag:GetResources'],
  regional: true,
  async collect(reading) {
    const listed = await reading.pages(
      'tag',
      'GetResources',
      { ResourceTypeFilters: ['sagemaker'], ResourcesPerPage: 100 },
      {
        items: (page) => page.ResourceTagMappingList,
        map: (raw) => {
          const arn = required(raw.ResourceARN, 'ResourceARN')
          const found = tagsByKey(raw.Tags ?? [], reading.intern)
          if (Object.keys(found).length === 0) return undefined
          return { ...reading.identity(arnName(arn), arn), tags: found }
        },
      },
    )
    return itemsOf(reading, listed)
  },
})
