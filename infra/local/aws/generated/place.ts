/** Where the made-up estate lies, and the few things that its resources share. */
export const ACCOUNT = '222233334444'
export const REGION = 'eu-west-1'
export const KEY_ID = '11aa22bb-33cc-44dd-85ee-66ff77008899'
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KEY_ID}`
export const VPC_ID = 'vpc-0123456789abcdef0'
export const SUBNETS = ['subnet-0123456789abcdef1', 'subnet-0123456789abcdef2'] as const
export const GROUP = 'sg-0123456789abcdef3'
export const BUCKETS = ['made-up-models', 'made-up-logs'] as const
export const ROLES = 30
export const USERS = 20

/** The name of a numbered thing. */
export const named = (prefix: string, index: number): string => `${prefix}-${String(index).padStart(6, '0')}`

/** The number in such a name, or undefined for the name of something else. */
export const numberIn = (prefix: string, name: string): number | undefined => {
  const digits = name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : ''
  return /^\d{6,}$/.test(digits) ? Number(digits) : undefined
}

/** The ARN of a SageMaker resource. */
export const smArn = (rest: string): string => `arn:aws:sagemaker:${REGION}:${ACCOUNT}:${rest}`

/** The ARN of one of the execution roles. */
export const roleArn = (index: number): string =>
  `arn:aws:iam::${ACCOUNT}:role/${named('execution', index % ROLES)}`
