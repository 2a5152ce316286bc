import { defineCollector } from '../collector.ts'

/** The account that is read: known from sts:GetCallerIdentity, which needs no permission. */
export const accounts = defineCollector({
  kind: 'accounts',
  actions: [],
  regional: false,
  collect: async (reading) => [
    reading.identity(reading.account, `arn:${reading.partition}:iam::${reading.account}:root`),
  ],
})

/** The Regions that the audit was asked to read. */
export const regions = defineCollector({
  kind: 'regions',
  actions: [],
  regional: true,
  collect: async ({ identity, partition, account, region }) => [
    identity(region, `arn:${partition}:account::${account}:region/${region}`),
  ],
})
