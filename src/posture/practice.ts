/** The ten practices of the best-practice document that this product puts to work. */
export const PRACTICES = [
  { id: 'identity', section: '1a', title: 'IAM and least privilege' },
  { id: 'mfa', section: '1b', title: 'Multi-factor authentication' },
  { id: 'encryption-at-rest', section: '2a', title: 'Encryption at rest' },
  { id: 'encryption-in-transit', section: '2b', title: 'Encryption in transit' },
  { id: 'network-isolation', section: '3a', title: 'VPC and network isolation' },
  { id: 'network-access', section: '3b', title: 'Network access controls' },
  { id: 'data-privacy', section: '4a', title: 'Data minimisation and privacy' },
  { id: 'compliance', section: '4b', title: 'Compliance controls' },
  { id: 'logging', section: '5a', title: 'Logging' },
  { id: 'monitoring', section: '5b', title: 'Monitoring and alerts' },
] as const

export type Practice = (typeof PRACTICES)[number]['id']

/** Most severe first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational'] as const

export type Severity = (typeof SEVERITIES)[number]

/** Weight of a verdict in the score. Informational ones carry none. */
export const SEVERITY_WEIGHT: Readonly<Record<Severity, number>> = {
  critical: 10,
  high: 5,
  medium: 2,
  low: 1,
  informational: 0,
}

/** Advisory checks inform; they never fail an audit and never count in the score. */
export type Tier = 'core' | 'extended' | 'advisory'

/** Frameworks whose control ids the checks carry, and their names. */
export const FRAMEWORKS = {
  fsbp: 'AWS Foundational Security Best Practices (Security Hub)',
  cisAws5: 'CIS AWS Foundations Benchmark 5.0',
  cisAws7: 'CIS AWS Foundations Benchmark 7.0',
  nist80053r5: 'NIST SP 800-53 Rev. 5',
  pciDss4: 'PCI DSS 4',
  hipaa: 'HIPAA Security Rule',
  soc2: 'SOC 2',
  iso27001: 'ISO/IEC 27001:2022',
  gdpr: 'GDPR',
  awsAi: 'AWS AI Security Framework',
} as const

export type Framework = keyof typeof FRAMEWORKS

/** Control ids by framework, e.g. `{ fsbp: ['SageMaker.1'] }`. */
export type Controls = Readonly<Partial<Record<Framework, readonly string[]>>>
