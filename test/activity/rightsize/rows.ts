import type { Evidence, ServiceUse } from '../../../src/activity/rightsize/evidence.ts'
import type { Statement } from '../../../src/base/policy/document.ts'
import { DAY_S } from '../../../src/base/time.ts'
import { T0 } from '../../support/grants.ts'

/** An Allow of one action on everything. */
export function aStatement(fields: Partial<Statement> = {}): Statement {
  return {
    effect: 'Allow',
    actions: ['sagemaker:DescribeEndpoint'],
    resources: ['*'],
    conditions: [],
    ...fields,
  }
}

/** A service that was used an hour ago in eu-west-1; none of its actions is tracked. */
export function aService(namespace: string, fields: Partial<ServiceUse> = {}): ServiceUse {
  return { namespace, lastAt: T0 - 3600, lastRegion: 'eu-west-1', tracked: [], ...fields }
}

/** A use that was seen whole. */
export function anEvidence(
  actions: readonly string[] = [],
  services: readonly ServiceUse[] | null = [aService('sagemaker')],
  fields: Partial<Evidence> = {},
): Evidence {
  return {
    calls: actions.map((action) => ({ action, resource: null, at: T0 - 60 })),
    services,
    log: { complete: true, from: T0 - 90 * DAY_S, regions: ['eu-west-1', 'us-east-1'], sessions: 3 },
    gaps: [],
    ...fields,
  }
}
