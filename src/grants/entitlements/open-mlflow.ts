import { HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'

/** For tracking servers. MLflow apps have one action for reads and writes alike, so they cannot be opened for reading. */
export const openMlflow = defineEntitlement({
  id: 'open-mlflow',
  title: 'Look at experiments in MLflow',
  off: 'AWS does not say that an MLflow page that is open asks for permission again at every step. So it may stay open after the end, up to the length of its own session.',
  risk: 'medium',
  riskWhy: 'Runs and artefacts can hold samples of data.',
  defaultSeconds: 4 * HOUR_S,
  longestSeconds: 12 * HOUR_S,
  approvals: 1,
  parameters: { server: { type: 'resource', kind: 'mlflowServers', label: 'MLflow tracking server' } },
  permissions: ({ server }, place) => [
    {
      sid: 'OpenServer',
      actions: ['sagemaker:CreatePresignedMlflowTrackingServerUrl', 'sagemaker:DescribeMlflowTrackingServer'],
      resources: [server.arn],
    },
    {
      sid: 'UseInterface',
      actions: ['sagemaker-mlflow:AccessUI'],
      resources: ['*'],
      when: { StringEquals: { 'aws:RequestedRegion': place.region } },
    },
    {
      sid: 'ReadRuns',
      actions: [
        'sagemaker-mlflow:GetExperiment',
        'sagemaker-mlflow:GetExperimentByName',
        'sagemaker-mlflow:GetLatestModelVersions',
        'sagemaker-mlflow:GetMetricHistory',
        'sagemaker-mlflow:GetModelVersion',
        'sagemaker-mlflow:GetRegisteredModel',
        'sagemaker-mlflow:GetRun',
        'sagemaker-mlflow:ListArtifacts',
        'sagemaker-mlflow:SearchExperiments',
        'sagemaker-mlflow:SearchModelVersions',
        'sagemaker-mlflow:SearchRegisteredModels',
        'sagemaker-mlflow:SearchRuns',
      ],
      resources: [server.arn],
    },
  ],
  prechecks: [
    {
      code: 'mlflow-bucket-owner-checked',
      about: 'server',
      should: 'The server’s bucket should be encrypted and its owner checked.',
      stops: false,
    },
  ],
  reach: {
    through: 'role-of-resource',
    of: 'server',
    words: 'Artefacts are read with the server’s role: whatever runs have put into its bucket is seen.',
  },
  tell: [
    'aws sagemaker create-presigned-mlflow-tracking-server-url --tracking-server-name SERVER --session-expiration-duration-in-seconds 1800',
    'Open the link yourself within five minutes and pass it to nobody: whoever has it is you.',
  ],
  remains: 'A page that is open may go on for the length of its session, 30 minutes if made as shown.',
  trail: {
    events: ['CreatePresignedMlflowTrackingServerUrl', 'DescribeMlflowTrackingServer'],
    dataEvents: ['GetRun', 'SearchRuns'],
  },
})
