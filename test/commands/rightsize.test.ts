import { describe, expect, it } from 'vitest'
import { rightsize } from '../../commands/rightsize.ts'
import type { Rightsizing } from '../../src/activity/rightsize/rightsizing.ts'
import { err, ok } from '../../src/base/result.ts'
import { aStatement } from '../activity/rightsize/rows.ts'
import { fakeTalk, told } from '../slack/talk.ts'
import { aRightsized } from '../support/activity.ts'

function asked(answer: Rightsizing['rightsize']) {
  const made = fakeTalk([])
  const services = { ...made.talk.services, rightsizing: { rightsize: answer } }
  return {
    ...made,
    type: (...words: readonly string[]) => rightsize.answer(words, { ...made.talk, services }),
  }
}
const policies = [{ name: 'p', document: { statements: [aStatement()] } }]
const file = { filename: 'Train-smaller.json', title: 'Smaller', content: '{}' }

describe('/sagemaker rightsize', () => {
  it('tells what a role did, with the files in the thread', async () => {
    const roles: string[] = []
    const { type, ends, files } = asked(async (_, role) => {
      roles.push(role)
      return ok({ ...aRightsized(policies), files: [file] })
    })
    await type('Train')
    expect(roles).toEqual(['Train'])
    expect(told(ends)).toContain('A smaller policy for Train')
    expect(files.map((each) => each.file)).toEqual([file])
  })

  it.each([[[]], [['a', 'b']]])('asks which role with the words %j', async (words) => {
    const { type, whispers, shown } = asked(async () => {
      throw new Error('a role was read')
    })
    await type(...words)
    expect(told(whispers)).toContain('Which role?')
    expect(shown).toEqual([])
  })

  it('says who may', async () => {
    const { type, ends } = asked(async () => err({ code: 'not-allowed' }))
    await type('Train')
    expect(told(ends)).toContain('Only members of the groups')
  })
})
