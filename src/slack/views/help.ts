import { actions, context, header, type Message, section } from '../blocks/blocks.ts'
import { BOT, SLASH } from '../words.ts'
import { commandButton } from './trouble.ts'

/** What help says of a command. */
export interface CommandLine {
  readonly name: string
  /** Arguments, e.g. `[scope…]`; empty where there are none. */
  readonly usage: string
  readonly summary: string
  readonly examples: readonly string[]
}

/** What the bot can do, with buttons for the quickest ways in. */
export function help(commands: readonly CommandLine[]): Message {
  return {
    text: `${BOT} audits the security of Amazon SageMaker. Start with ${SLASH} audit.`,
    blocks: [
      header(`${BOT}: is SageMaker set up securely?`),
      section(
        'I read your SageMaker estate, judge it against security best practice and say how to fix what fails. An audit only reads, and what I cannot see I call unknown, never passed. And you can ask for access to one thing for a limited time; others approve it, and it ends by itself.',
      ),
      ...commands.map(commandHelp),
      ...quickActions(),
      context(
        `Words of a scope, in any order: a practice (\`network-isolation\`, \`3a\`), a check, a kind (\`notebooks\`), a name or ARN, \`region:…\`, \`tag:key=value\`, \`severity:high\`, \`framework:hipaa\`.`,
      ),
    ],
  }
}

function commandHelp({ name, usage, summary, examples }: CommandLine) {
  const tries = examples.length > 0 ? `\nFor example ${examples.map((e) => `\`${e}\``).join(', ')}` : ''
  return section(`*\`${`${SLASH} ${name} ${usage}`.trim()}\`*\n${summary}${tries}`)
}

/** What most people come for. */
export function quickActions() {
  return [
    actions(
      commandButton('Audit everything', 'audit', { style: 'primary' }),
      commandButton('Only critical and high', 'audit severity:high'),
      commandButton('Browse the checks', 'explain'),
      commandButton('Request access', 'request'),
    ),
  ]
}

/** A verb that does not exist, with the nearest that do. `lines`: what was typed, with the verb put right. */
export function unknownVerb(verb: string, lines: readonly string[]): Message {
  const text = `There is no \`${SLASH} ${verb}\`.`
  return {
    text,
    blocks: [
      section(lines.length > 0 ? `${text} Did you mean this?` : `${text} This is what I can do:`),
      actions(
        ...lines.map((line) => commandButton(`${SLASH} ${line}`, line, { style: 'primary' })).slice(0, 1),
        ...lines.slice(1).map((line) => commandButton(`${SLASH} ${line}`, line)),
        commandButton('Help', 'help'),
      ),
    ],
  }
}
