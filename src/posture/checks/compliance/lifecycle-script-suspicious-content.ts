import { defineCheck, fail, pass } from '../../check.ts'
import { sightings } from '../../secrets/sightings.ts'

export const lifecycleScriptSuspiciousContent = defineCheck({
  id: 'lifecycle-script-suspicious-content',
  title: 'Lifecycle scripts must not look malicious',
  practice: 'compliance',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'A lifecycle script runs as root at every start, with the role of the notebook or app. It is the most convenient place in SageMaker to stay unseen.',
  fix: {
    summary: 'Keep the script as evidence, detach it, and find out who wrote it and what ran.',
    console:
      'SageMaker AI console › Notebooks › Lifecycle configurations (or Admin configurations › Lifecycle configurations) › the configuration › Scripts; then edit each notebook or domain that uses it.',
    cli: 'aws sagemaker describe-notebook-instance-lifecycle-config --notebook-instance-lifecycle-config-name NAME > EVIDENCE.json\naws sagemaker update-notebook-instance --notebook-instance-name NOTEBOOK --disassociate-lifecycle-config',
    effect: 'in-place',
  },
  of: ['notebookLifecycleConfigs', 'studioLifecycleConfigs'],
  evaluate: ({ suspicious }) =>
    suspicious.length === 0
      ? pass('Nothing suspicious was recognised.')
      : fail(`Recognised: ${sightings(suspicious)}.`),
})
