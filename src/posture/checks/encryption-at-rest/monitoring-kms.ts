import { type Check, defineCheck } from '../../check.ts'
import type { Controls } from '../../practice.ts'
import { verdictOnParts } from '../../workloads/workload.ts'
import { workloadFix } from '../../workloads/workload-fix.ts'
import { partOutputVerdict } from './workload-output-kms.ts'
import { volumeVerdict } from './workload-volume-kms.ts'

interface Row {
  readonly of:
    | 'dataQualityDefinitions'
    | 'modelBiasDefinitions'
    | 'modelExplainabilityDefinitions'
    | 'modelQualityDefinitions'
    | 'monitoringSchedules'
  readonly id: string
  readonly title: string
  readonly controls: Controls
}

const ROWS: readonly Row[] = [
  {
    of: 'dataQualityDefinitions',
    id: 'data-quality-definition-kms',
    title: 'Data quality monitoring must use a customer-managed key for volume and output',
    controls: {},
  },
  {
    of: 'modelBiasDefinitions',
    id: 'model-bias-definition-kms',
    title: 'Model bias monitoring must use a customer-managed key for volume and output',
    controls: {},
  },
  {
    of: 'modelExplainabilityDefinitions',
    id: 'model-explainability-definition-kms',
    title: 'Model explainability monitoring must use a customer-managed key for volume and output',
    controls: {},
  },
  {
    of: 'modelQualityDefinitions',
    id: 'model-quality-definition-kms',
    title: 'Model quality monitoring must use a customer-managed key for volume and output',
    controls: {},
  },
  {
    of: 'monitoringSchedules',
    id: 'monitoring-schedule-kms',
    title: 'Monitoring schedules with an inline job must use a customer-managed key for volume and output',
    controls: {},
  },
]

export const monitoringKmsChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: row.title,
    practice: 'encryption-at-rest',
    severity: 'medium',
    tier: 'core',
    controls: row.controls,
    why: 'Monitoring jobs read captured requests and ground truth and write statistics of them. With customer-managed keys the use of volume and output can be restricted, watched and stopped.',
    fix: workloadFix(
      row.of,
      'Name customer-managed keys for the volume and the output of the monitoring job.',
      'volume-key',
      'output-key',
    ),
    of: row.of,
    with: ['buckets', 'keys'],
    evaluate: (monitor, see) =>
      verdictOnParts(
        monitor,
        (part) => volumeVerdict(part, see),
        (part) => partOutputVerdict(part, see),
      ),
  }),
)
