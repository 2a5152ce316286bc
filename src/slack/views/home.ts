import type { HomeView } from '@slack/types'
import { context, divider, header, home, section } from '../blocks.ts'
import { REFUSAL_WORDS, type Refusal, SLASH } from '../words.ts'
import { type CommandLine, quickActions } from './help.ts'

/** The Home tab: what this is, the quickest ways in, and every command. `checks`: how many there are. */
export function homeTab(commands: readonly CommandLine[], checks: number): HomeView {
  return home([
    header('Is SageMaker set up securely?'),
    section(
      `I judge notebooks, Studio, jobs, models and endpoints, and the IAM, network, keys and logs around them, by *${checks.toLocaleString('en-GB')} checks*. An audit only reads.`,
    ),
    ...quickActions(),
    context('The result comes to you as a direct message. To share it, run the command in a channel.'),
    divider(),
    section('*Commands*'),
    ...commands.map(({ name, usage, summary }) =>
      section(`\`${`${SLASH} ${name} ${usage}`.trim()}\`\n${summary}`),
    ),
  ])
}

/** What somebody sees who may not use the bot. */
export function homeRefused(refusal: Refusal): HomeView {
  return home([section(`:lock: ${REFUSAL_WORDS[refusal]}`)])
}
