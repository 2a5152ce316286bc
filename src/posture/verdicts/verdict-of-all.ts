import { fail, notApplicable, pass, type Verdict } from '../check.ts'
import { Undecided, Unseen } from '../snapshot.ts'

/** Nobody can tell yet, and no permission would help: a pipeline parameter without default decides it. */
export interface Open {
  readonly status: 'open'
  readonly reason: string
}

const MOST = 4

/**
 * One verdict on several questions of which all must hold. A question that fails settles it, whatever else is
 * hidden; else a question that cannot be answered throws (`Unseen`, `Undecided`); else an open one makes it not
 * applicable; else it passes, unless no question applied.
 */
export function verdictOfAll(questions: ReadonlyArray<() => Verdict | Open>): Verdict {
  const answers: Array<Verdict | Open> = []
  let unanswered: Unseen | Undecided | undefined
  for (const ask of questions) {
    try {
      answers.push(ask())
    } catch (error) {
      unanswered ??= unansweredBy(error)
    }
  }
  const failures = evidenceOf(answers, 'fail')
  if (failures.length > 0) return fail(few(failures))
  if (unanswered) throw unanswered
  const open = answers.find((answer) => answer.status === 'open')
  if (open) return notApplicable(open.reason)
  const passes = evidenceOf(answers, 'pass')
  if (passes.length > 0) return pass(few(passes))
  return (
    answers.find((answer) => answer.status === 'not-applicable') ??
    notApplicable('There is nothing to judge.')
  )
}

/**
 * Whether any of these questions is answered with yes. A yes settles it, whatever else is hidden; else a question
 * that cannot be answered throws (`Unseen`, `Undecided`).
 */
export function anySeen(questions: ReadonlyArray<() => boolean>): boolean {
  let unanswered: Unseen | Undecided | undefined
  for (const ask of questions) {
    try {
      if (ask()) return true
    } catch (error) {
      unanswered ??= unansweredBy(error)
    }
  }
  if (unanswered) throw unanswered
  return false
}

/** The error itself where it says that something cannot be told; any other is thrown on. */
function unansweredBy(error: unknown): Unseen | Undecided {
  if (error instanceof Unseen || error instanceof Undecided) return error
  throw error
}

function evidenceOf(answers: ReadonlyArray<Verdict | Open>, status: 'pass' | 'fail'): readonly string[] {
  return answers.flatMap((answer) =>
    answer.status === status && 'evidence' in answer ? [answer.evidence] : [],
  )
}

function few(sentences: readonly string[]): string {
  const unique = [...new Set(sentences)]
  const more = unique.length > MOST ? `; and ${unique.length - MOST} more` : ''
  return unique.slice(0, MOST).join('; ') + more
}
