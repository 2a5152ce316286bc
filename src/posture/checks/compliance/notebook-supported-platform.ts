import { defineCheck, fail, pass } from '../../check.ts'
import { Undecided } from '../../snapshot.ts'

/** Platforms that AWS supports, as of November 2026. Source: SageMaker Developer Guide, "Amazon Linux 2023 notebook instances"; FSBP SageMaker.8. */
const SUPPORTED: readonly string[] = ['notebook-al2023-v1']

export const notebookSupportedPlatform = defineCheck({
  id: 'notebook-supported-platform',
  title: 'Notebook instances must run a supported platform',
  practice: 'compliance',
  severity: 'medium',
  tier: 'core',
  controls: { fsbp: ['SageMaker.8'] },
  why: 'A platform out of support gets no more security patches, for the system, Jupyter or the kernels.',
  fix: {
    summary: 'Stop the notebook instance, move it to a supported platform, start it again.',
    console:
      'SageMaker AI console › Notebook instances › stop the instance › Edit › Platform identifier › Amazon Linux 2023.',
    cli: 'aws sagemaker stop-notebook-instance --notebook-instance-name NAME\naws sagemaker wait notebook-instance-stopped --notebook-instance-name NAME\naws sagemaker update-notebook-instance --notebook-instance-name NAME --platform-identifier notebook-al2023-v1\naws sagemaker start-notebook-instance --notebook-instance-name NAME',
    effect: 'stop-start',
  },
  of: 'notebooks',
  evaluate: ({ platform }) => {
    if (platform === undefined) throw new Undecided('AWS names no platform for it.')
    return SUPPORTED.includes(platform)
      ? pass(`It runs ${platform}.`)
      : fail(`It runs ${platform}; supported: ${SUPPORTED.join(', ')}.`)
  },
})
