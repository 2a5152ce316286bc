import { defineCheck, fail, pass } from '../../check.ts'

export const notebookLifecycleConfigAttached = defineCheck({
  id: 'notebook-lifecycle-config-attached',
  title: 'Notebook instances should have a hardening lifecycle script',
  practice: 'compliance',
  severity: 'informational',
  tier: 'advisory',
  controls: { nist80053r5: ['CM-2', 'CM-7'], soc2: ['CC8.1'] },
  why: 'A lifecycle script can stop idle instances, install agents and remove what is not needed. None at all is the safest against tampering, so this only informs.',
  fix: {
    summary: 'Stop the notebook instance, attach a lifecycle configuration, start it again.',
    console:
      'SageMaker AI console › Notebook instances › stop the instance › Edit › Additional configuration › Lifecycle configuration.',
    cli: 'aws sagemaker stop-notebook-instance --notebook-instance-name NAME\naws sagemaker wait notebook-instance-stopped --notebook-instance-name NAME\naws sagemaker update-notebook-instance --notebook-instance-name NAME --lifecycle-config-name CONFIG\naws sagemaker start-notebook-instance --notebook-instance-name NAME',
    effect: 'stop-start',
  },
  of: 'notebooks',
  evaluate: ({ lifecycleConfigName }) =>
    lifecycleConfigName === undefined
      ? fail('No lifecycle configuration is attached.')
      : pass(`The lifecycle configuration ${lifecycleConfigName} is attached.`),
})
