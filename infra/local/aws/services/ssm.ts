import { rowsOf } from '../estates/estate.ts'
import { AwsError } from '../wire/error.ts'
import type { Handler, Service } from './service.ts'

const getDocument: Handler = (input, { here }) => {
  const found = rowsOf(here.ssm, 'Documents').find((one) => one.Name === input.Name)
  if (!found)
    throw new AwsError('InvalidDocument', `Document with name ${String(input.Name)} does not exist.`, 400)
  return { DocumentVersion: '1', DocumentFormat: 'JSON', Status: 'Active', ...found }
}

/** AWS Systems Manager, the documents that can be read. https://docs.aws.amazon.com/systems-manager/latest/APIReference/ */
export const ssm: Service = {
  signingName: 'ssm',
  actionPrefix: 'ssm',
  target: 'AmazonSSM',
  dialect: 'json',
  denied: { code: 'AccessDeniedException', status: 400 },
  throttled: { code: 'ThrottlingException', status: 400 },
  client: () => import('@aws-sdk/client-ssm'),
  operations: { GetDocument: getDocument },
  resourceOf: (_operation, input, region, account) =>
    `arn:aws:ssm:${region}:${account}:document/${String(input.Name)}`,
}
