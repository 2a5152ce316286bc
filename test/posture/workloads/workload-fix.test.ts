import { expect, it } from 'vitest'
import { workloadFix } from '../../../src/posture/workloads/workload-fix.ts'

it('names the field of the request for every wanted setting, then the command', () => {
  expect(workloadFix('processingJobs', 'Name a key.', 'volume-key', 'output-key')).toMatchObject({
    summary: 'Name a key.',
    cli: [
      '# in JOB.json: ProcessingResources.ClusterConfig.VolumeKmsKeyId=KEY, ProcessingOutputConfig.KmsKeyId=KEY',
      'aws sagemaker create-processing-job --cli-input-json file://JOB.json',
    ].join('\n'),
    effect: 'next-run',
  })
})

it('points the schedule to a definition that was created anew', () => {
  const { cli, effect } = workloadFix('modelBiasDefinitions', 'Turn it on.', 'isolation')
  expect(effect).toBe('recreate')
  expect(cli).toContain('create-model-bias-job-definition --job-definition-name NEW_NAME')
  expect(cli).toContain('MonitoringJobDefinitionName=NEW_NAME,MonitoringType=ModelBias')
})

it.each([
  ['transformJobs', 'volume-key', 'TransformResources.VolumeKmsKeyId=KEY'],
  ['tuningJobs', 'isolation', 'TrainingJobDefinition.EnableNetworkIsolation=true'],
  ['monitoringSchedules', 'vpc', 'MonitoringJobDefinition.NetworkConfig.VpcConfig='],
  ['pipelines', 'inter-container', 'EnableInterContainerTrafficEncryption=true on every step'],
] as const)('knows where %s take %s', (kind, setting, path) => {
  expect(workloadFix(kind, 'Set it.', setting).cli).toContain(path)
})
