import { defineCheck, pass, verdictOf } from '../../check.ts'

export const domainDockerAccessDisabled = defineCheck({
  id: 'domain-docker-access-disabled',
  title: 'Docker in Studio should be off, or rootless and limited to trusted accounts',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'With Docker a user can run any image, past every list of approved ones, and as root on the host unless Docker is rootless.',
  fix: {
    summary: 'Turn Docker off, or make it rootless and name the accounts whose images are trusted.',
    console: 'SageMaker AI console › Domains › the domain › Domain settings › Docker › Disable.',
    cli: 'aws sagemaker update-domain --domain-id DOMAIN --domain-settings-for-update DockerSettings={EnableDockerAccess=DISABLED}',
    effect: 'in-place',
  },
  of: 'domains',
  evaluate: ({ dockerAccess, dockerTrustedAccounts, rootlessDocker, account }, { baseline }) => {
    if (dockerAccess !== 'ENABLED') return pass('Docker is off')
    const trusted = new Set([account, ...baseline.trustedAccounts])
    const strangers = dockerTrustedAccounts.filter((id) => !trusted.has(id))
    const problems = [
      ...(dockerTrustedAccounts.length === 0 ? ['Docker may pull images of any account'] : []),
      ...strangers.map((id) => `Docker may pull images of ${id}, which is not a trusted account`),
      ...(rootlessDocker === 'ENABLED' ? [] : ['Docker is not rootless']),
    ]
    return verdictOf(problems, 'Docker is rootless and limited to trusted accounts')
  },
})
