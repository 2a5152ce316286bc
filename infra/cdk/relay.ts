import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import type { EventPattern } from '../../src/watch/event-patterns.ts'
import { eventRules } from './event-rules.ts'

export interface RelayStackProps extends StackProps {
  readonly patterns: ReadonlyMap<string, EventPattern>
}

/**
 * Passes the events of another Region on to the one where the bot's queue is. IAM and root are recorded in us-east-1
 * alone; deployed there, and in every other Region that is watched, nothing waits for a look at the trails.
 */
export class RelayStack extends Stack {
  constructor(scope: Construct, id: string, { patterns, ...props }: RelayStackProps) {
    super(scope, id, props)
    const home = new CfnParameter(this, 'HomeRegion', {
      description:
        'The Region of the stack that has the queue, such as eu-west-1; never the one this stack is in',
      allowedPattern: '[a-z]{2}(-[a-z]+)+-[0-9]',
    })
    const bus = `arn:${this.partition}:events:${home.valueAsString}:${this.account}:event-bus/default`
    const role = new Role(this, 'Role', {
      description: 'Passes events on to the Region where the queue of Sagewarden is',
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    })
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus] }))
    eventRules(this, patterns, { arn: bus, roleArn: role.roleArn })
  }
}
