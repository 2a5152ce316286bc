import { CfnRule } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import type { EventPattern } from '../../src/watch/event-patterns.ts'

/** What the names of the rules begin with, by which the queue knows them. */
export const RULE_PREFIX = 'sagewarden-'

/**
 * A rule for each pattern, on the Region's own bus. Reads are let through too: many calls that are denied, or that list
 * everything, are reads. Source: EventBridge User Guide, "Receiving read-only management events".
 */
export function eventRules(
  scope: Construct,
  patterns: ReadonlyMap<string, EventPattern>,
  target: Pick<CfnRule.TargetProperty, 'arn' | 'roleArn'>,
): void {
  for (const [name, eventPattern] of patterns)
    new CfnRule(scope, `Rule-${name}`, {
      name: `${RULE_PREFIX}${name}`,
      description: `Sagewarden: events that its watch looks at (${name})`,
      eventPattern,
      state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      targets: [{ id: 'Sagewarden', ...target }],
    })
}
