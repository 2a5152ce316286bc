import type { Entitlement } from '../entitlement.ts'
import { approveModelVersion } from './approve-model-version.ts'
import { debugEndpoint } from './debug-endpoint.ts'
import { debugTrainingJob } from './debug-training-job.ts'
import { deployModel } from './deploy-model.ts'
import { hyperpodSession } from './hyperpod-session.ts'
import { invokeEndpoint } from './invoke-endpoint.ts'
import { openMlflow } from './open-mlflow.ts'
import { openNotebook } from './open-notebook.ts'
import { openStudioProfile } from './open-studio-profile.ts'
import { readFeatureGroup } from './read-feature-group.ts'
import { readOnlyAudit } from './read-only-audit.ts'
import { runPipeline } from './run-pipeline.ts'
import { startStopNotebook } from './start-stop-notebook.ts'
import { studioRemoteIde } from './studio-remote-ide.ts'
import { submitTraining } from './submit-training.ts'
import { trainingShell } from './training-shell.ts'

/** Everything a person can ask for, in the order in which a form shows it. */
export const ENTITLEMENTS: readonly Entitlement[] = [
  openStudioProfile,
  openNotebook,
  startStopNotebook,
  invokeEndpoint,
  debugEndpoint,
  debugTrainingJob,
  submitTraining,
  deployModel,
  readFeatureGroup,
  runPipeline,
  openMlflow,
  hyperpodSession,
  readOnlyAudit,
  studioRemoteIde,
  trainingShell,
  approveModelVersion,
]
