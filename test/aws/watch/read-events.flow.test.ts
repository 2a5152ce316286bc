import { DescribeNotebookInstanceCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AwsAccount, AwsAccountOptions } from '../../../infra/local/aws/server.ts'
import { type Clients, createClients } from '../../../src/aws/clients.ts'
import { createCallsOf } from '../../../src/aws/watch/calls-of.ts'
import { createExecutionRoles } from '../../../src/aws/watch/execution-roles.ts'
import { createReadEvents } from '../../../src/aws/watch/read-events.ts'
import { clientOf, NOW, startAcme } from '../../local/aws/account.ts'
import { keyOf, sagemakerAs } from '../../local/aws/people.ts'

let account: AwsAccount
let clients: Clients
let trouble: { faults?: NonNullable<AwsAccountOptions['faults']> }
let slept: number[]
beforeEach(async () => {
  trouble = {}
  slept = []
  account = await startAcme({ faults: (call) => trouble.faults?.(call) })
  const { endpoint, credentials } = clientOf(account)
  clients = createClients({ endpoint, credentials })
})
afterEach(async () => {
  clients.close()
  await account.close()
})

const common = () => ({
  clients,
  clock: () => NOW * 1000,
  sleep: async (ms: number) => {
    slept.push(ms)
  },
  random: () => 0,
})
const span = { from: NOW - 900, to: NOW }
const lists = async (count: number): Promise<void> => {
  const client = sagemakerAs(account, keyOf('dave.ops'))
  for (let i = 0; i < count; i++) await client.send(new ListModelsCommand({}))
}

describe('reading a trail', () => {
  it('brings calls on SageMaker with who made them, once each', async () => {
    await lists(3)
    const { events, reached, trouble: said } = await createReadEvents(common())('eu-west-1', span)
    expect(events.map(({ name, caller }) => [name, caller.name])).toEqual([
      ['ListModels', 'dave.ops'],
      ['ListModels', 'dave.ops'],
      ['ListModels', 'dave.ops'],
    ])
    expect(new Set(events.map(({ id }) => id)).size).toBe(3)
    expect([reached, said]).toEqual([null, null])
  })

  it('sends no two lookups within half a second', async () => {
    await lists(60)
    await createReadEvents(common())('eu-west-1', span)
    const lookups = Number(account.calls().byOperation['cloudtrail:LookupEvents'])
    expect(lookups).toBe(5)
    expect(slept.filter((ms) => ms === 500)).toHaveLength(lookups - 1)
  })

  it('says how far it came where there is too much', async () => {
    await lists(120)
    const { events, reached } = await createReadEvents({ ...common(), mostRequests: 1 })('eu-west-1', span)
    expect(events).toHaveLength(50)
    expect(reached).toBe(NOW)
  })

  it('says why a trail cannot be read', async () => {
    trouble.faults = (call) =>
      call.operation === 'LookupEvents'
        ? { kind: 'error', code: 'AccessDeniedException', status: 400 }
        : undefined
    const read = await createReadEvents(common())('eu-west-1', span)
    expect(read.trouble).toBe(
      'CloudTrail in eu-west-1: LookupEvents was denied (needs cloudtrail:LookupEvents).',
    )
  })
})

describe('the calls of somebody', () => {
  it('are found by the key that signed them', async () => {
    await lists(1)
    await sagemakerAs(account, keyOf('bob.tanaka'))
      .send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'fraud-research' }))
      .catch(() => undefined)
    const caller = {
      type: 'IAMUser',
      principal: 'arn:aws:iam::111122223333:user/bob.tanaka',
      name: 'bob.tanaka',
      accessKeyId: keyOf('bob.tanaka').accessKeyId,
      service: null,
    }
    const callsOf = createCallsOf(common())
    const { events } = await callsOf(caller, 'eu-west-1', NOW - 3600)
    expect(events.map(({ name }) => name)).toEqual(['DescribeNotebookInstance'])
    const byName = await callsOf({ ...caller, accessKeyId: null }, 'eu-west-1', NOW - 3600)
    expect(byName.events.map(({ name }) => name)).toEqual(['DescribeNotebookInstance'])
    const nobody = { ...caller, accessKeyId: null, name: null }
    expect(await callsOf(nobody, 'eu-west-1', NOW - 3600)).toEqual({
      events: [],
      trouble: 'CloudTrail does not name the caller.',
    })
  })
})

describe('the roles that SageMaker may take', () => {
  it('are those whose trust names it, read once an hour', async () => {
    let now = NOW * 1000
    const roles = createExecutionRoles(clients, 'us-east-1', () => now)
    const { executionRoles, executionRolePolicies } = await roles()
    const role = 'arn:aws:iam::111122223333:role/sagemaker/fraud-training-exec'
    expect(executionRoles).toContain(role)
    expect(executionRoles).not.toContain('arn:aws:iam::111122223333:role/DataScientist')
    expect(executionRolePolicies.get('arn:aws:iam::111122223333:policy/fraud-data-keys')).toContain(role)
    const asked = () => Number(account.calls().byOperation['iam:GetAccountAuthorizationDetails'])
    const before = asked()
    await roles()
    expect(asked()).toBe(before)
    now += 3_600_000
    await roles()
    expect(asked()).toBe(before * 2)
  })
})
