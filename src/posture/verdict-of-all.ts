import { fail, notApplicable, pass, type Verdict } from './check.ts'
import { Unseen } from './snapshot.ts'

/** Nobody can tell yet, and no permission would help: a pipeline parameter without default decides it. */
export interface Open {
  readonly status: 'open'
  readonly reason: string
}

const MOST = 4

/**
 * One verdict on several questions of which all must hold. A question that fails settles it, whatever else is
 * hidden; else a question that meets a gap throws `Unseen`; else an open one makes it not applicable; else it
 * passes, unless no question applied.
 */
export function verdictOfAll(questions: ReadonlyArray<() => Verdict | Open>): Verdict {
  const answers: Array<Verdict | Open> = []
  let unseen: Unseen | undefined
  for (const ask of questions) {
    try {
      answers.push(ask())
    } catch (error) {
      if (!(error instanceof Unseen)) throw error
      unseen ??= error
    }
  }
  const failures = evidenceOf(answers, 'fail')
  if (failures.length > 0) return fail(few(failures))
  if (unseen) throw unseen
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
 * that meets a gap throws `Unseen`.
 */
export function anySeen(questions: ReadonlyArray<() => boolean>): boolean {
  let unseen: Unseen | undefined
  for (const ask of questions) {
    try {
      if (ask()) return true
    } catch (error) {
      if (!(error instanceof Unseen)) throw error
      unseen ??= error
    }
  }
  if (unseen) throw unseen
  return false
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
