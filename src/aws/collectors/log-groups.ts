import type { LogGroup as GroupRaw } from '@aws-sdk/client-cloudwatch-logs'
import { required } from '../call.ts'
import { defineCollector, itemsOf, type Reading } from '../collector.ts'
import { mapAll, present } from '../fields.ts'
import { trailLogGroups } from '../trail-log-groups.ts'

/** Log groups below /aws/sagemaker/, and those that trails of this account write to. */
export const logGroups = defineCollector({
  kind: 'logGroups',
  actions: ['logs:DescribeLogGroups'],
  uses: ['trails'],
  regional: false,
  async collect(reading) {
    const named = trailLogGroups(await reading.seen('trails'), reading.account)
    const found = await Promise.all([
      mapAll(reading.regions, (region) => groups(reading, region, '/aws/sagemaker/', () => true)),
      mapAll(named, ({ region, name }) => groups(reading, region, name, (group) => group === name)),
    ])
    return [...new Map(found.flat(2).map((group) => [group.arn, group])).values()]
  },
})

async function groups(
  reading: Reading,
  region: string,
  logGroupNamePrefix: string,
  wanted: (name: string) => boolean,
) {
  const listed = await reading.pages(
    'logs',
    'DescribeLogGroups',
    { logGroupNamePrefix, limit: 50 },
    {
      items: (page) => page.logGroups,
      map: (raw) => {
        const name = required(raw.logGroupName, 'logGroupName')
        return wanted(name) ? groupOf(reading, raw, name, region) : undefined
      },
    },
    region,
  )
  return itemsOf(reading, listed)
}

function groupOf(reading: Reading, raw: GroupRaw, name: string, region: string) {
  const arn = (raw.logGroupArn ?? required(raw.arn, 'arn')).replace(/:\*$/, '')
  const created = raw.creationTime === undefined ? undefined : new Date(raw.creationTime)
  return present({
    ...reading.identity(name, arn, created, region),
    retentionDays: raw.retentionInDays,
    kmsKeyId: raw.kmsKeyId,
    dataProtection: raw.dataProtectionStatus as string | undefined,
    inheritsDataProtection: raw.inheritedProperties?.includes('ACCOUNT_DATA_PROTECTION') || undefined,
  })
}
