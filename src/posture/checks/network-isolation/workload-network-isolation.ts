import { type Check, defineCheck } from '../../check.ts'
import type { Controls, Severity } from '../../practice.ts'
import { partIsolated, verdictOnParts } from '../../workloads/workload.ts'
import { type WorkloadKind, workloadFix } from '../../workloads/workload-fix.ts'

interface Row {
  readonly of: Exclude<WorkloadKind, 'transformJobs' | 'pipelines'>
  readonly id: string
  readonly title: string
  /** Security Hub rates two of the definitions higher than the rest. */
  readonly severity: Severity
  readonly controls: Controls
}

const ROWS: readonly Row[] = [
  {
    of: 'dataQualityDefinitions',
    id: 'data-quality-network-isolation',
    title: 'Data quality jobs must run with network isolation',
    severity: 'medium',
    controls: { fsbp: ['SageMaker.11'] },
  },
  {
    of: 'modelBiasDefinitions',
    id: 'model-bias-network-isolation',
    title: 'Model bias jobs must run with network isolation',
    severity: 'medium',
    controls: { fsbp: ['SageMaker.12'] },
  },
  {
    of: 'modelExplainabilityDefinitions',
    id: 'model-explainability-network-isolation',
    title: 'Model explainability jobs must run with network isolation',
    severity: 'high',
    controls: { fsbp: ['SageMaker.20'] },
  },
  {
    of: 'modelQualityDefinitions',
    id: 'model-quality-network-isolation',
    title: 'Model quality jobs must run with network isolation',
    severity: 'high',
    controls: { fsbp: ['SageMaker.25'] },
  },
  {
    of: 'monitoringSchedules',
    id: 'monitoring-schedule-network-isolation',
    title: 'Inline monitoring jobs must run with network isolation',
    severity: 'medium',
    controls: { fsbp: ['SageMaker.14'] },
  },
  {
    of: 'processingJobs',
    id: 'processing-network-isolation',
    title: 'Processing jobs must run with network isolation',
    severity: 'medium',
    controls: {},
  },
  {
    of: 'trainingJobs',
    id: 'training-network-isolation',
    title: 'Training jobs must run with network isolation',
    severity: 'medium',
    controls: { nist80053r5: ['SC-7'], soc2: ['CC6.6'], awsAi: ['AISF-ML-03'] },
  },
  {
    of: 'tuningJobs',
    id: 'tuning-network-isolation',
    title: 'Tuning jobs must run with network isolation',
    severity: 'medium',
    controls: {},
  },
]

export const workloadNetworkIsolationChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: row.title,
    practice: 'network-isolation',
    severity: row.severity,
    tier: 'core',
    controls: row.controls,
    why: 'An isolated container has no network and no AWS credentials, so that code in the image cannot send the data anywhere. Code that calls S3 itself, Spark and some distributed frameworks need the network: waive those with a reason.',
    fix: workloadFix(
      row.of,
      'Turn network isolation on; a condition on sagemaker:NetworkIsolation can demand it.',
      'isolation',
    ),
    of: row.of,
    evaluate: (workload) => verdictOnParts(workload, partIsolated),
  }),
)
