import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { TICKS, tickBody, WORK } from '../../src/aws/queue/ticks.ts'

/** Schedules that ask for work through the queue, with a role that can send to it and nothing else. */
export class Ticks extends Construct {
  constructor(scope: Construct, id: string, queue: Queue) {
    super(scope, id)
    const stack = Stack.of(this)
    const group = new CfnScheduleGroup(this, 'Group', { name: 'sagewarden' })
    const role = new Role(this, 'Role', {
      description: 'Sends the ticks of Sagewarden to its queue',
      // The schedule itself cannot stand here, its group can. Source: Scheduler User Guide, "Confused deputy prevention".
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': group.attrArn },
        },
      }),
    })
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }))
    for (const work of WORK)
      new CfnSchedule(this, `Tick-${work}`, {
        description: `Sagewarden: time for ${work}`,
        groupName: group.ref,
        scheduleExpression: `rate(${TICKS[work]} minute${TICKS[work] === 1 ? '' : 's'})`,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: queue.queueArn,
          roleArn: role.roleArn,
          input: tickBody(work),
          // The next tick is near: an old one is worth nothing.
          retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 2 },
        },
      })
  }
}
