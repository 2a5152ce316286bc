import { DESCRIBE_ACTIONS, described } from './described.ts'
import { answered, type Look, type LookSpec, NotSeen, notSo, so, unless } from './look.ts'

/** The document that holds the Region's preferences for sessions. Source: Systems Manager User Guide, "Session Manager". */
const PREFERENCES = 'SSM-SessionManagerRunShell'

const SSM_ACTIONS = ['ssm:GetDocument'] as const

/** By what Slurm says of the group; where it says nothing, nobody can tell. */
export const loginGroup: LookSpec = {
  actions: DESCRIBE_ACTIONS.clusters,
  look: async (look, about) => {
    const name = look.parameters[about]
    const cluster = await described(look, 'clusters', clusterOf(look))
    const group = cluster.InstanceGroups?.find((one) => one.InstanceGroupName === name)
    if (!group) return notSo(`The cluster has no instance group ${name}.`)
    const type = group.SlurmConfig?.NodeType
    if (type === undefined) throw new NotSeen(`AWS does not say what the nodes of ${name} are for.`)
    return type === 'Login' ? so(`${name} holds the login nodes.`) : notSo(`${name} holds ${type} nodes.`)
  },
}

/** The parameter that chose the cluster. */
function clusterOf({ entitlement }: Look): string {
  const found = Object.entries(entitlement.parameters).find(
    ([, parameter]) => parameter.type === 'resource' && parameter.kind === 'clusters',
  )
  return found?.[0] ?? ''
}

export const runAsSet: LookSpec = {
  actions: SSM_ACTIONS,
  look: async (look) => {
    const inputs = await preferences(look)
    const user = inputs.runAsDefaultUser
    const problems = [
      inputs.runAsEnabled !== true && 'Session Manager does not use Run As: people come in as root.',
      user === 'root' && 'Session Manager runs as root where a person has no user of their own.',
    ]
    return unless(
      problems.filter((problem) => typeof problem === 'string'),
      'Session Manager signs people in as themselves.',
    )
  },
}

export const sessionsLogged: LookSpec = {
  actions: SSM_ACTIONS,
  look: async (look) => {
    const inputs = await preferences(look)
    const group = inputs.cloudWatchLogGroupName
    if (typeof group !== 'string' || group === '') return notSo('Session Manager logs to no log group.')
    if (inputs.cloudWatchEncryptionEnabled !== true)
      return notSo(`Session Manager does not ask that ${group} be encrypted.`)
    return so(`Session Manager logs to ${group}, which has to be encrypted.`)
  },
}

type Inputs = Readonly<Record<string, unknown>>

/** The Region's preferences; none where nobody ever set them. Throws `NotSeen`. */
async function preferences({ reading }: Look): Promise<Inputs> {
  const answer = await reading.read('ssm', 'GetDocument', { Name: PREFERENCES }, (raw) => raw.Content)
  if (answer.outcome === 'gone') return {}
  const inputs = inputsOf(answered(answer))
  if (!inputs) throw new NotSeen(`the document ${PREFERENCES} could not be read.`)
  return inputs
}

function inputsOf(content: string | undefined): Inputs | undefined {
  try {
    const document: unknown = JSON.parse(content ?? '')
    const inputs: unknown =
      typeof document === 'object' && document !== null ? Reflect.get(document, 'inputs') : undefined
    return typeof inputs === 'object' && inputs !== null ? { ...inputs } : undefined
  } catch {
    return undefined
  }
}
