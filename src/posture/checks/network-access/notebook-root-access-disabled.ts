import { defineCheck, fail, pass } from '../../check.ts'

export const notebookRootAccessDisabled = defineCheck({
  id: 'notebook-root-access-disabled',
  title: 'Users must not be root on notebook instances',
  practice: 'network-access',
  severity: 'medium',
  tier: 'core',
  controls: {
    fsbp: ['SageMaker.3'],
    nist80053r5: ['AC-2(1)', 'AC-3(7)', 'AC-3(15)', 'AC-6', 'AC-6(2)', 'AC-6(5)', 'AC-6(10)'],
    pciDss4: ['7.2.1', '7.2.2', '7.2.3'],
    soc2: ['CC6.1'],
    awsAi: ['AISF-ML-02'],
  },
  why: 'Root can change routes and proxies, install software and remove agents on the instance. Lifecycle scripts still run as root, so whoever may edit those stays root all the same.',
  fix: {
    summary: 'Stop the notebook instance, turn root access off, start it again.',
    console:
      'SageMaker AI console › Notebook instances › stop the instance › Edit › Permissions and encryption › Root access: Disable.',
    cli: 'aws sagemaker stop-notebook-instance --notebook-instance-name NAME\naws sagemaker wait notebook-instance-stopped --notebook-instance-name NAME\naws sagemaker update-notebook-instance --notebook-instance-name NAME --root-access Disabled\naws sagemaker wait notebook-instance-stopped --notebook-instance-name NAME\naws sagemaker start-notebook-instance --notebook-instance-name NAME',
    effect: 'stop-start',
  },
  of: 'notebooks',
  evaluate: (notebook) =>
    notebook.rootAccess ? fail('RootAccess is Enabled') : pass('RootAccess is Disabled'),
})
