import { rowsOf, type SampleRow } from './row.ts'

const DOMAIN = { domainId: 'd-000000000000' }
const PROFILE = { ...DOMAIN, userProfileName: 'sample' }
const SPACE = { ...DOMAIN, spaceName: 'sample' }
const NOTEBOOK = { notebookInstanceName: 'sample' }
const SCRIPT = 'arn:aws:sagemaker:us-east-1:111122223333:studio-lifecycle-config/sample'
const APP_SCRIPT = { jupyterLabAppSettings: { lifecycleConfigArns: [SCRIPT] } }

/** Changes of SageMaker itself. No published control lists them; field names are those of the SageMaker API. */
export const SAGEMAKER_SAMPLES: readonly SampleRow[] = [
  ...rowsOf('sagemaker', {
    CreateNotebookInstanceLifecycleConfig: { notebookInstanceLifecycleConfigName: 'sample' },
    UpdateNotebookInstanceLifecycleConfig: { notebookInstanceLifecycleConfigName: 'sample' },
    CreateStudioLifecycleConfig: {
      studioLifecycleConfigName: 'sample',
      studioLifecycleConfigAppType: 'JupyterLab',
    },
    'UpdateNotebookInstance+lifecycle-config': { ...NOTEBOOK, lifecycleConfigName: 'sample' },
    'UpdateDomain+lifecycle-config': { ...DOMAIN, defaultUserSettings: APP_SCRIPT },
    'UpdateUserProfile+lifecycle-config': { ...PROFILE, userSettings: APP_SCRIPT },
    'UpdateSpace+lifecycle-config': {
      ...SPACE,
      spaceSettings: { jupyterLabAppSettings: { defaultResourceSpec: { lifecycleConfigArn: SCRIPT } } },
    },
    CreatePresignedDomainUrl: PROFILE,
    CreatePresignedNotebookInstanceUrl: NOTEBOOK,
    CreatePresignedMlflowTrackingServerUrl: { trackingServerName: 'sample' },
    CreatePresignedMlflowAppUrl: { arn: 'arn:aws:sagemaker:us-east-1:111122223333:mlflow-app/app-0000' },
    CreatePartnerAppPresignedUrl: { arn: 'arn:aws:sagemaker:us-east-1:111122223333:partner-app/app-0000' },
    CreateDomain: { domainName: 'sample', authMode: 'SSO', appNetworkAccessType: 'VpcOnly' },
    UpdateDomain: DOMAIN,
    DeleteDomain: DOMAIN,
    CreateUserProfile: PROFILE,
    UpdateUserProfile: PROFILE,
    DeleteUserProfile: PROFILE,
    UpdateSpace: SPACE,
    UpdateEndpoint: { endpointName: 'sample', endpointConfigName: 'sample-2' },
    'CreateEndpointConfig+capture': {
      endpointConfigName: 'sample',
      dataCaptureConfig: {
        enableCapture: true,
        initialSamplingPercentage: 100,
        destinationS3Uri: 's3://elsewhere/capture',
      },
    },
    'CreateEndpointConfig+async': {
      endpointConfigName: 'sample',
      asyncInferenceConfig: { outputConfig: { s3OutputPath: 's3://elsewhere/output' } },
    },
    UpdateInferenceComponent: { inferenceComponentName: 'sample' },
    'CreateNotebookInstance+direct-internet': {
      ...NOTEBOOK,
      directInternetAccess: 'Enabled',
      rootAccess: 'Disabled',
    },
    'CreateNotebookInstance+root-access': {
      ...NOTEBOOK,
      directInternetAccess: 'Disabled',
      rootAccess: 'Enabled',
    },
    'CreateDomain+public': {
      domainName: 'sample',
      authMode: 'IAM',
      appNetworkAccessType: 'PublicInternetOnly',
    },
    'UpdateTrainingJob+remote-debug': {
      trainingJobName: 'sample',
      remoteDebugConfig: { enableRemoteDebug: true },
    },
    'UpdateSpace+remote-access': { ...SPACE, spaceSettings: { remoteAccess: 'ENABLED' } },
  }),
  ...rowsOf(
    'sagemaker',
    { 'CreateTrainingJob+denied': { trainingJobName: 'sample' } },
    { errorCode: 'AccessDenied' },
  ),
]
