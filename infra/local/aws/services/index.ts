import { cloudtrail } from './cloudtrail.ts'
import { cloudwatch } from './cloudwatch.ts'
import { ec2 } from './ec2.ts'
import { eventbridge } from './eventbridge.ts'
import { iam } from './iam.ts'
import { identitystore } from './identitystore.ts'
import { kms } from './kms.ts'
import { logs } from './logs.ts'
import { s3 } from './s3.ts'
import { s3Control } from './s3-control.ts'
import { sagemaker } from './sagemaker.ts'
import { sagemakerRuntime } from './sagemaker-runtime.ts'
import type { Service } from './service.ts'
import { sns } from './sns.ts'
import { sqs } from './sqs.ts'
import { ssm } from './ssm.ts'
import { sts } from './sts.ts'
import { tagging } from './tagging.ts'

/** Every service of the account. One that is told by path stands before the one whose signing name it shares. */
export const services: readonly Service[] = [
  cloudtrail,
  cloudwatch,
  ec2,
  eventbridge,
  iam,
  identitystore,
  kms,
  logs,
  s3Control,
  s3,
  sagemakerRuntime,
  sagemaker,
  sns,
  sqs,
  ssm,
  sts,
  tagging,
]
