import { type ActivityReport, createActivities } from '../../src/activity/activities.ts'
import type { LogEvent } from '../../src/activity/event.ts'
import type { LogRead } from '../../src/activity/log.ts'
import type { Question } from '../../src/activity/question.ts'
import { rightsize } from '../../src/activity/rightsize/rightsize.ts'
import type { RightsizeReport } from '../../src/activity/rightsize/rightsizing.ts'
import type { NamedPolicy } from '../../src/base/policy/evaluate.ts'
import type { Grant } from '../../src/grants/grant.ts'
import { activityCsv } from '../../src/report/activity-csv.ts'
import { anEvidence } from '../activity/rightsize/rows.ts'
import { BEN, T0 } from './grants.ts'
import { aRead, aRole } from './log.ts'

/** What somebody who may look at everybody is told of this log. */
export async function aReport(
  events: readonly LogEvent[],
  fields: Partial<LogRead> = {},
  question: Partial<Question> = {},
  grants: readonly Grant[] = [],
): Promise<ActivityReport> {
  const activities = createActivities({
    readLog: async () => aRead(events, fields),
    directory: async () => ({ users: [], roles: [], gap: null }),
    grants: async () => grants,
    policy: () => undefined,
    seesAll: async () => true,
    findResources: async () => [],
    place: async () => ({ partition: 'aws', account: '111122223333' }),
    csv: activityCsv,
    clock: () => T0 * 1000,
  })
  const read = await activities.read(BEN, { about: null, since: null, ...question }, () => {})
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}

/** What became of a role with these policies. */
export function aRightsized(
  policies: readonly NamedPolicy[],
  evidence = anEvidence(['sagemaker:DescribeEndpoint']),
  fields: Partial<RightsizeReport['role']> = {},
): RightsizeReport {
  const smaller = rightsize(policies, evidence)
  return { role: aRole({ policies, ...fields }), smaller, evidence, size: 200, files: [] }
}
