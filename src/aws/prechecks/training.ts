import { hasLocalStorage } from '../../posture/encryption/instance-storage.ts'
import { DESCRIBE_ACTIONS, described } from './described.ts'
import { type LookSpec, notSo, so, unless } from './look.ts'

/** Source: UpdateTrainingJob, "RemoteDebugConfig": only while the job downloads or trains. */
const DEBUGGABLE = ['Downloading', 'Training']

export const trainingStillRuns: LookSpec = {
  actions: DESCRIBE_ACTIONS.trainingJobs,
  look: async (look, about) => {
    const { SecondaryStatus: status = 'unknown' } = await described(look, 'trainingJobs', about)
    const words = `The job’s status is ${status}.`
    return DEBUGGABLE.includes(status) ? so(words) : notSo(words)
  },
}

export const isolationOff: LookSpec = {
  actions: DESCRIBE_ACTIONS.trainingJobs,
  look: async (look, about) => {
    const { EnableNetworkIsolation: isolated } = await described(look, 'trainingJobs', about)
    return isolated ? notSo('The job is isolated from the network.') : so('The job is not isolated.')
  },
}

/** Decided by the types' names: AWS is not asked. */
export const keyFitsInstances: LookSpec = {
  actions: [],
  look: async (look, about) => {
    const types = (look.parameters[about] ?? '').split(',')
    const problems = types.filter(hasLocalStorage).map((type) => `${type} has disks of its own.`)
    return unless(problems, 'None of the instance types has disks of its own.')
  },
}
