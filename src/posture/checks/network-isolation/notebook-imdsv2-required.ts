import { defineCheck, fail, pass } from '../../check.ts'

export const notebookImdsv2Required = defineCheck({
  id: 'notebook-imdsv2-required',
  title: 'Notebook instances must require version 2 of the instance metadata service',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: { nist80053r5: ['AC-3', 'SC-7'], soc2: ['CC6.1', 'CC6.6'] },
  why: 'Version 1 hands the credentials of the execution role to any program that can be tricked into fetching an address. Version 2 asks for a session token first.',
  fix: {
    summary: 'Stop the notebook instance, require version 2, start it again.',
    console:
      'SageMaker AI console › Notebook instances › stop the instance › Edit › Additional configuration › Minimum IMDS version: 2.',
    cli: 'aws sagemaker stop-notebook-instance --notebook-instance-name NAME\naws sagemaker wait notebook-instance-stopped --notebook-instance-name NAME\naws sagemaker update-notebook-instance --notebook-instance-name NAME --instance-metadata-service-configuration MinimumInstanceMetadataServiceVersion=2\naws sagemaker wait notebook-instance-stopped --notebook-instance-name NAME\naws sagemaker start-notebook-instance --notebook-instance-name NAME',
    effect: 'stop-start',
  },
  of: 'notebooks',
  evaluate: ({ imdsVersion }) => {
    const evidence = `The minimum metadata service version is ${imdsVersion}`
    return imdsVersion === '2' ? pass(evidence) : fail(evidence)
  },
})
