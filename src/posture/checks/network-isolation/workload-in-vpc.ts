import { type Check, defineCheck } from '../../check.ts'
import type { Controls } from '../../practice.ts'
import { partInVpc, verdictOnParts } from '../../workloads/workload.ts'
import { type WorkloadKind, workloadFix } from '../../workloads/workload-fix.ts'

interface Row {
  readonly of: Exclude<WorkloadKind, 'transformJobs' | 'pipelines'>
  readonly id: string
  readonly title: string
  readonly controls: Controls
}

const ROWS: readonly Row[] = [
  {
    of: 'dataQualityDefinitions',
    id: 'data-quality-in-vpc',
    title: 'Data quality jobs must run in a VPC of your own',
    controls: {},
  },
  {
    of: 'modelBiasDefinitions',
    id: 'model-bias-in-vpc',
    title: 'Model bias jobs must run in a VPC of your own',
    controls: {},
  },
  {
    of: 'modelExplainabilityDefinitions',
    id: 'model-explainability-in-vpc',
    title: 'Model explainability jobs must run in a VPC of your own',
    controls: {},
  },
  {
    of: 'modelQualityDefinitions',
    id: 'model-quality-in-vpc',
    title: 'Model quality jobs must run in a VPC of your own',
    controls: {},
  },
  {
    of: 'monitoringSchedules',
    id: 'monitoring-schedule-in-vpc',
    title: 'Inline monitoring jobs must run in a VPC of your own',
    controls: {},
  },
  {
    of: 'processingJobs',
    id: 'processing-in-vpc',
    title: 'Processing jobs must run in a VPC of your own',
    controls: {},
  },
  {
    of: 'trainingJobs',
    id: 'training-in-vpc',
    title: 'Training jobs must run in a VPC of your own',
    controls: {
      nist80053r5: ['SC-7'],
      soc2: ['CC6.6'],
      iso27001: ['A.8.20', 'A.8.21', 'A.8.22'],
      awsAi: ['AISF-ML-03'],
    },
  },
  {
    of: 'tuningJobs',
    id: 'tuning-in-vpc',
    title: 'Tuning jobs must run in a VPC of your own',
    controls: {},
  },
]

export const workloadInVpcChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: row.title,
    practice: 'network-isolation',
    severity: 'medium',
    tier: 'core',
    controls: row.controls,
    why: 'Outside a VPC of your own the containers reach the internet and S3 on a path where no security group, endpoint policy or flow log of yours applies.',
    fix: workloadFix(
      row.of,
      'Name subnets and security groups of your VPC; conditions on sagemaker:VpcSubnets and sagemaker:VpcSecurityGroupIds can demand them.',
      'vpc',
    ),
    of: row.of,
    evaluate: (workload) => verdictOnParts(workload, partInVpc),
  }),
)
