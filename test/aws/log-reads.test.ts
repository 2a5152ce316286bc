import { expect, it } from 'vitest'
import { LOG_READS } from '../../src/aws/log-reads.ts'

it('reads the log and IAM, and writes nothing', () => {
  expect(LOG_READS.actions).toContain('cloudtrail:LookupEvents')
  const reads = /^(cloudtrail:Lookup|iam:(Get|List|GenerateServiceLastAccessedDetails$))/
  expect(LOG_READS.actions.filter((action) => !reads.test(action))).toEqual([])
})
