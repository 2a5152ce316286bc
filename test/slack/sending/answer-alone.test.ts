import { describe, expect, it } from 'vitest'
import { answerAlone } from '../../../src/slack/sending/answer-alone.ts'
import type { Conversation } from '../../../src/slack/sending/conversation.ts'
import { note } from '../../../src/slack/views/trouble.ts'
import { fakeTalk, told } from '../talk.ts'

const file = { filename: 'a.csv', title: 'A', content: 'a' }
const work = {
  first: note('first'),
  failure: 'It could not be read.',
  work: async (show: (message: ReturnType<typeof note>) => void) => {
    show(note('half'))
    return { message: note('whole'), files: [file] }
  },
}
const texts = (messages: ReadonlyArray<{ readonly text: string }>) => messages.map(({ text }) => text)

describe('an answer for whoever asked', () => {
  it('stands in their direct message, with its file, and the channel hears only where', async () => {
    const { talk, shown, ends, files, whispers, posted } = fakeTalk([])
    await answerAlone(talk, work)
    expect(texts(shown)).toEqual(['first', 'half'])
    expect(texts(ends)).toEqual(['whole'])
    expect(files).toEqual([{ at: { channel: 'D1', ts: '1.0' }, file }])
    expect(posted).toEqual([])
    expect(told(whispers)).toContain('The answer is in our direct message')
    expect(told(whispers)).not.toContain('whole')
  })

  it('needs no word about where in a direct message', async () => {
    const asker = { userId: 'U1', teamId: 'T1', channelId: 'D1', isDirect: true }
    const { talk, whispers } = fakeTalk([], { asker })
    await answerAlone(talk, work)
    expect(whispers).toEqual([])
  })

  it('does nothing where there is no direct message to write to', async () => {
    const { talk, whispers } = fakeTalk([], { beginAlone: async () => undefined })
    let worked = false
    await answerAlone(talk, {
      ...work,
      work: async () => {
        worked = true
        return { message: note('whole'), files: [] }
      },
    })
    expect(worked).toBe(false)
    expect(told(whispers)).toContain('I did nothing')
  })

  it('says that it failed, with the id that the log has', async () => {
    const { talk, ends, log } = fakeTalk([])
    await answerAlone(talk, {
      ...work,
      work: async () => {
        throw new Error('secret detail')
      },
    })
    expect(texts(ends)).toEqual(['It could not be read. (id job1)'])
    expect(told(ends)).not.toContain('secret detail')
    expect(log.lines).toHaveLength(1)
  })

  it('says where a file did not arrive', async () => {
    const attach: Conversation['attach'] = async () => {
      throw new Error('no')
    }
    const { talk, whispers } = fakeTalk([], { attach })
    await answerAlone(talk, work)
    expect(told(whispers)).toContain('could not be shown whole')
  })
})
