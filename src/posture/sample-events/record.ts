import type { SampleRow } from './row.ts'

const AT = '2026-01-01T00:00:00Z'
/** TEST-NET-2 (RFC 5737): an address that no allow-list can hold. */
const FROM = '198.51.100.23'

/** The CloudTrail record of an API call. Source: CloudTrail User Guide, "CloudTrail record contents". */
export function callRecord(row: SampleRow, account: string, region: string): Record<string, unknown> {
  return {
    ...commonOf(row, account, region),
    userAgent: 'aws-cli/2.31.0',
    ...(row.errorCode && {
      errorCode: row.errorCode,
      errorMessage: `User is not authorized to perform: ${row.service}:${row.eventName}`,
    }),
    requestParameters: row.parameters,
    responseElements: null,
    readOnly: row.readOnly,
    eventType: 'AwsApiCall',
  }
}

/** The record of a console sign-in. Source: CloudTrail User Guide, "AWS Management Console sign-in events". */
export function signInRecord(
  row: SampleRow,
  { success, mfa }: { readonly success: boolean; readonly mfa: boolean },
  account: string,
  region: string,
): Record<string, unknown> {
  return {
    ...commonOf(row, account, region),
    userAgent: 'Mozilla/5.0',
    ...(!success && { errorMessage: 'Failed authentication' }),
    requestParameters: null,
    responseElements: { ConsoleLogin: success ? 'Success' : 'Failure' },
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home',
      MobileVersion: 'No',
      MFAUsed: mfa ? 'Yes' : 'No',
    },
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
  }
}

function commonOf(row: SampleRow, account: string, region: string): Record<string, unknown> {
  return {
    eventVersion: '1.11',
    userIdentity: callerOf(row, account),
    eventTime: AT,
    eventSource: `${row.service}.amazonaws.com`,
    eventName: row.eventName,
    awsRegion: region,
    sourceIPAddress: FROM,
    requestID: '00000000-0000-0000-0000-000000000000',
    eventID: '00000000-0000-0000-0000-000000000000',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  }
}

function callerOf(row: SampleRow, account: string): Record<string, unknown> {
  if (row.caller === 'root') {
    return { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account }
  }
  if (row.caller === 'iam-user') {
    const arn = `arn:aws:iam::${account}:user/sample`
    return { type: 'IAMUser', principalId: 'AIDASAMPLE', arn, accountId: account, userName: 'sample' }
  }
  return {
    type: 'AssumedRole',
    principalId: 'AROASAMPLE:person',
    arn: `arn:aws:sts::${account}:assumed-role/sample/person`,
    accountId: account,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROASAMPLE',
        arn: `arn:aws:iam::${account}:role/sample`,
        accountId: account,
        userName: 'sample',
      },
      attributes: { creationDate: AT, mfaAuthenticated: 'false' },
    },
  }
}
