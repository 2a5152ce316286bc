import type { KnownBlock, ModalView } from '@slack/types'
import type { Check } from '../../posture/check.ts'
import { FRAMEWORKS, type Framework, PRACTICES, type Practice } from '../../posture/practice.ts'
import { actions, type ButtonSpec, context, header, type Message, modal, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn } from '../blocks/escape.ts'
import { bold, bullets, line, name, preformatted, type Run, richText, words } from '../blocks/rich-text.ts'
import {
  EFFECT_WORDS,
  kindList,
  kindOne,
  practiceTitle,
  SEVERITY_WORDS,
  SLASH,
  TIER_WORDS,
} from '../words.ts'
import { commandButton } from './trouble.ts'

/** A check in a message: why it matters, what it reads, how it is fixed. */
export function explanation(check: Check): Message {
  return {
    text: mrkdwn(`${check.title}. ${SEVERITY_WORDS[check.severity]} severity. ${check.fix.summary}`),
    blocks: [
      header(check.title),
      aboutCheck(check),
      ...explanationBlocks(check),
      actions(
        commandButton('Audit this check', `audit ${check.id}`, { style: 'primary' }),
        commandButton('Other checks', 'explain'),
      ),
    ],
  }
}

/** The same in a modal. */
export function explanationModal(check: Check): ModalView {
  return modal('About this check', [header(check.title), aboutCheck(check), ...explanationBlocks(check)])
}

function aboutCheck({ severity, tier, practice, id }: Check): KnownBlock {
  return context(
    `*${SEVERITY_WORDS[severity]}* · ${TIER_WORDS[tier]} · ${practiceTitle(practice)} · ${inlineCode(id)}`,
  )
}

/** Why, what is read, how to fix it, and what it answers to. */
export function explanationBlocks(check: Check): readonly KnownBlock[] {
  return [
    richText(
      line(bold('Why it matters\n'), words(check.why)),
      line(bold('\nWhat it reads\n'), words(reads(check))),
    ),
    ...fixBlocks(check),
    ...controlBlocks(check),
  ]
}

/** How a failing finding of this check is closed. */
function fixBlocks({ fix }: Check): readonly KnownBlock[] {
  return [
    richText(
      line(bold('How to fix it\n'), words(`${fix.summary}\n`), words(EFFECT_WORDS[fix.effect])),
      line(bold('\nIn the console\n'), words(fix.console)),
      line(bold('\nOn the command line')),
      preformatted(fix.cli),
    ),
  ]
}

function reads({ of, with: besides }: Check): string {
  const others = besides.filter((kind) => kind !== of)
  const first = `Every ${kindOne(of)}.`
  return others.length === 0 ? first : `${first} Looks besides at ${kindList(others, 12)}.`
}

function controlBlocks({ controls }: Check): readonly KnownBlock[] {
  const rows = (Object.keys(FRAMEWORKS) as Framework[]).flatMap((framework): Run[][] => {
    const ids = controls[framework] ?? []
    return ids.length === 0 ? [] : [[words(`${FRAMEWORKS[framework]}: `), name(ids.join(', '), 300)]]
  })
  return rows.length === 0 ? [] : [richText(line(bold('Controls')), bullets(rows))]
}

const FEW = 3

/** A short list of the checks: some of each practice, and a button for the rest of them. */
export function checkList(checks: readonly Check[]): Message {
  const groups = PRACTICES.map((practice) => ({
    practice,
    of: checks.filter((check) => check.practice === practice.id),
  })).filter(({ of }) => of.length > 0)
  return {
    text: `${checks.length} checks in ${groups.length} practices. Type ${SLASH} explain and the name of one.`,
    blocks: [
      header(`${checks.length} checks in ${groups.length} practices`),
      section(`\`${SLASH} explain CHECK\` says why a check matters and how to fix what it finds.`),
      ...groups.map(({ practice, of }) =>
        section(
          `*${practice.section} ${practice.title}* (${of.length})\n${idList(of.slice(0, FEW))}${of.length > FEW ? ` and ${of.length - FEW} more` : ''}`,
          allOf(practice.id, practice.title),
        ),
      ),
    ],
  }
}

function allOf(practice: Practice, title: string): ButtonSpec {
  return commandButton('Show all', `explain ${practice}`, { says: `Show all checks of ${title}` })
}

/** Every check of one practice, most severe first. */
export function practiceChecks(practice: Practice, checks: readonly Check[]): Message {
  const of = checks.filter((check) => check.practice === practice)
  return {
    text: `${practiceTitle(practice)}: ${of.length} checks.`,
    blocks: [
      header(practiceTitle(practice)),
      richText(
        bullets(
          of.map((check) => [
            name(check.id),
            words(`  ${check.title} · ${SEVERITY_WORDS[check.severity].toLowerCase()}`),
          ]),
        ),
      ),
      actions(
        commandButton('Audit this practice', `audit ${practice}`, { style: 'primary' }),
        commandButton('All practices', 'explain'),
      ),
    ],
  }
}

/** A check that does not exist, with the nearest that do. */
export function unknownCheck(word: string, suggestions: readonly string[]): Message {
  const text = `There is no check ${inlineCode(word)}.`
  return {
    text,
    blocks: [
      section(suggestions.length > 0 ? `${text} Did you mean one of these?` : text),
      actions(
        ...suggestions.map((id) => commandButton(id, `explain ${id}`)),
        commandButton('Browse the checks', 'explain'),
      ),
    ],
  }
}

function idList(checks: readonly Check[]): string {
  return checks.map(({ id }) => inlineCode(id)).join(' ')
}
