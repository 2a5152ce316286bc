import { describe, expect, it } from 'vitest'
import { help } from '../../commands/help.ts'
import { COMMANDS } from '../../commands/index.ts'
import { fakeTalk, told } from '../slack/talk.ts'

describe('/sagemaker help', () => {
  it('names every command, with an example and buttons, to the asker alone', async () => {
    const { talk, whispers } = fakeTalk([], { commands: COMMANDS })
    await help.answer(['whatever', 'else'], talk)
    const said = told(whispers)
    for (const { name, summary } of COMMANDS) {
      expect(said).toContain(`/sagemaker ${name}`)
      expect(said).toContain(summary)
    }
    expect(said).toContain('"value":"audit severity:high"')
    expect(said).toContain('"value":"request"')
  })
})
