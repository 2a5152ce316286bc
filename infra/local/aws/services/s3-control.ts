import { AwsError } from '../wire/error.ts'
import type { Handler, Service } from './service.ts'

const getPublicAccessBlock: Handler = ({ AccountId }, { estate }) => {
  if (AccountId === undefined)
    throw new AwsError('InvalidRequest', 'Missing required header for this request: x-amz-account-id', 400)
  if (AccountId !== estate.account) throw new AwsError('AccessDenied', 'Access Denied', 403)
  if (estate.publicAccessBlock) return { PublicAccessBlockConfiguration: estate.publicAccessBlock }
  throw new AwsError(
    'NoSuchPublicAccessBlockConfiguration',
    'The public access block configuration was not found',
    404,
    { AccountId: estate.account },
  )
}

/**
 * Amazon S3 Control, the settings of the whole account. It shares the signing name and the IAM prefix of S3; calls are
 * counted under a prefix of its own. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
 */
export const s3Control: Service = {
  signingName: 's3',
  actionPrefix: 's3control',
  path: /^\/v20180820\/configuration\/publicAccessBlock$/,
  dialect: 's3-control',
  denied: { code: 'AccessDenied', status: 403 },
  throttled: { code: 'SlowDown', status: 503 },
  client: () => import('@aws-sdk/client-s3-control'),
  actions: { GetPublicAccessBlock: 's3:GetAccountPublicAccessBlock' },
  operations: { GetPublicAccessBlock: getPublicAccessBlock },
}
