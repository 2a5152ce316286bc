import type { Resource, Sighting, VpcAttachment } from './resource.ts'

/** DescribeNotebookInstance. Defaults that the API leaves out are filled in by the collector. */
export interface Notebook extends Resource {
  readonly status: string
  readonly vpc?: VpcAttachment
  readonly directInternet: boolean
  readonly kmsKeyId?: string
  readonly roleArn?: string
  readonly rootAccess: boolean
  /** MinimumInstanceMetadataServiceVersion; `1` when the field is absent (API default). */
  readonly imdsVersion: string
  readonly platform?: string
  readonly instanceType?: string
  readonly lifecycleConfigName?: string
}

/** A lifecycle script, read and forgotten: only what was recognised in it is kept. */
export interface LifecycleConfig extends Resource {
  /** Studio: the app type; notebooks: absent. */
  readonly appType?: string
  readonly secrets: readonly Sighting[]
  readonly suspicious: readonly Sighting[]
}
