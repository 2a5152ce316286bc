import { describe, expect, it } from 'vitest'
import { checkMessage } from '../../../src/slack/blocks/check-limits.ts'
import { badQuestion, unresolvedMessage } from '../../../src/slack/views/activity-answers.ts'

const HOSTILE = `<!channel>\`${'x'.repeat(3000)}`

describe('an answer that is none', () => {
  it.each(['too-many-words', 'bad-since', 'since-too-long', 'since-missing'] as const)(
    'to %s says how to ask, within the limits',
    (code) => {
      const message = badQuestion({ code, word: HOSTILE })
      expect(checkMessage(message)).toEqual([])
      expect(JSON.stringify(message)).not.toContain('<!channel>')
    },
  )

  it('offers what was meant as buttons', () => {
    const message = unresolvedMessage('alice', {
      code: 'unknown',
      suggestions: ['user:alice.meyer', 'resource:a b'],
      gap: 'ListRoles was denied (needs iam:ListRoles).',
    })
    const text = JSON.stringify(message)
    expect(text).toContain('"value":"activity user:alice.meyer"')
    expect(text).toContain('activity \\"resource:a b\\"')
    expect(text).toContain('needs iam:ListRoles')
  })

  it('tells somebody who may not look the same, whatever they asked about', () => {
    const message = unresolvedMessage(HOSTILE, { code: 'only-own' })
    expect(message.text).toContain('You may look at your own activity')
    expect(checkMessage(message)).toEqual([])
  })
})
