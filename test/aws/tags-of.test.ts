import { expect, it } from 'vitest'
import type { Clients } from '../../src/aws/clients.ts'
import { createTagsOf } from '../../src/aws/tags-of.ts'
import { aResource } from '../support/report.ts'

/** Clients that answer every request with these mappings, and count them. */
function answering(mappings: readonly unknown[]) {
  const asked: unknown[] = []
  const clients = {
    send: async (...request: readonly unknown[]) => {
      asked.push(request)
      return { ResourceTagMappingList: mappings }
    },
    counts: () => ({ total: 0, byOperation: {} }),
    close: () => undefined,
  } as Partial<Clients> as Clients
  return { asked, tagsOf: createTagsOf(clients) }
}

const { arn, region } = aResource()

it('reads the tags of one resource', async () => {
  const { asked, tagsOf } = answering([
    { ResourceARN: arn, Tags: [{ Key: 'team', Value: 'ml' }, { Key: 'empty' }] },
  ])
  expect(await tagsOf(aResource())).toEqual({ team: 'ml', empty: '' })
  expect(asked).toEqual([['tag', region, 'GetResources', { ResourceARNList: [arn] }]])
})

it.each([
  ['no tags', []],
  ['an answer about something else', [{ ResourceARN: `${arn}-2`, Tags: [{ Key: 'team', Value: 'ml' }] }]],
])('takes %s for none', async (_, mappings) => {
  expect(await answering(mappings).tagsOf(aResource())).toEqual({})
})

it('asks nothing about what audits read no tags of', async () => {
  const { asked, tagsOf } = answering([{ ResourceARN: 'arn:aws:iam::111122223333:role/x', Tags: [] }])
  expect(await tagsOf(aResource('x', { arn: 'arn:aws:iam::111122223333:role/x' }))).toEqual({})
  expect(asked).toEqual([])
})
