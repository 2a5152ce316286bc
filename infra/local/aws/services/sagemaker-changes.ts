import { type Rec, rowsOf } from '../estates/estate.ts'
import { invalid } from '../wire/error.ts'
import { recordOf, typeNamed } from './sagemaker-find.ts'
import type { Context, Handler } from './service.ts'

const DOMAIN = typeNamed('Domain')
const PROFILE = typeNamed('UserProfile')
const SPACE = typeNamed('Space')
const NOTEBOOK = typeNamed('NotebookInstance')

/** How long a notebook takes, in milliseconds. */
const STARTING_MS = 180_000
const STOPPING_MS = 60_000

const within = (input: Rec, member: string, low: number, high: number, byDefault: number): number => {
  const seconds = Number(input[member] ?? byDefault)
  if (seconds >= low && seconds <= high) return seconds
  const name = member.charAt(0).toLowerCase() + member.slice(1)
  const rule = seconds < low ? `greater than or equal to ${low}` : `less than or equal to ${high}`
  throw invalid(
    `1 validation error detected: Value '${String(input[member])}' at '${name}' failed to satisfy constraint: Member must have value ${rule}`,
  )
}

const HALF_DAY_S = 43_200
const SHORTEST_SESSION_S = 1800
const LINK_S = 300

const studioUrl: Handler = (input, context) => {
  within(input, 'ExpiresInSeconds', 5, LINK_S, LINK_S)
  within(input, 'SessionExpirationDurationInSeconds', SHORTEST_SESSION_S, HALF_DAY_S, HALF_DAY_S)
  const domain = recordOf(DOMAIN, input, context)
  if (domain.AuthMode !== 'IAM')
    throw invalid(
      `Domain ${String(domain.DomainId)} is in SSO mode; a presigned URL is made for domains in IAM mode only.`,
    )
  const profile = recordOf(PROFILE, input, context)
  if (input.SpaceName !== undefined) recordOf(SPACE, input, context)
  const place = `${String(profile.DomainId)}/${String(profile.UserProfileName)}`
  return { AuthorizedUrl: `${context.origin}/_local/studio/${place}?token=${context.live.uniqueId('', 48)}` }
}

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

const notebookUrl: Handler = (input, context) => {
  within(input, 'SessionExpirationDurationInSeconds', SHORTEST_SESSION_S, HALF_DAY_S, HALF_DAY_S)
  const record = recordOf(NOTEBOOK, input, context)
  if (record.NotebookInstanceStatus !== 'InService')
    throw invalid(
      `Notebook Instance ${String(record.NotebookInstanceName)} is not in service: ${String(record.NotebookInstanceStatus)}.`,
    )
  const name = String(record.NotebookInstanceName)
  return {
    AuthorizedUrl: `${context.origin}/_local/notebook/${name}?authToken=${context.live.uniqueId('', 48)}`,
  }
}

/** What SageMaker does beside reading, by operation. */
export const sagemakerChanges: Readonly<Record<string, Handler>> = {
  CreatePresignedDomainUrl: studioUrl,
  CreatePresignedNotebookInstanceUrl: notebookUrl,
  StartNotebookInstance: moving(['Stopped', 'Failed'], 'Pending', 'InService', STARTING_MS),
  StopNotebookInstance: moving(['InService'], 'Stopping', 'Stopped', STOPPING_MS),
}
