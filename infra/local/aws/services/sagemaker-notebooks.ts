import { type Rec, rowsOf } from '../estates/estate.ts'
import { invalid } from '../wire/error.ts'
import { recordOf, typeNamed } from './sagemaker-find.ts'
import type { Context, Handler } from './service.ts'

const NOTEBOOK = typeNamed('NotebookInstance')

/** How long a notebook takes, in milliseconds. */
const STARTING_MS = 180_000
const STOPPING_MS = 60_000

const isNotebook = (record: Rec, name: string): boolean => record.NotebookInstanceName === name

/** Puts a notebook into a status. The table is replaced, as readers may hold the old one. */
const setStatus = ({ here }: Context, name: string, status: string, at: number): void => {
  here.sagemaker[NOTEBOOK.type] = rowsOf(here.sagemaker, NOTEBOOK.type).map((record) =>
    isNotebook(record, name) ? { ...record, NotebookInstanceStatus: status, LastModifiedTime: at } : record,
  )
}

const notebook = (input: Rec, context: Context, wanted: readonly string[]): Rec => {
  const record = recordOf(NOTEBOOK, input, context)
  const status = String(record.NotebookInstanceStatus)
  if (wanted.includes(status)) return record
  throw invalid(
    `Status (${status}) not in ([${wanted.join(', ')}]). Unable to transition to (${wanted.includes('InService') ? 'Stopping' : 'Pending'}) for Notebook Instance (${String(record.NotebookInstanceArn)})`,
  )
}

const moving =
  (from: readonly string[], meanwhile: string, then: string, ms: number): Handler =>
  (input, context) => {
    const name = String(notebook(input, context, from).NotebookInstanceName)
    const { live, now } = context
    setStatus(context, name, meanwhile, now)
    live.later(live.clock.now() + ms, () => setStatus(context, name, then, now + ms / 1000))
    return {}
  }

/** Makes a notebook. What is left out is as AWS has it: direct internet access and root access are on. */
const create: Handler = (input, context) => {
  const { here, region, estate, now, live } = context
  const name = String(input.NotebookInstanceName)
  const all = rowsOf(here.sagemaker, NOTEBOOK.type)
  if (all.some((record) => isNotebook(record, name)))
    throw invalid(`Cannot create a duplicate Notebook Instance (${name})`)
  const { LifecycleConfigName, SecurityGroupIds, Tags = [], ...asked } = input
  const NotebookInstanceArn = `arn:aws:sagemaker:${region}:${estate.account}:notebook-instance/${name.toLowerCase()}`
  here.sagemaker[NOTEBOOK.type] = [
    ...all,
    {
      DirectInternetAccess: 'Enabled',
      RootAccess: 'Enabled',
      VolumeSizeInGB: 5,
      PlatformIdentifier: 'notebook-al2023-v1',
      IpAddressType: 'ipv4',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
      ...asked,
      NotebookInstanceArn,
      NotebookInstanceStatus: 'Pending',
      Url: `${name.toLowerCase()}.notebook.${region}.sagemaker.aws`,
      CreationTime: now,
      LastModifiedTime: now,
      Tags,
      ...(LifecycleConfigName === undefined
        ? {}
        : { NotebookInstanceLifecycleConfigName: LifecycleConfigName }),
      ...(SecurityGroupIds === undefined ? {} : { SecurityGroups: SecurityGroupIds }),
    },
  ]
  live.later(live.clock.now() + STARTING_MS, () =>
    setStatus(context, name, 'InService', now + STARTING_MS / 1000),
  )
  return { NotebookInstanceArn }
}

/** Making, starting and stopping, by operation. */
export const notebookOperations: Readonly<Record<string, Handler>> = {
  CreateNotebookInstance: create,
  StartNotebookInstance: moving(['Stopped', 'Failed'], 'Pending', 'InService', STARTING_MS),
  StopNotebookInstance: moving(['InService'], 'Stopping', 'Stopped', STOPPING_MS),
}
