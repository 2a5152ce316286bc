import { type Check, defineCheck, notApplicable, type Verdict } from '../../check.ts'
import { type KeyView, keyVerdict } from '../../encryption/encryption-key.ts'
import { hasLocalStorage } from '../../encryption/instance-storage.ts'
import type { WorkloadPart } from '../../inventory/workloads.ts'
import type { Controls } from '../../practice.ts'
import type { Open } from '../../verdicts/verdict-of-all.ts'
import { openField, verdictOnParts } from '../../workloads/workload.ts'
import { workloadFix } from '../../workloads/workload-fix.ts'

interface Row {
  readonly of: 'trainingJobs' | 'processingJobs' | 'transformJobs' | 'tuningJobs'
  readonly id: string
  readonly title: string
  readonly controls: Controls
}

const ROWS: readonly Row[] = [
  {
    of: 'processingJobs',
    id: 'processing-volume-kms',
    title: 'Processing jobs must encrypt their volumes with a customer-managed key',
    controls: {},
  },
  {
    of: 'trainingJobs',
    id: 'training-volume-kms',
    title: 'Training jobs must encrypt their volumes with a customer-managed key',
    controls: {
      nist80053r5: ['SC-28'],
      soc2: ['CC6.7'],
      iso27001: ['A.8.11', 'A.8.24'],
      awsAi: ['AISF-INFRA-05', 'AISF-ML-03'],
    },
  },
  {
    of: 'transformJobs',
    id: 'transform-volume-kms',
    title: 'Batch transform jobs must encrypt their volumes with a customer-managed key',
    controls: {},
  },
  {
    of: 'tuningJobs',
    id: 'tuning-volume-kms',
    title: 'Tuning jobs must encrypt their volumes with a customer-managed key',
    controls: {},
  },
]

export const workloadVolumeKmsChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: row.title,
    practice: 'encryption-at-rest',
    severity: 'medium',
    tier: 'core',
    controls: row.controls,
    why: 'The volume holds the input data, checkpoints and the model while the job runs. With a customer-managed key its use can be restricted, watched and stopped.',
    fix: workloadFix(
      row.of,
      'Name a customer-managed key for the volume; a condition on sagemaker:VolumeKmsKeyArn can demand it.',
      'volume-key',
    ),
    of: row.of,
    with: ['keys'],
    evaluate: (job, see) => verdictOnParts(job, (part) => volumeVerdict(part, see)),
  }),
)

/** Whether a part encrypts its volume with a usable customer-managed key, where it has a volume that takes one. */
export function volumeVerdict(part: WorkloadPart, see: KeyView): Verdict | Open {
  if (part.type === 'model') return notApplicable('A model has no volume.')
  if (part.instanceTypes.some(hasLocalStorage))
    return notApplicable('Instances with local NVMe storage take no volume key.')
  const open = openField(part, 'volumeKmsKeyId', ...(part.volumeKmsKeyId ? [] : (['instanceTypes'] as const)))
  if (open) return open
  const serverless = part.instanceTypes.length === 0 && part.instanceCount === 0 && part.type !== 'automl'
  if (!part.volumeKmsKeyId && serverless) return notApplicable('A serverless job has no volume of its own.')
  return keyVerdict('volume key', part.volumeKmsKeyId, see)
}
