import { describe, expect, it } from 'vitest'
import { createSimulate } from '../../../src/aws/access/simulate.ts'
import type { TriedCall } from '../../../src/aws/access/simulation-batches.ts'
import { createClients } from '../../../src/aws/clients.ts'
import { mockHttp } from '../../support/http.ts'

const CALLS: readonly TriedCall[] = ['a', 'b'].map((resource) => ({
  action: 'sagemaker:DescribeModel',
  resource,
  context: [],
  expected: 'allowed',
}))

const http = mockHttp()

/** What is made of an answer of the simulator. */
async function simulated(rows: string) {
  http
    .host('https://iam.amazonaws.com')
    .post('/')
    .reply(
      200,
      `<SimulateCustomPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulateCustomPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>${rows}</EvaluationResults></SimulateCustomPolicyResult></SimulateCustomPolicyResponse>`,
      { 'content-type': 'text/xml' },
    )
  const clients = createClients({ credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' } })
  const waiting = { clock: () => 0, sleep: async () => {}, random: () => 0 }
  try {
    return await createSimulate({ ...waiting, clients, region: 'us-east-1' })('{}', '{}', CALLS)
  } finally {
    clients.close()
  }
}

const row = (resource: string, decision = 'allowed', inside = '') =>
  `<member><EvalActionName>SageMaker:describemodel</EvalActionName><EvalResourceName>${resource}</EvalResourceName><EvalDecision>${decision}</EvalDecision>${inside}</member>`
const inside = (decision: string) =>
  `<ResourceSpecificResults><member><EvalResourceName>a</EvalResourceName><EvalResourceDecision>allowed</EvalResourceDecision></member><member><EvalResourceName>b</EvalResourceName><EvalResourceDecision>${decision}</EvalResourceDecision></member></ResourceSpecificResults>`

describe('an answer of the simulator', () => {
  it('may speak of each resource in a row of its own', async () => {
    expect(await simulated(row('a') + row('b'))).toEqual({ outcome: 'agrees', calls: 2 })
  })

  it('may speak of all resources in one row, and then the rows inside count', async () => {
    expect(await simulated(row('a', 'allowed', inside('allowed')))).toEqual({ outcome: 'agrees', calls: 2 })
    expect(await simulated(row('a', 'allowed', inside('implicitDeny')))).toEqual({
      outcome: 'disagrees',
      call: CALLS[1],
      decision: 'implicitDeny',
    })
  })

  it.each([
    ['leaves a resource out', row('a'), 'no answer for sagemaker:DescribeModel on b'],
    ['says nothing', '', 'no answer for sagemaker:DescribeModel on a'],
  ])('that %s is none', async (_what, rows, problem) => {
    expect(await simulated(rows)).toEqual({ outcome: 'not-simulated', problem })
  })
})
