import { describe, expect, it } from 'vitest'
import { messageSubject } from '../../../src/slack/grants/message-subject.ts'
import { fakeAccess, KNOWN } from '../../support/access.ts'

const { access } = fakeAccess()
const arnOf = (name: string) => KNOWN.find((each) => each.name === name)?.arn

describe('what a message is about', () => {
  it.each([
    ['a name', { text: 'Can somebody look at churn-canary? It is slow.' }, 'churn-canary'],
    ['a name at the end of a sentence', { text: 'Please mend lab.' }, 'lab'],
    ['code', { text: 'the notebook `lab` is stuck' }, 'lab'],
    ['an ARN, before any name', { text: `lab, or rather ${arnOf('churn')}` }, 'churn'],
    [
      'a name in rich text',
      { blocks: [{ elements: [{ elements: [{ type: 'text', text: 'lab' }] }] }] },
      'lab',
    ],
    [
      'code after many words, as in a finding',
      { blocks: [{ text: { type: 'mrkdwn', text: `${'many words '.repeat(50)} churn, but \`lab\`` } }] },
      'lab',
    ],
    [
      'code in rich text after many words',
      {
        text: Array.from({ length: 60 }, (_, i) => `word-${i}`).join(' '),
        blocks: [{ elements: [{ elements: [{ type: 'text', text: 'lab', style: { code: true } }] }] }],
      },
      'lab',
    ],
  ])('is the resource that it names: %s', async (_, message, name) => {
    const subject = await messageSubject(message, access)
    expect(subject?.resource).toBe(arnOf(name))
    expect(access.entitlements.map(({ id }) => id)).toContain(subject?.entitlement)
  })

  it.each([
    ['part of a name', { text: 'chur' }],
    ['nothing', {}],
    ['no message', undefined],
    ['only words', { text: 'Good morning, everybody! <!channel>' }],
  ])('is nothing where it names none: %s', async (_, message) => {
    expect(await messageSubject(message, access)).toBeUndefined()
  })

  it('looks up no more than some words of a very long message', async () => {
    let asked = 0
    const find = async () => {
      asked++
      return []
    }
    await messageSubject(
      { text: Array.from({ length: 5000 }, (_, i) => `word-${i}`).join(' ') },
      { ...access, find },
    )
    expect(asked).toBeLessThan(1000)
  })
})
