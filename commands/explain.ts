import { nearest } from '../src/base/nearest.ts'
import { err, ok } from '../src/base/result.ts'
import type { Check } from '../src/posture/check.ts'
import { PRACTICES } from '../src/posture/practice.ts'
import type { Message } from '../src/slack/blocks/blocks.ts'
import { parseCheckValue } from '../src/slack/button-values.ts'
import { defineAction, defineCommand } from '../src/slack/command.ts'
import {
  checkList,
  explanation,
  explanationModal,
  practiceChecks,
  unknownCheck,
} from '../src/slack/views/explain.ts'

/** The Explain button of a finding: the same words in a modal. */
const explainCheck = defineAction<Check>({
  id: 'explain:check',
  parse: (value, { checks }) => {
    const id = parseCheckValue(value)
    return checks.find((check) => check.id === id)
  },
  opens: explanationModal,
})

/** `/sagemaker explain <check>`: why it matters, what it reads, how to fix it. A practice lists its checks. */
export const explain = defineCommand<Message>({
  name: 'explain',
  usage: '[check]',
  summary: 'Why a check matters, what it reads and how to fix what it finds.',
  examples: ['/sagemaker explain network-isolation'],
  parse: ([word, ...rest], { checks }) => {
    if (word === undefined) return ok(checkList(checks))
    const sought = [word, ...rest].join('-').toLowerCase()
    const check = checks.find(({ id }) => id === sought)
    if (check) return ok(explanation(check))
    const practice = PRACTICES.find(({ id, section }) => id === sought || section === sought)
    if (practice) return ok(practiceChecks(practice.id, checks))
    return err(
      unknownCheck(
        [word, ...rest].join(' '),
        nearest(
          sought,
          checks.map(({ id }) => id),
        ),
      ),
    )
  },
  run: (message, talk) => talk.whisper(message),
  actions: [explainCheck],
})
