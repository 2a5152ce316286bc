import type { Permission } from '../entitlement.ts'
import { askedConditions } from './proof-asked.ts'
import { type Question, timeItem } from './proof-claim.ts'
import { meetings } from './proof-context.ts'
import type { Asked } from './proof-permissions.ts'
import { rightArns, wrongArns } from './proof-resources.ts'
import { NEVER } from './proof-strangers.ts'

/** One line of the matrix that iam:SimulateCustomPolicy is asked, and what it has to answer. */
export type SimulatedCall = Omit<Question, 'caller'>

/**
 * A small matrix for iam:SimulateCustomPolicy with the boundary: every call half-way through the window; the first of
 * each permission in the second before the start, in the second of the end and on a wrong ARN; and calls to IAM and STS.
 * Calls with the same resource and context stand together, so that each such group can be one request.
 */
export function simulationMatrix({ asked, place, window }: Asked): readonly SimulatedCall[] {
  const half = Math.floor((window.startsAt + window.endsAt) / 2)
  const region = { key: 'aws:RequestedRegion', type: 'string', values: [place.region] } as const
  const at = (time: number, permission?: Permission) => {
    const [met = []] = permission ? meetings(askedConditions(permission, place)) : []
    return [timeItem(time), ...met.filter(({ key }) => key !== region.key), region]
  }
  const first = ({ actions, resources }: Permission, of: (arn: string) => readonly string[]) =>
    actions.slice(0, 1).flatMap((action) =>
      resources.slice(0, 1).flatMap((arn) =>
        of(arn)
          .slice(0, 1)
          .map((resource) => ({ action, resource })),
      ),
    )
  const outside = [...(window.startsAt > 0 ? [window.startsAt - 1] : []), window.endsAt]
  return [
    ...asked.flatMap((permission) => [
      ...permission.resources.flatMap((arn) =>
        rightArns(arn)
          .slice(0, 1)
          .flatMap((resource) =>
            permission.actions.map((action) => ({
              action,
              resource,
              context: at(half, permission),
              expected: 'allowed' as const,
            })),
          ),
      ),
      ...outside.flatMap((time) =>
        first(permission, rightArns).map((call) => refused(call, at(time, permission))),
      ),
      ...first(permission, (arn) => wrongArns(arn, place)).map((call) => refused(call, at(half, permission))),
    ]),
    ...NEVER.filter((action) => /^(?:iam|sts):/.test(action) && action !== 'iam:PassRole').map((action) =>
      refused({ action, resource: '*' }, at(half)),
    ),
  ]
}

function refused(
  { action, resource }: Pick<SimulatedCall, 'action' | 'resource'>,
  context: SimulatedCall['context'],
): SimulatedCall {
  return { action, resource, context, expected: 'denied' }
}
