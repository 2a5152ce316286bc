import { isoTime } from '../../base/time.ts'
import { instant } from '../fields.ts'
import { DESCRIBE_ACTIONS, described } from './described.ts'
import { answered, type LookSpec, notSo, so, unclear, unless } from './look.ts'

export const notebookHardened: LookSpec = {
  actions: DESCRIBE_ACTIONS.notebooks,
  look: async (look, about) => {
    const raw = await described(look, 'notebooks', about)
    const imds = raw.InstanceMetadataServiceConfiguration?.MinimumInstanceMetadataServiceVersion ?? '1'
    const problems = [
      raw.DirectInternetAccess !== 'Disabled' && 'It has direct internet access.',
      raw.RootAccess !== 'Disabled' && 'It gives root access.',
      imds !== '2' && 'It answers to IMDSv1.',
      raw.KmsKeyId === undefined && 'Its volume has no key of its own.',
    ]
    return unless(
      problems.filter((problem) => problem !== false),
      'No direct internet access, no root access, IMDSv2 and a key.',
    )
  },
}

const SCRIPTS = 'sagemaker:DescribeNotebookInstanceLifecycleConfig'

/** By the time of its last change: an audit reads every script that changed since the one before. */
export const lifecycleScriptKnown: LookSpec = {
  actions: [...DESCRIBE_ACTIONS.notebooks, SCRIPTS],
  look: async (look, about) => {
    const { NotebookInstanceLifecycleConfigName: name } = await described(look, 'notebooks', about)
    if (name === undefined) return so('It runs no lifecycle script.')
    const asked = { NotebookInstanceLifecycleConfigName: name }
    const changedAt = answered(
      await look.reading.read('sagemaker', 'DescribeNotebookInstanceLifecycleConfig', asked, (raw) =>
        instant(raw.LastModifiedTime ?? raw.CreationTime),
      ),
    )
    const { account, region } = look.place
    const auditAt = await look.lastAudit(account, region)
    if (auditAt === undefined) return unclear(`No audit has read the lifecycle script ${name} yet.`)
    if (changedAt === undefined) return unclear(`AWS does not say when the script ${name} was changed.`)
    if (changedAt < auditAt) return so(`The script ${name} is the one that the last audit saw.`)
    return notSo(`The script ${name} was changed at ${isoTime(changedAt)}, after the last audit.`)
  },
}
