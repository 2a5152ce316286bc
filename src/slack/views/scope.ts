import type { ScopeProblem } from '../../posture/scope/scope.ts'
import { actions, type ButtonSpec, context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn } from '../blocks/escape.ts'
import { bullets, name, richText, words } from '../blocks/rich-text.ts'
import { joinWords } from '../receiving/typed.ts'
import { SLASH } from '../words.ts'
import { commandButton } from './trouble.ts'

/** The scope as inline code, or `everything`. */
export function scopePhrase(scope: readonly string[]): string {
  return scope.length === 0 ? 'everything' : inlineCode(joinWords(scope), 160)
}

/** A scope that cannot be used: which word, why, and buttons with the whole command put right. */
export function badScope(scope: readonly string[], problems: readonly ScopeProblem[]): Message {
  return problemMessage('I cannot audit that scope', scope, problems)
}

/** A scope that is well written but names nothing that exists, or that can be seen. */
export function nothingMatched(scope: readonly string[], problems: readonly ScopeProblem[]): Message {
  return problemMessage('Nothing matches that scope, so there is nothing to judge', scope, problems)
}

function problemMessage(what: string, scope: readonly string[], problems: readonly ScopeProblem[]): Message {
  const shown = problems.slice(0, 8)
  const rest = problems.length - shown.length
  return {
    text: `${what}: ${mrkdwn(shown[0]?.reason ?? 'no word of it is known.')}`,
    blocks: [
      section(`:mag: *${what}* · ${scopePhrase(scope)}`),
      ...(shown.length > 0
        ? [richText(bullets(shown.map(({ word, reason }) => [name(word), words(`  ${reason}`)])))]
        : []),
      ...(rest > 0 ? [context(`And ${rest} more words.`)] : []),
      actions(...suggestionButtons(scope, shown), commandButton('Audit everything', 'audit')),
      context(`\`${SLASH} help\` lists the words of a scope.`),
    ],
  }
}

function suggestionButtons(
  scope: readonly string[],
  problems: readonly ScopeProblem[],
): readonly ButtonSpec[] {
  return problems
    .flatMap(({ word, suggestions }) =>
      suggestions.slice(0, 3).map((better) => scope.map((each) => (each === word ? better : each))),
    )
    .filter((words) => joinWords(words).length < 1500)
    .slice(0, 4)
    .map((words) => commandButton(`audit ${joinWords(words)}`, `audit ${joinWords(words)}`))
}
