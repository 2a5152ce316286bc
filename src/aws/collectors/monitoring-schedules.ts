import type { DescribeMonitoringScheduleResponse, MonitoringJobDefinition } from '@aws-sdk/client-sagemaker'
import { required } from '../call.ts'
import { defineCollector, itemsOf, type Reading } from '../collector.ts'
import { describeEach } from '../describe.ts'
import { instant, present } from '../fields.ts'
import { monitoringPart } from '../parts/monitoring-part.ts'

/** Characters of a failure's reason that are kept. */
const MOST_REASON = 200

/** Monitoring schedules, described every time: the last execution changes without the schedule changing. */
export const monitoringSchedules = defineCollector({
  kind: 'monitoringSchedules',
  actions: ['sagemaker:ListMonitoringSchedules', 'sagemaker:DescribeMonitoringSchedule'],
  regional: true,
  async collect(reading) {
    const listed = await reading.pages(
      'sagemaker',
      'ListMonitoringSchedules',
      { MaxResults: 100 },
      {
        items: (page) => page.MonitoringScheduleSummaries,
        map: (raw) => ({
          name: required(raw.MonitoringScheduleName, 'MonitoringScheduleName'),
          arn: required(raw.MonitoringScheduleArn, 'MonitoringScheduleArn'),
        }),
      },
    )
    return describeEach(reading, itemsOf(reading, listed), ({ name }) =>
      reading.read('sagemaker', 'DescribeMonitoringSchedule', { MonitoringScheduleName: name }, (raw) =>
        scheduleOf(reading, raw),
      ),
    )
  },
})

function scheduleOf(reading: Reading, raw: DescribeMonitoringScheduleResponse) {
  const name = required(raw.MonitoringScheduleName, 'MonitoringScheduleName')
  const config = required(raw.MonitoringScheduleConfig, 'MonitoringScheduleConfig')
  const inline = config.MonitoringJobDefinition
  const last = raw.LastMonitoringExecutionSummary
  return present({
    ...reading.identity(name, required(raw.MonitoringScheduleArn, 'MonitoringScheduleArn'), raw.CreationTime),
    status: required(raw.MonitoringScheduleStatus, 'MonitoringScheduleStatus') as string,
    endpointName: raw.EndpointName ?? inline?.MonitoringInputs?.[0]?.EndpointInput?.EndpointName,
    definitionName: config.MonitoringJobDefinitionName,
    monitoringType: (raw.MonitoringType ?? config.MonitoringType) as string | undefined,
    lastExecution:
      last?.MonitoringExecutionStatus &&
      present({
        status: last.MonitoringExecutionStatus as string,
        at: instant(last.LastModifiedTime ?? last.ScheduledTime),
        failure: last.FailureReason?.slice(0, MOST_REASON),
      }),
    expression: config.ScheduleConfig?.ScheduleExpression,
    parts: inline ? [inlinePart(reading, name, inline)] : [],
  })
}

function inlinePart(reading: Reading, name: string, raw: MonitoringJobDefinition) {
  const { MonitoringAppSpecification: app, Environment } = raw
  return monitoringPart(reading.intern, name, {
    RoleArn: raw.RoleArn,
    NetworkConfig: raw.NetworkConfig,
    JobResources: raw.MonitoringResources,
    OutputConfig: raw.MonitoringOutputConfig,
    AppSpecification: app && {
      ImageUri: app.ImageUri,
      Environment,
      ContainerArguments: app.ContainerArguments,
    },
    ...(raw.BaselineConfig && { Baseline: raw.BaselineConfig }),
    Inputs: raw.MonitoringInputs ?? [],
  })
}
