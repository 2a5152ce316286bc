import { defineCheck } from '../../check.ts'
import { verdictOnParts } from '../../workloads/workload.ts'
import { workloadFix } from '../../workloads/workload-fix.ts'
import { partOutputVerdict } from './workload-output-kms.ts'
import { volumeVerdict } from './workload-volume-kms.ts'

export const pipelineStepsKms = defineCheck({
  id: 'pipeline-steps-kms',
  title: 'Pipeline steps must name customer-managed keys for their volumes and output',
  practice: 'encryption-at-rest',
  severity: 'medium',
  tier: 'core',
  controls: { nist80053r5: ['SC-28'], hipaa: ['§164.312(a)(2)(iv)'], soc2: ['CC6.1'] },
  why: 'Finished jobs cannot be changed, but the pipeline that starts them can: a key that is set here protects every later run.',
  fix: workloadFix(
    'pipelines',
    'Name customer-managed keys on every step that runs compute, and upsert the pipeline.',
    'volume-key',
    'output-key',
  ),
  of: 'pipelines',
  with: ['buckets', 'keys'],
  evaluate: (pipeline, see) =>
    verdictOnParts(
      pipeline,
      (part) => volumeVerdict(part, see),
      (part) => partOutputVerdict(part, see),
    ),
})
