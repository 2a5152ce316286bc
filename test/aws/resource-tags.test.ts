import { expect, it } from 'vitest'
import { resourceTags } from '../../src/aws/resource-tags.ts'
import { aResource } from '../support/report.ts'

function answering(answer: object) {
  const asked: unknown[] = []
  const send = async (...call: readonly unknown[]) => {
    asked.push(call)
    return answer
  }
  return { asked, clients: { send: send as never } }
}

const lab = aResource('lab')
const bucket = aResource('data', { kind: 'buckets', arn: 'arn:aws:s3:::data', region: 'us-east-1' })
const role = aResource('Train', {
  kind: 'iamRoles',
  arn: 'arn:aws:iam::111122223333:role/Train',
  region: 'global',
})

it('asks once per Region, for each resource once, and never for what the API does not list', async () => {
  const { asked, clients } = answering({})
  expect(await resourceTags(clients, [lab, lab, bucket, role])).toEqual(new Map())
  expect(asked).toEqual([
    ['tag', lab.region, 'GetResources', { ResourceARNList: [lab.arn] }],
    ['tag', 'us-east-1', 'GetResources', { ResourceARNList: ['arn:aws:s3:::data'] }],
  ])
})

it('gives the tags by ARN', async () => {
  const { clients } = answering({
    ResourceTagMappingList: [{ ResourceARN: lab.arn, Tags: [{ Key: 'team', Value: 'ml' }] }, { Tags: [] }],
  })
  expect(await resourceTags(clients, [lab])).toEqual(new Map([[lab.arn, { team: 'ml' }]]))
})

it('asks for a hundred at a time', async () => {
  const { asked, clients } = answering({})
  await resourceTags(
    clients,
    Array.from({ length: 101 }, (_, i) => aResource(`nb-${i}`)),
  )
  expect(asked).toHaveLength(2)
})
