import { describe, expect, it } from 'vitest'
import { fail, pass } from '../../../src/posture/check.ts'
import {
  openField,
  partInVpc,
  partIsolated,
  verdictOnParts,
} from '../../../src/posture/workloads/workload.ts'
import { aPart, aWorkload } from '../../support/samples.ts'

describe('a workload', () => {
  const bad = () => fail('wrong')

  it('names the part that fails where it has several', () => {
    const parts = [aPart({ name: 'one' }), aPart({ name: 'two' })]
    expect(verdictOnParts(aWorkload('tuningJobs', parts), bad)).toEqual(fail('one: wrong; two: wrong'))
    expect(verdictOnParts(aWorkload('tuningJobs', [aPart()]), bad)).toEqual(fail('wrong'))
  })

  it('must pass every question', () => {
    expect(verdictOnParts(aWorkload('tuningJobs', [aPart()]), () => pass('fine'), bad)).toEqual(fail('wrong'))
  })

  it.each([
    [{ definitionReadable: false }, 'The pipeline definition could not be read.'],
    [{ definitionName: 'drift' }, 'Its settings are those of the job definition drift.'],
    [
      { launchedBy: 'arn:aws:sagemaker:eu-west-1:1:hyper-parameter-tuning-job/hpo' },
      'Launched by hpo, which is judged instead.',
    ],
  ])('is not judged where its settings come from elsewhere: %j', (fields, reason) => {
    const workload = aWorkload('processingJobs', [aPart()], fields)
    expect(verdictOnParts(workload, bad)).toEqual({ status: 'not-applicable', reason })
  })

  it('that AutoML launched is judged, for nothing else is', () => {
    const launchedBy = 'arn:aws:sagemaker:eu-west-1:1:automl-job/auto'
    expect(verdictOnParts(aWorkload('trainingJobs', [aPart()], { launchedBy }), bad)).toEqual(fail('wrong'))
  })

  it('is open where a parameter decides a field', () => {
    const part = aPart({ unresolved: ['vpc'] })
    expect(openField(part, 'networkIsolation', 'vpc')?.reason).toBe(
      'A pipeline parameter without default decides vpc.',
    )
    expect(openField(part, 'networkIsolation')).toBeUndefined()
  })
})

describe('a part', () => {
  it.each([
    [{}, fail('No VPC is set')],
    [{ vpc: { subnetIds: [], securityGroupIds: ['sg-1'] } }, fail('No VPC is set')],
    [{ vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] } }, pass('Runs in subnet-1')],
  ])('with %j is judged by its subnets', (fields, verdict) => {
    expect(partInVpc(aPart(fields))).toEqual(verdict)
  })

  it('is isolated or not', () => {
    expect(partIsolated(aPart())).toEqual(fail('Network isolation is off'))
    expect(partIsolated(aPart({ networkIsolation: true }))).toEqual(pass('Network isolation is on'))
    expect(partIsolated(aPart({ unresolved: ['networkIsolation'] })).status).toBe('open')
  })
})
