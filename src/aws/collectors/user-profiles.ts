import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { describeEach, versionOf } from '../describe.ts'
import { present } from '../fields.ts'
import { idleShutdownOf, sharingOf } from './domains.ts'

/** User profiles of all domains in one list (DomainIdEquals is optional), described when they changed. */
export const userProfiles = defineCollector({
  kind: 'userProfiles',
  actions: ['sagemaker:ListUserProfiles', 'sagemaker:DescribeUserProfile'],
  regional: true,
  async collect(reading) {
    const { partition, region, account } = reading
    const listed = await reading.pages(
      'sagemaker',
      'ListUserProfiles',
      { MaxResults: 100 },
      {
        items: (page) => page.UserProfiles,
        map: (raw) => {
          const domainId = required(raw.DomainId, 'DomainId')
          const name = required(raw.UserProfileName, 'UserProfileName')
          const arn = `arn:${partition}:sagemaker:${region}:${account}:user-profile/${domainId}/${name}`
          return { domainId, name, arn, ...versionOf(raw.LastModifiedTime) }
        },
      },
    )
    return describeEach(reading, itemsOf(reading, listed), ({ domainId, name, arn }) =>
      reading.read(
        'sagemaker',
        'DescribeUserProfile',
        { DomainId: domainId, UserProfileName: name },
        (raw) => {
          const settings = raw.UserSettings
          const idle = idleShutdownOf(settings)
          return present({
            ...reading.identity(name, raw.UserProfileArn ?? arn, raw.CreationTime),
            domainId: required(raw.DomainId, 'DomainId'),
            status: raw.Status ?? 'Unknown',
            executionRoleArn: settings?.ExecutionRole,
            securityGroupIds: settings?.SecurityGroups ?? [],
            idleShutdown: idle.length > 0 ? idle : undefined,
            notebookOutput: settings?.SharingSettings && sharingOf(settings.SharingSettings),
          })
        },
      ),
    )
  },
})
