import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { present } from '../fields.ts'

/** Studio spaces: the list carries all that is judged. */
export const spaces = defineCollector({
  kind: 'spaces',
  actions: ['sagemaker:ListSpaces'],
  regional: true,
  async collect(reading) {
    const { partition, region, account } = reading
    const listed = await reading.pages(
      'sagemaker',
      'ListSpaces',
      { MaxResults: 100 },
      {
        items: (page) => page.Spaces,
        map: (raw) => {
          const domainId = required(raw.DomainId, 'DomainId')
          const name = required(raw.SpaceName, 'SpaceName')
          const arn = `arn:${partition}:sagemaker:${region}:${account}:space/${domainId}/${name}`
          return present({
            ...reading.identity(name, arn, raw.CreationTime),
            domainId,
            status: raw.Status ?? 'Unknown',
            sharingType: raw.SpaceSharingSettingsSummary?.SharingType,
            owner: raw.OwnershipSettingsSummary?.OwnerUserProfileName,
            remoteAccess: raw.SpaceSettingsSummary?.RemoteAccess,
          })
        },
      },
    )
    return itemsOf(reading, listed)
  },
})
