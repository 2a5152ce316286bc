import { isRecord } from '../parts/pipeline-values.ts'
import { DESCRIBE_ACTIONS, described } from './described.ts'
import { type LookSpec, NotSeen, unless } from './look.ts'

/** Where a value decides what code runs, as whom, or with which settings. Names as in the API's Create calls. */
const DECIDING =
  /^(?:ImageUri|Image|TrainingImage|AlgorithmName|RoleArn|ExecutionRoleArn|Environment|ContainerEntrypoint|ContainerArguments)$/

export const pipelineParametersHarmless: LookSpec = {
  actions: DESCRIBE_ACTIONS.pipelines,
  look: async (look, about) => {
    const { PipelineDefinition: text } = await described(look, 'pipelines', about)
    const uses = usesIn(text)
    if (!uses) throw new NotSeen('the definition of the pipeline could not be read.')
    const problems = uses.map(({ parameter, field }) => `Parameter ${parameter} sets ${field}.`)
    return unless([...new Set(problems)], 'No parameter chooses an image, a role or an environment.')
  },
}

interface Use {
  readonly parameter: string
  readonly field: string
}

/** Parameters of a pipeline that reach a deciding field. Undefined where the text is no definition. */
export function usesIn(text: string | undefined): readonly Use[] | undefined {
  try {
    const definition: unknown = JSON.parse(text ?? '')
    return isRecord(definition) && Array.isArray(definition.Steps)
      ? within(definition.Steps, undefined)
      : undefined
  } catch {
    return undefined
  }
}

function within(value: unknown, field: string | undefined): readonly Use[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => within(item, field))
  if (!isRecord(value)) return []
  const got = typeof value.Get === 'string' ? /^Parameters\.(.+)$/.exec(value.Get)?.[1] : undefined
  if (got !== undefined) return field === undefined ? [] : [{ parameter: got, field }]
  return Object.entries(value).flatMap(([key, inner]) => within(inner, DECIDING.test(key) ? key : field))
}
