import { describe, expect, it } from 'vitest'
import { requestContext } from '../../../src/base/policy/context.ts'
import { parsePolicy } from '../../../src/base/policy/document.ts'
import { evaluate } from '../../../src/base/policy/evaluate.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import { type SimulatedCall, simulationMatrix } from '../../../src/grants/proof/proof-simulation.ts'
import { anOrder, BOUNDARY, OFFICE, rendered } from '../../support/grant-orders.ts'
import { ENDPOINT } from '../../support/grants.ts'

function spelt({ action, resource, context, expected }: SimulatedCall): string {
  const keys = context.map(({ key, type, values }) => `${key}(${type})=${values.join(',')}`)
  return [expected, action, resource, ...keys].join(' ')
}

describe('the matrix for iam:SimulateCustomPolicy', () => {
  it('asks about the window, a wrong ARN, and IAM and STS', () => {
    const order = anOrder(
      'invoke-endpoint',
      { endpoint: ENDPOINT, targetModel: 'a.tar.gz' },
      { network: OFFICE },
    )
    const lines = simulationMatrix(rendered('invoke-endpoint', order)).map(spelt)
    const at = (time: string) => `aws:CurrentTime(date)=2026-11-23T${time}Z`
    const model = 'sagemaker:TargetModel(string)=a.tar.gz'
    const rest = 'aws:SourceIp(ip)=192.0.2.0 aws:RequestedRegion(string)=eu-west-1'
    const ofWrong = ENDPOINT.replace('endpoint/', 'endpoin0/')
    expect(lines.filter((line) => !/ (?:iam|sts):/.test(line))).toEqual([
      `allowed sagemaker:InvokeEndpoint ${ENDPOINT} ${at('09:30:00')} ${model} ${rest}`,
      `denied sagemaker:InvokeEndpoint ${ENDPOINT} ${at('08:59:59')} ${model} ${rest}`,
      `denied sagemaker:InvokeEndpoint ${ENDPOINT} ${at('10:00:00')} ${model} ${rest}`,
      `denied sagemaker:InvokeEndpoint ${ofWrong} ${at('09:30:00')} ${model} ${rest}`,
      `allowed sagemaker:DescribeEndpoint ${ENDPOINT} ${at('09:30:00')} ${rest}`,
      `denied sagemaker:DescribeEndpoint ${ENDPOINT} ${at('08:59:59')} ${rest}`,
      `denied sagemaker:DescribeEndpoint ${ENDPOINT} ${at('10:00:00')} ${rest}`,
      `denied sagemaker:DescribeEndpoint ${ofWrong} ${at('09:30:00')} ${rest}`,
    ])
    expect(
      lines.filter((line) => / (?:iam|sts):/.test(line)).map((line) => line.split(' ').slice(0, 3)),
    ).toEqual(
      expect.arrayContaining([
        ['denied', 'iam:CreateUser', '*'],
        ['denied', 'sts:AssumeRole', '*'],
      ]),
    )
  })

  it('tells the types of keys apart', () => {
    const types = simulationMatrix(rendered('submit-training')).flatMap(({ context }) =>
      context.map(({ key, type }) => `${key} ${type}`),
    )
    expect([...new Set(types)].toSorted((a, b) => a.localeCompare(b))).toEqual([
      'aws:CurrentTime date',
      'aws:RequestedRegion string',
      'iam:PassedToService string',
      'kms:GrantIsForAWSResource boolean',
      'kms:ViaService string',
      'sagemaker:EnableRemoteDebug boolean',
      'sagemaker:InstanceTypes stringList',
      'sagemaker:InterContainerTrafficEncryption boolean',
      'sagemaker:KeepAlivePeriod numeric',
      'sagemaker:MaxRuntimeInSeconds numeric',
      'sagemaker:NetworkIsolation boolean',
      'sagemaker:OutputKmsKeyArn string',
      'sagemaker:TaggingAction string',
      'sagemaker:VolumeKmsKeyArn string',
      'sagemaker:VpcSecurityGroupIds stringList',
      'sagemaker:VpcSubnets stringList',
    ])
  })

  it.each(ENTITLEMENTS.map(({ id }) => id))('expects for %s what AWS would answer', (id) => {
    const grant = rendered(id)
    const policies = {
      identity: [{ name: 'grant', document: parsePolicy(grant.permissions) }],
      boundary: { name: 'boundary', document: parsePolicy(BOUNDARY) },
    }
    const matrix = simulationMatrix(grant)
    expect(matrix.length).toBeLessThan(140)
    const wrong = matrix.filter(({ action, resource, context, expected }) => {
      const values = requestContext(
        Object.fromEntries(context.map((item) => [item.key, item.values])),
        'absent',
      )
      const { decision } = evaluate({ action, resource, context: values }, policies)
      return (decision === 'allowed') !== (expected === 'allowed') || decision === 'undecided'
    })
    expect(wrong).toEqual([])
  })
})
