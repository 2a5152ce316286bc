import { arnName, parseArn } from '../../../../src/base/arn.ts'
import { isoTime } from '../../../../src/base/time.ts'
import type { Rec } from '../estates/estate.ts'
import { isRec } from '../wire/json.ts'
import { type Entry, isRead, withoutSecrets } from './ring.ts'

/** Whose call it is, in one word: the user's name or the session's. */
const userName = ({ identity, userName: said }: Entry): string =>
  said !== undefined ? said : identity.kind === 'trusted' ? arnName(identity.principal.arn) : identity.name

const issuer = (arn: string, id: string): Rec => ({
  type: 'Role',
  principalId: id,
  arn,
  accountId: parseArn(arn)?.account,
  userName: arnName(arn),
})

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
const userIdentity = ({ identity, accessKeyId }: Entry): Rec => {
  const { arn, userId } = identity.principal
  const common = { principalId: userId, arn, accountId: parseArn(arn)?.account, accessKeyId }
  if (identity.kind === 'trusted')
    return { type: arn.includes(':assumed-role/') ? 'AssumedRole' : 'IAMUser', ...common }
  const { session } = identity
  const attributes = session && {
    creationDate: isoTime(session.issued),
    mfaAuthenticated: String(identity.kind === 'user' && session.mfaAt !== undefined),
  }
  if (identity.kind === 'user')
    return {
      type: 'IAMUser',
      ...common,
      userName: identity.name,
      ...(attributes ? { sessionContext: { attributes } } : {}),
    }
  return {
    type: 'AssumedRole',
    ...common,
    sessionContext: {
      sessionIssuer: issuer(identity.holder.arn, identity.holder.id),
      attributes,
      ...(session?.sourceIdentity === undefined ? {} : { sourceIdentity: session.sourceIdentity }),
    },
  }
}

const TYPES: Readonly<Record<string, string>> = {
  'iam/role': 'AWS::IAM::Role',
  'iam/user': 'AWS::IAM::User',
  'iam/policy': 'AWS::IAM::Policy',
  'sagemaker/notebook-instance': 'AWS::SageMaker::NotebookInstance',
  'sagemaker/domain': 'AWS::SageMaker::Domain',
  'sagemaker/user-profile': 'AWS::SageMaker::UserProfile',
  'sagemaker/endpoint': 'AWS::SageMaker::Endpoint',
  'sagemaker/training-job': 'AWS::SageMaker::TrainingJob',
  'sagemaker/model': 'AWS::SageMaker::Model',
  'kms/key': 'AWS::KMS::Key',
  'cloudtrail/trail': 'AWS::CloudTrail::Trail',
}

const typeOf = (arn: string): string => {
  const { service = '', resource = '' } = parseArn(arn) ?? {}
  return service === 's3' ? 'AWS::S3::Bucket' : (TYPES[`${service}/${resource.split('/')[0]}`] ?? service)
}

/** A resource under its ARN and, for those of IAM and S3, under its name, as lookups know them. */
const resourcesOf = (entry: Entry): readonly Rec[] =>
  entry.resources.flatMap((arn) => {
    const ResourceType = typeOf(arn)
    const named = /^AWS::(IAM|S3)::/.test(ResourceType)
    return [
      { ResourceType, ResourceName: arn },
      ...(named ? [{ ResourceType, ResourceName: arnName(arn) }] : []),
    ]
  })

const responseOf = ({ output }: Entry): Rec | null => {
  if (output === undefined) return null
  const shown = withoutSecrets(output)
  return isRec(shown) && Object.keys(shown).length > 0 ? shown : null
}

/**
 * The whole record of a call.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const recordOf = (entry: Entry, account: string): Rec => ({
  eventVersion: '1.11',
  userIdentity: userIdentity(entry),
  eventTime: isoTime(entry.at),
  eventSource: entry.source,
  eventName: entry.name,
  awsRegion: entry.region,
  sourceIPAddress: entry.sourceIp,
  userAgent: entry.userAgent,
  ...(entry.error ? { errorCode: entry.error.code, errorMessage: entry.error.message } : {}),
  requestParameters: Object.keys(entry.input).length === 0 ? null : withoutSecrets(entry.input),
  responseElements: responseOf(entry),
  requestID: entry.requestId,
  eventID: entry.id,
  readOnly: isRead(entry.name),
  resources: entry.resources.map((ARN) => ({ accountId: account, type: typeOf(ARN), ARN })),
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: account,
  eventCategory: 'Management',
  ...entry.over,
})

/** A call as LookupEvents answers it, without its record. */
export const eventOf = (entry: Entry): Rec => ({
  EventId: entry.id,
  EventName: entry.name,
  ReadOnly: String(isRead(entry.name)),
  AccessKeyId: entry.accessKeyId,
  EventTime: entry.at,
  EventSource: entry.source,
  Username: userName(entry),
  Resources: resourcesOf(entry),
})
