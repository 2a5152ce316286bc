import { ok } from '../src/base/result.ts'
import { defineCommand } from '../src/slack/command.ts'
import { help as helpView } from '../src/slack/views/help.ts'

/** `/sagemaker`, `/sagemaker help`: what the bot can do. */
export const help = defineCommand({
  name: 'help',
  usage: '',
  summary: 'What I can do, with buttons.',
  examples: [],
  parse: () => ok(undefined),
  run: (_, talk) => talk.whisper(helpView(talk.commands)),
})
