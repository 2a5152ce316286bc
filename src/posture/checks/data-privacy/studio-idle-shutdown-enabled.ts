import { defineCheck, notApplicable, verdictOf } from '../../check.ts'
import type { IdleShutdown } from '../../inventory/studio.ts'

const APPS = ['JupyterLab', 'CodeEditor'] as const

export const studioIdleShutdownEnabled = defineCheck({
  id: 'studio-idle-shutdown-enabled',
  title: 'Studio apps must shut down when idle',
  practice: 'data-privacy',
  severity: 'low',
  tier: 'core',
  controls: {},
  why: 'A forgotten app keeps data in memory, credentials at hand and a bill running, with nobody watching.',
  fix: {
    summary: 'Switch idle shutdown on for JupyterLab and Code Editor, within the limit.',
    console:
      'SageMaker AI console › Domains › the domain › App configurations › JupyterLab, Code Editor › Idle shutdown.',
    cli: 'aws sagemaker update-domain --domain-id DOMAIN --default-user-settings "JupyterLabAppSettings={AppLifecycleManagement={IdleSettings={LifecycleManagement=ENABLED,IdleTimeoutInMinutes=60}}},CodeEditorAppSettings={AppLifecycleManagement={IdleSettings={LifecycleManagement=ENABLED,IdleTimeoutInMinutes=60}}}"',
    effect: 'in-place',
  },
  of: ['domains', 'userProfiles'],
  evaluate: (item, see) => {
    const limit = see.baseline.idleTimeoutMinutes
    // A profile sets only what it overrides; a domain answers for every app.
    const settings =
      item.kind === 'userProfiles'
        ? (item.idleShutdown ?? [])
        : APPS.map((appType) => ownSetting(item.idleShutdown ?? [], appType))
    if (settings.length === 0) return notApplicable('It inherits the settings of its domain.')
    const problems = settings.flatMap((setting) => problemOf(setting, limit))
    return verdictOf(problems, `Idle apps shut down within ${limit} minutes.`)
  },
})

function ownSetting(settings: readonly IdleShutdown[], appType: IdleShutdown['appType']): IdleShutdown {
  return settings.find((one) => one.appType === appType) ?? { appType, enabled: false }
}

function problemOf({ appType, enabled, timeoutMinutes }: IdleShutdown, limit: number): readonly string[] {
  if (!enabled) return [`${appType} apps never shut down when idle`]
  if (timeoutMinutes === undefined) return [`${appType} apps have no idle timeout`]
  return timeoutMinutes > limit
    ? [`${appType} apps wait ${timeoutMinutes} minutes; at most ${limit} are allowed`]
    : []
}
