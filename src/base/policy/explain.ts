import type { Statement } from './document.ts'
import type { Evaluation, Reason } from './evaluate.ts'
import { globMatches } from './glob.ts'

/**
 * Why a decision was made, in one short sentence: `Policy data-science, statement 2 allows s3:* on *`. Names the action
 * of the statement that the call matched, not the call.
 */
export function explain(evaluation: Evaluation, action: string): string {
  const [first] = evaluation.because
  if (first) return explainReason(first, action)
  return evaluation.decision === 'undecided' ? 'The policies do not settle it' : `No policy allows ${action}`
}

/** One reason in words. */
function explainReason(reason: Reason, action: string): string {
  if (reason.kind === 'boundary') return `Boundary ${reason.policy} does not allow ${action}`
  if (reason.kind === 'unseen') return `Policy ${reason.policy} could not be read`
  const place = `Policy ${reason.policy}, statement ${reason.number}`
  const verb = reason.statement.effect === 'Allow' ? 'allows' : 'denies'
  const what = `${actionOf(reason.statement, action)} on ${resourceOf(reason.statement)}`
  if (reason.truth === 'yes') return `${place} ${verb} ${what}`
  const keys = [...new Set(reason.unknownKeys)].join(', ')
  return `${place} ${verb} ${what} depending on ${keys || 'whom it names'}`
}

function actionOf({ actions, notActions = [] }: Statement, action: string): string {
  const lower = action.toLowerCase()
  const matched = actions?.find((pattern) => globMatches(pattern.toLowerCase(), lower))
  return matched ?? `everything but ${short(notActions)}`
}

function resourceOf({ resources, notResources }: Statement): string {
  if (resources) return short(resources)
  return notResources ? `everything but ${short(notResources)}` : 'the resource itself'
}

/** The first of a list, and how many more there are. */
function short(texts: readonly string[]): string {
  const [first = 'nothing', ...rest] = texts
  return rest.length === 0 ? first : `${first} (and ${rest.length} more)`
}
