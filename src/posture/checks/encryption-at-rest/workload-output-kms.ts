import { type Check, defineCheck, notApplicable, type Verdict } from '../../check.ts'
import { type BucketView, outputVerdict } from '../../encryption/encryption-key.ts'
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
    id: 'processing-output-kms',
    title: 'Processing jobs must write their output with a customer-managed key',
    controls: {},
  },
  {
    of: 'trainingJobs',
    id: 'training-output-kms',
    title: 'Training jobs must write their artifacts with a customer-managed key',
    controls: {},
  },
  {
    of: 'transformJobs',
    id: 'transform-output-kms',
    title: 'Batch transform jobs must write their output with a customer-managed key',
    controls: {},
  },
  {
    of: 'tuningJobs',
    id: 'tuning-output-kms',
    title: 'Tuning jobs must write their artifacts with a customer-managed key',
    controls: {},
  },
]

export const workloadOutputKmsChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: row.title,
    practice: 'encryption-at-rest',
    severity: 'medium',
    tier: 'core',
    controls: row.controls,
    why: 'Artifacts and results outlive the job, and models can give away what they were trained on. Without a customer-managed key everybody who may read the bucket may read them.',
    fix: workloadFix(
      row.of,
      'Name a customer-managed key for the output, or make one the default of the bucket; a condition on sagemaker:OutputKmsKeyArn can demand it.',
      'output-key',
    ),
    of: row.of,
    with: ['buckets', 'keys'],
    evaluate: (job, see) => verdictOnParts(job, (part) => partOutputVerdict(part, see)),
  }),
)

/** Whether a part writes with a usable customer-managed key, its own or the default of every bucket it writes to. */
export function partOutputVerdict(part: WorkloadPart, see: BucketView): Verdict | Open {
  if (part.type === 'model') return notApplicable('A model writes nothing.')
  const open = openField(part, 'outputKmsKeyId', ...(part.outputKmsKeyId ? [] : (['outputs'] as const)))
  return open ?? outputVerdict({ what: 'output key', kmsKeyId: part.outputKmsKeyId, uris: part.outputs }, see)
}
