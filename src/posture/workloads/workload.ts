import { arnName } from '../../base/arn.ts'
import { fail, notApplicable, pass, type Verdict } from '../check.ts'
import type { MonitoringSchedule, Pipeline, Workload, WorkloadPart } from '../inventory/workloads.ts'
import { type Open, verdictOfAll } from '../verdicts/verdict-of-all.ts'

/** A workload of any kind. */
export type AnyWorkload = Workload | MonitoringSchedule | Pipeline

/** One question to one part of a workload. */
export type PartQuestion = (part: WorkloadPart) => Verdict | Open

/**
 * The verdict on a workload of which every part must pass every question. Not applicable where the settings come from
 * elsewhere: a schedule that names a definition, a job that a tuning job or schedule launched, an unreadable pipeline.
 */
export function verdictOnParts(workload: AnyWorkload, ...questions: readonly PartQuestion[]): Verdict {
  const elsewhere = judgedElsewhere(workload)
  if (elsewhere) return notApplicable(elsewhere)
  const asked = workload.parts.flatMap((part) =>
    questions.map((ask) => () => named(workload, part, ask(part))),
  )
  return asked.length === 0 ? notApplicable('It has no part that runs compute.') : verdictOfAll(asked)
}

/** `open` where a pipeline parameter without default decides one of these fields of a part; else `undefined`. */
export function openField(
  part: WorkloadPart,
  ...fields: ReadonlyArray<keyof WorkloadPart>
): Open | undefined {
  const field = fields.find((name) => part.unresolved.includes(name))
  return field && { status: 'open', reason: `A pipeline parameter without default decides ${field}.` }
}

/** Whether a part is attached to subnets of a customer VPC. */
export const partInVpc: PartQuestion = (part) => {
  const open = openField(part, 'vpc')
  if (open) return open
  return part.vpc && part.vpc.subnetIds.length > 0
    ? pass(`Runs in ${part.vpc.subnetIds[0]}`)
    : fail('No VPC is set')
}

/** Whether a part's containers have no network. */
export const partIsolated: PartQuestion = (part) =>
  openField(part, 'networkIsolation') ??
  (part.networkIsolation ? pass('Network isolation is on') : fail('Network isolation is off'))

function judgedElsewhere(workload: AnyWorkload): string | undefined {
  if ('definitionReadable' in workload && !workload.definitionReadable)
    return 'The pipeline definition could not be read.'
  if ('definitionName' in workload && workload.definitionName)
    return `Its settings are those of the job definition ${workload.definitionName}.`
  const parent = workload.launchedBy ?? ''
  return /:(?:hyper-parameter-tuning-job|monitoring-schedule)\//.test(parent)
    ? `Launched by ${arnName(parent)}, which is judged instead.`
    : undefined
}

/** Says which part it is about, where there is more than one or another name than the resource's. */
function named(workload: Workload, part: WorkloadPart, answer: Verdict | Open): Verdict | Open {
  if (workload.parts.length < 2) return answer
  if (answer.status === 'fail') return fail(`${part.name}: ${answer.evidence}`)
  if (answer.status === 'open') return { ...answer, reason: `${part.name}: ${answer.reason}` }
  return answer
}
