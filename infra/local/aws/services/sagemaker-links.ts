import type { Rec } from '../estates/estate.ts'
import { judge } from '../judge/judge.ts'
import { invalid } from '../wire/error.ts'
import { recordOf, typeNamed } from './sagemaker-find.ts'
import { sagemakerTouches } from './sagemaker-touches.ts'
import type { Call, Context, Handler } from './service.ts'

const DOMAIN = typeNamed('Domain')
const PROFILE = typeNamed('UserProfile')
const SPACE = typeNamed('Space')
const NOTEBOOK = typeNamed('NotebookInstance')

const LINK_S = 300
const SHORTEST_SESSION_S = 1800
const HALF_DAY_S = 43_200

const within = (input: Rec, member: string, low: number, high: number): number => {
  const seconds = Number(input[member] ?? high)
  if (seconds >= low && seconds <= high) return seconds
  const name = member.charAt(0).toLowerCase() + member.slice(1)
  const rule = seconds < low ? `greater than or equal to ${low}` : `less than or equal to ${high}`
  throw invalid(
    `1 validation error detected: Value '${seconds}' at '${name}' failed to satisfy constraint: Member must have value ${rule}`,
  )
}

/**
 * Gives out a link. AWS asks at every request behind it whether its maker may still make it, and so does this account.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html
 */
const link = (operation: string, place: string, input: Rec, opensFor: number, context: Context): Rec => {
  const { identity, live, region, sourceIp } = context
  const call: Call = {
    service: 'sagemaker',
    operation,
    action: `sagemaker:${operation}`,
    region,
    accessKeyId: identity.kind === 'trusted' ? '' : (identity.session?.accessKeyId ?? ''),
    principal: identity.principal,
    identity,
    resource: '*',
    input,
  }
  const refusal = (): string | undefined => {
    const around = { iam: live.iam.inForce(), now: live.clock.seconds(), sourceIp, proven: {} }
    return judge(call, sagemakerTouches(call, context), around).allowed
      ? undefined
      : `${identity.principal.arn} is no longer authorized to perform: ${call.action}`
  }
  const staysFor = within(input, 'SessionExpirationDurationInSeconds', SHORTEST_SESSION_S, HALF_DAY_S)
  const token = live.uniqueId('', 48)
  live.links.add(token, { place, refusal, opensFor, staysFor })
  return { AuthorizedUrl: `${context.origin}/_local/open/${token}` }
}

const studioUrl: Handler = (input, context) => {
  const opensFor = within(input, 'ExpiresInSeconds', 5, LINK_S)
  const domain = recordOf(DOMAIN, input, context)
  if (domain.AuthMode !== 'IAM')
    throw invalid(
      `Domain ${String(domain.DomainId)} is in SSO mode; a presigned URL is made for domains in IAM mode only.`,
    )
  const profile = recordOf(PROFILE, input, context)
  const space =
    input.SpaceName === undefined ? '' : `, space ${String(recordOf(SPACE, input, context).SpaceName)}`
  const place = `Studio of ${String(profile.UserProfileName)} in domain ${String(domain.DomainName)}${space}`
  return link('CreatePresignedDomainUrl', place, input, opensFor, context)
}

const notebookUrl: Handler = (input, context) => {
  const record = recordOf(NOTEBOOK, input, context)
  const name = String(record.NotebookInstanceName)
  if (record.NotebookInstanceStatus !== 'InService')
    throw invalid(`Notebook Instance ${name} is not in service: ${String(record.NotebookInstanceStatus)}.`)
  return link('CreatePresignedNotebookInstanceUrl', `Notebook ${name}`, input, LINK_S, context)
}

/** Links into Studio and notebooks, by operation. */
export const linkOperations: Readonly<Record<string, Handler>> = {
  CreatePresignedDomainUrl: studioUrl,
  CreatePresignedNotebookInstanceUrl: notebookUrl,
}
