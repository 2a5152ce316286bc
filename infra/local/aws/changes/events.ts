import { ACCOUNT, EU, roleArn, US } from '../acme/company.ts'
import type { Rec } from '../estates/estate.ts'
import type { Happening } from '../trail/happen.ts'
import type { Change } from './change.ts'

/** TEST-NET-3 (RFC 5737): an address that nobody has. */
const ELSEWHERE = '203.0.113.66'
const OFFICE = '198.51.100.7'

const user = (userName: string): Rec => ({
  type: 'IAMUser',
  principalId: `AIDA${userName.toUpperCase()}`,
  arn: `arn:aws:iam::${ACCOUNT}:user/${userName}`,
  accountId: ACCOUNT,
  userName,
})

const ROOT: Rec = {
  type: 'Root',
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
}

const execution = (role: string): Rec => ({
  type: 'AssumedRole',
  principalId: 'AROAFRAUDTRAININGEXE:SageMaker',
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/SageMaker`,
  accountId: ACCOUNT,
  accessKeyId: 'ASIAACMEFAKE0FAKE000',
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: roleArn(role, '/sagemaker/'), accountId: ACCOUNT, userName: role },
    attributes: { mfaAuthenticated: 'false' },
  },
})

const signIn = (userName: string, identity: Rec, success: boolean): Happening => ({
  name: 'ConsoleLogin',
  source: 'signin.amazonaws.com',
  region: US,
  userName,
  sourceIp: ELSEWHERE,
  record: {
    eventType: 'AwsConsoleSignIn',
    userIdentity: identity,
    requestParameters: null,
    responseElements: { ConsoleLogin: success ? 'Success' : 'Failure' },
    ...(success ? {} : { errorMessage: 'Failed authentication' }),
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home',
      MFAUsed: success ? 'Yes' : 'No',
    },
  },
})

const call = (name: string, as: string, parameters: Rec, over: Partial<Happening> = {}): Happening => ({
  name,
  source: 'sagemaker.amazonaws.com',
  region: EU,
  userName: as,
  sourceIp: OFFICE,
  ...over,
  record: { userIdentity: user(as), requestParameters: parameters, responseElements: null, ...over.record },
})

const recorded = (id: string, says: string, events: (suffix: string) => readonly Happening[]): Change => ({
  id,
  says,
  make: ({ happen, suffix }) => happen(events(suffix)),
})

/** Changes that this account offers no call for: they are put on its trail as AWS would record them. */
export const RECORDED: readonly Change[] = [
  recorded('root-login', 'Root signs in to the console.', () => [signIn('root', ROOT, true)]),
  recorded('failed-logins', 'Six sign-ins as bob.tanaka fail.', () =>
    Array.from({ length: 6 }, () => signIn('bob.tanaka', user('bob.tanaka'), false)),
  ),
  recorded(
    'presign-new-address',
    'alice.meyer makes a link into her Studio from the office, and then from elsewhere.',
    () =>
      [OFFICE, ELSEWHERE].map((sourceIp) =>
        call(
          'CreatePresignedDomainUrl',
          'alice.meyer',
          { domainId: 'd-acme', userProfileName: 'alice-meyer' },
          { sourceIp },
        ),
      ),
  ),
  recorded('lifecycle-script', 'bob.tanaka changes the script that notebooks start with.', () => [
    call('UpdateNotebookInstanceLifecycleConfig', 'bob.tanaka', {
      notebookInstanceLifecycleConfigName: 'harden-and-proxy',
    }),
  ]),
  recorded('open-domain', 'bob.tanaka opens a Studio domain to the internet.', () => [
    call('UpdateDomain', 'bob.tanaka', { domainId: 'd-acme', appNetworkAccessType: 'PublicInternetOnly' }),
  ]),
  recorded(
    'capture-elsewhere',
    'bob.tanaka lets an endpoint write what customers send to a bucket elsewhere.',
    (suffix) => [
      call('CreateEndpointConfig', 'bob.tanaka', {
        endpointConfigName: `churn-${suffix}`,
        dataCaptureConfig: {
          enableCapture: true,
          initialSamplingPercentage: 100,
          destinationS3Uri: `s3://collected-${suffix}/capture`,
        },
      }),
    ],
  ),
  recorded('remote-debug', 'bob.tanaka opens a shell into running training.', () => [
    call('UpdateTrainingJob', 'bob.tanaka', {
      trainingJobName: 'fraud-train-nightly',
      remoteDebugConfig: { enableRemoteDebug: true },
    }),
  ]),
  recorded(
    'role-outside',
    'Somebody uses the execution role of fraud training, first inside AWS and then elsewhere.',
    () =>
      ['52.95.255.10', ELSEWHERE].map((sourceIp) =>
        call(
          'CreateModel',
          'SageMaker',
          { modelName: 'copy' },
          {
            sourceIp,
            record: { userIdentity: execution('fraud-training-exec') },
          },
        ),
      ),
  ),
  recorded('guardduty-off', 'bob.tanaka deletes the GuardDuty detector.', () => [
    call(
      'DeleteDetector',
      'bob.tanaka',
      { detectorId: '12abc34d567e8fa901bc2d34e56789f0' },
      {
        source: 'guardduty.amazonaws.com',
      },
    ),
  ]),
  recorded(
    'policy-version',
    'bob.tanaka puts another version of a policy of fraud training in force.',
    () => [
      call(
        'SetDefaultPolicyVersion',
        'bob.tanaka',
        { policyArn: `arn:aws:iam::${ACCOUNT}:policy/fraud-data-keys`, versionId: 'v1' },
        { source: 'iam.amazonaws.com', region: US },
      ),
    ],
  ),
  recorded('tamper-grant', 'bob.tanaka attaches a policy to a role of temporary access.', () => [
    call(
      'AttachRolePolicy',
      'bob.tanaka',
      { roleName: 'grant-0123456789abcdef', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      { source: 'iam.amazonaws.com', region: US },
    ),
  ]),
]
