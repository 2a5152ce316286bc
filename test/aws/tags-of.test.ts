import { expect, it } from 'vitest'
import { createTagsOf } from '../../src/aws/tags-of.ts'
import { aResource } from '../support/report.ts'

interface Mapping {
  readonly ResourceARN: string
  readonly Tags: ReadonlyArray<{ readonly Key: string; readonly Value: string | undefined }>
}

/** Answers every request with these mappings, and keeps what was asked. */
function answering(mappings: readonly Mapping[]) {
  const asked: unknown[] = []
  const tagsOf = createTagsOf(async (...request) => {
    asked.push(request)
    return { ResourceTagMappingList: mappings }
  })
  return { asked, tagsOf }
}

const { arn, region } = aResource()

it('reads the tags of one resource', async () => {
  const { asked, tagsOf } = answering([
    {
      ResourceARN: arn,
      Tags: [
        { Key: 'team', Value: 'ml' },
        { Key: 'empty', Value: undefined },
      ],
    },
  ])
  expect(await tagsOf(aResource())).toEqual({ team: 'ml', empty: '' })
  expect(asked).toEqual([[region, arn]])
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
