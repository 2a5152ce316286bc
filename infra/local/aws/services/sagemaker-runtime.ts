import type { Rec } from '../estates/estate.ts'
import { resourceTagKeys } from '../judge/keys.ts'
import { AwsError } from '../wire/error.ts'
import { find, typeNamed } from './sagemaker-find.ts'
import type { Call, Context, Handler, Service, Touch } from './service.ts'

const ENDPOINT = typeNamed('Endpoint')

const endpointArn = (input: Rec, { region, estate }: Context): string =>
  `arn:aws:sagemaker:${region}:${estate.account}:endpoint/${String(input.EndpointName).toLowerCase()}`

/** Answers with what was sent, as a model that leaves things as they are. */
const invoke: Handler = (input, context) => {
  const endpoint = find(ENDPOINT, input, context)
  if (endpoint?.EndpointStatus !== 'InService')
    throw new AwsError(
      'ValidationError',
      `Endpoint ${String(input.EndpointName)} of account ${context.estate.account} not found.`,
    )
  return { Body: JSON.stringify({ endpoint: endpoint.EndpointName, received: input.Body }) }
}

const touches = ({ action, input }: Call, context: Context): readonly Touch[] => {
  const endpoint = find(ENDPOINT, input, context)
  const target = input.TargetModel
  return [
    {
      action,
      resource: String(endpoint?.EndpointArn ?? endpointArn(input, context)),
      keys: {
        ...resourceTagKeys('sagemaker', endpoint),
        ...(typeof target === 'string' ? { 'sagemaker:TargetModel': target } : {}),
      },
    },
  ]
}

/** The schema of the one operation: its input comes from path, headers and body, its output is the body. */
const SCHEMA = { InvokeEndpoint$: [9, 0, 'InvokeEndpoint', 0, 0, 0] }

/** Amazon SageMaker Runtime: calling endpoints. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html */
export const sagemakerRuntime: Service = {
  signingName: 'sagemaker',
  actionPrefix: 'sagemaker',
  path: /^\/endpoints\/([^/]+)\/invocations$/,
  dialect: 'rest',
  denied: { code: 'AccessDeniedException', status: 403 },
  throttled: { code: 'ThrottlingException', status: 429 },
  client: async () => SCHEMA,
  operations: { InvokeEndpoint: invoke },
  resourceOf: (_operation, input, region, account) =>
    `arn:aws:sagemaker:${region}:${account}:endpoint/${String(input.EndpointName).toLowerCase()}`,
  touches,
}
