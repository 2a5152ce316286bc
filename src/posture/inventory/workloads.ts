import type { EpochSeconds } from '../../base/time.ts'
import type { Part } from '../snapshot.ts'
import type { Resource, Sighting, VpcAttachment } from './resource.ts'

/**
 * What one piece of compute is told to do: a job, one definition of a tuning job, one step of a pipeline, the
 * inline job of a monitoring schedule. The same shape for all, so that one rule serves every kind.
 */
export interface WorkloadPart {
  /** The step or definition name; the resource's own name where there is just one part. */
  readonly name: string
  readonly type: 'training' | 'processing' | 'transform' | 'tuning' | 'model' | 'monitoring' | 'automl'
  /** Transform: the model that it runs. */
  readonly modelName?: string
  readonly roleArn?: string
  readonly vpc?: VpcAttachment
  readonly networkIsolation: boolean
  /** Absent where the API has no such setting (transform, model). */
  readonly interContainerEncryption?: boolean
  readonly instanceTypes: readonly string[]
  readonly instanceCount: number
  readonly volumeKmsKeyId?: string
  readonly outputKmsKeyId?: string
  /** Every S3 URI written to. */
  readonly outputs: readonly string[]
  /** Every S3 URI read from. */
  readonly inputs: readonly string[]
  readonly images: readonly string[]
  readonly secrets: readonly Sighting[]
  /** Pipelines: names of the fields above whose value is a parameter without default, so that nobody can tell yet. */
  readonly unresolved: readonly string[]
}

/** Training, tuning, processing and transform jobs; monitoring job definitions. Immutable history. */
export interface Workload extends Resource {
  readonly status?: string
  readonly parts: readonly WorkloadPart[]
  /** Jobs: ARN of the tuning job, AutoML job or monitoring schedule that launched it and gave it its settings. */
  readonly launchedBy?: string
}

/** A training job. `remoteDebug`: only described while the job runs; a finished job has nobody to debug. */
export interface TrainingJob extends Workload {
  readonly status: string
  readonly remoteDebug?: Part<boolean>
}

/** A monitoring schedule; `parts` holds its inline job, if it has one instead of a named definition. */
export interface MonitoringSchedule extends Workload {
  readonly status: string
  readonly endpointName?: string
  readonly definitionName?: string
  /** `DataQuality`, `ModelQuality`, `ModelBias`, `ModelExplainability`. */
  readonly monitoringType?: string
  readonly lastExecution?: {
    readonly status: string
    readonly at?: EpochSeconds
    /** FailureReason, shortened. */
    readonly failure?: string
  }
  /** ScheduleConfig.ScheduleExpression, e.g. `cron(0 * ? * * *)`; `NOW` runs once. */
  readonly expression?: string
}

/** A pipeline; `parts` are the steps of its definition that run compute. */
export interface Pipeline extends Workload {
  readonly roleArn?: string
  readonly secrets: readonly Sighting[]
  /** False where the definition could not be read as JSON (or lives in S3): the steps are then unknown. */
  readonly definitionReadable: boolean
}
