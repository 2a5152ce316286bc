import { attempt, Nonsense, required } from '../call.ts'
import type { Output } from '../sdk.ts'
import { type Iam, type IamPlace, iamOf } from './iam.ts'
import { patience, type Waiting } from './patience.ts'
import { persist } from './persist.ts'
import { everyPage } from './role-reading.ts'
import { type Batch, batchesOf, type TriedCall } from './simulation-batches.ts'

/** What IAM's simulator says of calls. Only `agrees` may be shown as passed. */
export type Simulation<C> =
  | { readonly outcome: 'agrees'; readonly calls: number }
  /** The first call that is not decided as it ought to be. */
  | {
      readonly outcome: 'disagrees'
      readonly call: C
      readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
    }
  /** Why nothing is known: `permission iam:SimulateCustomPolicy missing`, or what AWS said. */
  | { readonly outcome: 'not-simulated'; readonly problem: string }

/** Tries calls on a policy under a boundary, both as JSON. */
export type Simulate = <C extends TriedCall>(
  permissions: string,
  boundary: string,
  calls: readonly C[],
) => Promise<Simulation<C>>

const ACTION = 'iam:SimulateCustomPolicy'

/** Seconds for which IAM may be busy. */
const PATIENCE_S = 30

/**
 * Asks iam:SimulateCustomPolicy. It knows identity policies and boundaries; of a trust policy, of other policies in the
 * account and of organisation policies it says nothing. Never throws for what AWS answers.
 */
export function createSimulate(options: IamPlace & Waiting): Simulate {
  const iam = iamOf(options)
  return async (permissions, boundary, calls) => {
    if (calls.length === 0) return { outcome: 'not-simulated', problem: 'there is nothing to try' }
    const decided = new Map<string, Decision>()
    for (const batch of batchesOf(calls)) {
      const answer = await attempt(
        { call: 'SimulateCustomPolicy', action: ACTION, region: options.region },
        () => persist(patience(options, PATIENCE_S), () => simulate(iam, permissions, boundary, batch)),
      )
      if (answer.outcome !== 'value') {
        const { cause, detail } = answer.refusal
        const problem = cause === 'denied' ? `permission ${ACTION} missing` : detail
        return { outcome: 'not-simulated', problem }
      }
      for (const [key, decision] of answer.value)
        decided.set(`${key} ${JSON.stringify(batch.context)}`, decision)
    }
    for (const call of calls) {
      const decision = decided.get(`${keyOf(call.action, call.resource)} ${JSON.stringify(call.context)}`)
      if (decision === undefined)
        return { outcome: 'not-simulated', problem: `no answer for ${call.action} on ${call.resource}` }
      if ((decision === 'allowed') !== (call.expected === 'allowed'))
        return { outcome: 'disagrees', call, decision }
    }
    return { outcome: 'agrees', calls: calls.length }
  }
}

type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny'

async function simulate(
  iam: Iam,
  permissions: string,
  boundary: string,
  batch: Batch,
): Promise<ReadonlyArray<readonly [string, Decision]>> {
  const results = await everyPage(async (marker) => {
    const page = await iam('SimulateCustomPolicy', {
      PolicyInputList: [permissions],
      PermissionsBoundaryPolicyInputList: [boundary],
      ActionNames: [...batch.actions],
      ResourceArns: [...batch.resources],
      ContextEntries: batch.context.map(({ key, type, values }) => ({
        ContextKeyName: key,
        ContextKeyType: type,
        ContextKeyValues: [...values],
      })),
      ...marker,
    })
    return { items: required(page.EvaluationResults, 'EvaluationResults'), next: page }
  })
  return results.flatMap(decisionsOf)
}

type Result = NonNullable<Output<'iam', 'SimulateCustomPolicy'>['EvaluationResults']>[number]

/** A result speaks of one resource, or of several and then of each of them besides. */
function decisionsOf(result: Result): ReadonlyArray<readonly [string, Decision]> {
  const { EvalActionName = '', EvalResourceName = '*', EvalDecision, ResourceSpecificResults = [] } = result
  return [
    [keyOf(EvalActionName, EvalResourceName), decisionOf(EvalDecision)],
    ...ResourceSpecificResults.map(
      (each) =>
        [keyOf(EvalActionName, each.EvalResourceName ?? ''), decisionOf(each.EvalResourceDecision)] as const,
    ),
  ]
}

function decisionOf(said: string | undefined): Decision {
  if (said === 'allowed' || said === 'explicitDeny' || said === 'implicitDeny') return said
  throw new Nonsense(`the simulator says ${said}`)
}

/** IAM compares actions without regard to case, and ARNs with it. */
function keyOf(action: string, resource: string): string {
  return `${action.toLowerCase()} ${resource}`
}
