import { conditionsHold, type Holding } from './conditions.ts'
import type { Context } from './context.ts'
import type { Statement } from './document.ts'
import { globMatches } from './glob.ts'
import { every, not, some, type Truth, truth } from './truth.ts'
import { fillIn } from './variables.ts'

/** One call of an action on one resource. */
export interface Call {
  /** `service:Operation`; case does not matter. */
  readonly action: string
  /** The ARN, or `*` for an action that takes no resource: only a pattern that matches any text covers it. */
  readonly resource: string
  readonly context: Context
}

const NO: Holding = { truth: 'no', unknownKeys: [] }

/** Whether a statement is about a call: its action, its resource and its conditions. Principals are judged apart. */
export function applies(statement: Statement, call: Call): Holding {
  if (!namesAction(statement, call.action)) return NO
  const resource = namesResource(statement, call)
  if (resource.truth === 'no') return NO
  const conditions = conditionsHold(statement.conditions, call.context)
  return {
    truth: every([resource.truth, conditions.truth]),
    unknownKeys: conditions.truth === 'no' ? [] : [...resource.unknownKeys, ...conditions.unknownKeys],
  }
}

const named = new WeakMap<Statement, Map<string, boolean>>()

/** Whether `Action` or `NotAction` takes in an action. Remembered, as thousands of principals hold the same policies. */
export function namesAction(statement: Statement, action: string): boolean {
  const answers = named.get(statement) ?? new Map<string, boolean>()
  const known = answers.get(action)
  if (known !== undefined) return known
  const answer = matchesAction(statement, action.toLowerCase())
  named.set(statement, answers.set(action, answer))
  return answer
}

function matchesAction({ actions, notActions }: Statement, action: string): boolean {
  const matches = (pattern: string) => globMatches(pattern.toLowerCase(), action)
  if (actions) return actions.some(matches)
  return notActions !== undefined && !notActions.some(matches)
}

/** A trust policy names no resource: it is about the role that it belongs to. */
function namesResource(statement: Statement, call: Call): Holding {
  if (statement.resources) return anyMatches(statement.resources, call)
  if (!statement.notResources) return { truth: 'yes', unknownKeys: [] }
  const excepted = anyMatches(statement.notResources, call)
  return { ...excepted, truth: not(excepted.truth) }
}

function anyMatches(patterns: readonly string[], call: Call): Holding {
  const unknownKeys: string[] = []
  const matched = some(
    patterns.map((written): Truth => {
      const filled = fillIn(written, call.context)
      if ('pattern' in filled) return truth(globMatches(filled.pattern, call.resource))
      if (filled.missing === 'absent') return 'no'
      unknownKeys.push(filled.key)
      return 'maybe'
    }),
  )
  return { truth: matched, unknownKeys: matched === 'maybe' ? unknownKeys : [] }
}
