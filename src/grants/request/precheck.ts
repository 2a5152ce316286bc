/**
 * What is looked at before anybody is asked, by code: each has one implementation against AWS. That everything chosen
 * exists, and that no like grant is there already, is looked at for every request and not listed here.
 */
export type PrecheckCode =
  | 'data-capture-on'
  | 'data-events-on'
  | 'domain-attributes-actions'
  | 'domain-uses-iam'
  | 'images-known'
  | 'isolation-off'
  | 'key-fits-instances'
  | 'lifecycle-script-known'
  | 'log-group-protected'
  | 'login-group'
  | 'mlflow-bucket-owner-checked'
  | 'no-foreign-resource-under-prefix'
  | 'not-its-creator'
  | 'notebook-hardened'
  | 'online-store-encrypted'
  | 'own-profile'
  | 'own-space'
  | 'pipeline-parameters-harmless'
  | 'remote-access-on'
  | 'role-modest'
  | 'run-as-set'
  | 'sessions-logged'
  | 'space-tagged'
  | 'subnets-private'
  | 'training-still-runs'

/** A look at AWS before anybody is asked. */
export interface Precheck {
  readonly code: PrecheckCode
  /** The parameter that it is about. */
  readonly about: string
  /** What should be so, in one sentence. */
  readonly should: string
  /** True: the request cannot be made where it is not so. False: the approvers are told. */
  readonly stops: boolean
}
