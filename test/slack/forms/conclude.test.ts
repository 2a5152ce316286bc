import { describe, expect, it } from 'vitest'
import { conclude } from '../../../src/slack/forms/conclude.ts'
import type { Conversation } from '../../../src/slack/sending/conversation.ts'
import { loadingModal, note } from '../../../src/slack/views/trouble.ts'
import { fakeTalk, told } from '../talk.ts'

const modal = loadingModal('Nothing was done')
const broken: Conversation['fill'] = async () => {
  throw new Error('Slack is away')
}

describe('what came of a form', () => {
  it('stands in its modal, and nowhere else', async () => {
    const { talk, filled, whispers } = fakeTalk([])
    await conclude(talk, modal, note('refused'))
    expect(filled).toEqual([modal])
    expect(whispers).toEqual([])
  })

  it.each<readonly [string, Conversation['fill'], number]>([
    ['was closed', async () => false, 0],
    ['cannot be filled', broken, 1],
  ])('is told where the modal %s', async (_, fill, warnings) => {
    const { talk, whispers, log } = fakeTalk([], { fill })
    await conclude(talk, modal, note('refused'))
    expect(told(whispers)).toContain('refused')
    expect(log.lines).toHaveLength(warnings)
  })
})
