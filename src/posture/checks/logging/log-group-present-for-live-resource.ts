import { HOUR_S } from '../../../base/time.ts'
import { defineCheck, fail, notApplicable, pass } from '../../check.ts'

export const logGroupPresentForLiveResource = defineCheck({
  id: 'log-group-present-for-live-resource',
  title: 'Live endpoints must really write logs',
  practice: 'logging',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'An endpoint whose role may not write logs serves without a word: no errors, no traces, nothing to look at after an incident.',
  fix: {
    summary: 'Let the execution role of the model create log groups and streams and put events into them.',
    console:
      'IAM › Roles › the execution role › Add permissions: logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents on /aws/sagemaker/*.',
    cli: 'aws iam put-role-policy --role-name ROLE --policy-name write-logs --policy-document file://POLICY.json',
    effect: 'in-place',
  },
  of: 'endpoints',
  with: ['logGroups', 'endpointConfigs'],
  evaluate: ({ name, status, createdAt, configName = '' }, see) => {
    if (status !== 'InService') return notApplicable(`The endpoint is ${status}.`)
    if (createdAt !== undefined && see.now - createdAt < HOUR_S)
      return notApplicable('It has been in service for less than an hour.')
    const group = `/aws/sagemaker/Endpoints/${name}`
    if (see.logGroups.find((one) => one.name === group, group)) return pass(`It writes to ${group}.`)
    const config = see.endpointConfigs.find((one) => one.name === configName, configName)
    return config?.variants.some(({ modelName }) => modelName === undefined)
      ? notApplicable('It is made of inference components, which have log groups of their own.')
      : fail(`There is no log group ${group}.`)
  },
})
