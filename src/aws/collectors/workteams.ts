import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { present } from '../fields.ts'

/** Work teams: the list carries all that is judged. */
export const workteams = defineCollector({
  kind: 'workteams',
  actions: ['sagemaker:ListWorkteams'],
  regional: true,
  async collect(reading) {
    const listed = await reading.pages(
      'sagemaker',
      'ListWorkteams',
      { MaxResults: 100 },
      {
        items: (page) => page.Workteams,
        map: (raw) => {
          const presign = raw.WorkerAccessConfiguration?.S3Presign?.IamPolicyConstraints
          return present({
            ...reading.identity(
              required(raw.WorkteamName, 'WorkteamName'),
              required(raw.WorkteamArn, 'WorkteamArn'),
              raw.CreateDate,
            ),
            workforceArn: raw.WorkforceArn,
            presignSourceIp: presign?.SourceIp as string | undefined,
            presignVpcSourceIp: presign?.VpcSourceIp as string | undefined,
          })
        },
      },
    )
    return itemsOf(reading, listed)
  },
})
