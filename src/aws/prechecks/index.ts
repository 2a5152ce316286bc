import type { PrecheckCode } from '../../grants/request/precheck.ts'
import { loginGroup, runAsSet, sessionsLogged } from './clusters.ts'
import { dataCaptureOn, dataEventsOn, logGroupProtected } from './endpoint.ts'
import type { LookSpec } from './look.ts'
import { notItsCreator } from './model-version.ts'
import { subnetsPrivate } from './network.ts'
import { lifecycleScriptKnown, notebookHardened } from './notebook.ts'
import { pipelineParametersHarmless } from './pipelines.ts'
import { imagesKnown, noForeignResource } from './prefix.ts'
import { roleModest } from './roles.ts'
import { mlflowBucketOwnerChecked, onlineStoreEncrypted } from './stores.ts'
import {
  domainAttributesActions,
  domainUsesIam,
  profileIsOwn,
  remoteAccessOn,
  spaceIsOwn,
  spaceTagged,
} from './studio.ts'
import { isolationOff, keyFitsInstances, trainingStillRuns } from './training.ts'

/** How each pre-check that an entitlement may declare is looked at. */
export const PRECHECKS: Readonly<Record<PrecheckCode, LookSpec>> = {
  'data-capture-on': dataCaptureOn,
  'data-events-on': dataEventsOn,
  'domain-attributes-actions': domainAttributesActions,
  'domain-uses-iam': domainUsesIam,
  'images-known': imagesKnown,
  'isolation-off': isolationOff,
  'key-fits-instances': keyFitsInstances,
  'lifecycle-script-known': lifecycleScriptKnown,
  'log-group-protected': logGroupProtected,
  'login-group': loginGroup,
  'mlflow-bucket-owner-checked': mlflowBucketOwnerChecked,
  'no-foreign-resource-under-prefix': noForeignResource,
  'not-its-creator': notItsCreator,
  'notebook-hardened': notebookHardened,
  'online-store-encrypted': onlineStoreEncrypted,
  'own-profile': profileIsOwn,
  'own-space': spaceIsOwn,
  'pipeline-parameters-harmless': pipelineParametersHarmless,
  'remote-access-on': remoteAccessOn,
  'role-modest': roleModest,
  'run-as-set': runAsSet,
  'sessions-logged': sessionsLogged,
  'space-tagged': spaceTagged,
  'subnets-private': subnetsPrivate,
  'training-still-runs': trainingStillRuns,
}
