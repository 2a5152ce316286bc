import { iam } from './iam.ts'
import { s3 } from './s3.ts'
import { sagemaker } from './sagemaker.ts'
import type { Service } from './service.ts'
import { sts } from './sts.ts'

/** Every service of the account. */
export const services: readonly Service[] = [sagemaker, iam, sts, s3]
