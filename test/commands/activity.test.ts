import { describe, expect, it } from 'vitest'
import { activity } from '../../commands/activity.ts'
import type { Activities } from '../../src/activity/activities.ts'
import type { Question } from '../../src/activity/question.ts'
import { err, ok } from '../../src/base/result.ts'
import { fakeTalk, told } from '../slack/talk.ts'
import { aReport } from '../support/activity.ts'
import { anEvent } from '../support/log.ts'

function asked(read: Activities['read']) {
  const made = fakeTalk([])
  const services = { ...made.talk.services, activities: { seesAll: async () => false, read } }
  return {
    ...made,
    type: (...words: readonly string[]) => activity.answer(words, { ...made.talk, services }),
  }
}

describe('/sagemaker activity', () => {
  it('asks as whoever typed it, shows how far it is, and attaches every call', async () => {
    const questions: Array<{ person: string; question: Question }> = []
    const { type, shown, ends, files } = asked(async (person, question, onProgress) => {
      questions.push({ person, question })
      onProgress({ events: 50, reached: 1_795_000_000 })
      return ok(await aReport([anEvent()]))
    })
    await type('<@U7|eve>', 'since', '7d')
    expect(questions).toEqual([{ person: 'T1/U1', question: { about: '<@U7|eve>', since: 604_800 } }])
    expect(told(shown)).toContain('50 events so far')
    expect(told(ends)).toContain('1 call by 1 caller')
    expect(files.map(({ at, file }) => [at.channel, file.filename])).toEqual([
      ['D1', 'sagemaker-activity-20261123-0900.csv'],
    ])
  })

  it('reads nothing for words that make no question', async () => {
    const { type, whispers, shown } = asked(async () => {
      throw new Error('the log was read')
    })
    await type('since', 'yesterday')
    expect(told(whispers)).toContain('is no span of time')
    expect(shown).toEqual([])
  })

  it('says what somebody may look at who may not look at others', async () => {
    const { type, ends, files } = asked(async () => err({ code: 'only-own' }))
    await type('bob')
    expect(told(ends)).toContain('You may look at your own activity')
    expect(files).toEqual([])
  })

  it('never takes a failure for an empty log', async () => {
    const { type, ends } = asked(async () => {
      throw new Error('AWS is away')
    })
    await type()
    expect(told(ends)).toContain('The access log could not be read.')
  })
})
