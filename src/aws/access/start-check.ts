import { plural } from '../../base/time.ts'
import { attempt, required } from '../call.ts'
import { type IamPlace, iamOf } from './iam.ts'
import { documentOf, rolesInPath } from './role-reading.ts'
import { sameDocument } from './same-document.ts'
import type { Simulate } from './simulate.ts'

/** What granting needs in the account. */
export interface StartCheckOptions extends IamPlace {
  /** Twelve digits: where roles are to be made. */
  readonly account: string
  readonly boundaryArn: string
  /** What the boundary should say. */
  readonly boundary: object
  readonly simulate: Simulate
}

/** What is missing for granting, one sentence each; none where all is well. */
export type StartCheck = () => Promise<readonly string[]>

/** Fewer roles than this are worth a warning: each grant takes one while it lasts. */
const FEW_ROLES = 50

/**
 * Looks, when the bot starts, at all that granting needs and that can be seen without writing: whose account this is,
 * the boundary and what it says, roles that are left, the path, and the simulator. Whether roles can be made shows when
 * the first one is. What cannot be looked at is a sentence too. Never throws.
 */
export function createStartCheck(options: StartCheckOptions): StartCheck {
  return async () => {
    const found = [
      await accountProblem(options),
      await boundaryProblem(options),
      await quotaProblem(options),
      await pathProblem(options),
      await simulatorProblem(options),
    ]
    return found.filter((problem) => problem !== undefined)
  }
}

type Problem = Promise<string | undefined>

async function accountProblem({ clients, region, account }: StartCheckOptions): Problem {
  const seen = await look(region, 'sts:GetCallerIdentity', async () =>
    required((await clients.send('sts', region, 'GetCallerIdentity', {})).Account, 'Account'),
  )
  if ('unseen' in seen) return `Cannot tell whose account this is: ${seen.unseen}.`
  return seen.value === account
    ? undefined
    : `Roles are to be made in account ${account}, but the credentials are of account ${seen.value}.`
}

async function boundaryProblem(options: StartCheckOptions): Problem {
  const { region, boundaryArn, boundary } = options
  const iam = iamOf(options)
  const policy = await look(region, 'iam:GetPolicy', () => iam('GetPolicy', { PolicyArn: boundaryArn }))
  if ('unseen' in policy) return `The permissions boundary ${boundaryArn} cannot be seen: ${policy.unseen}.`
  const version = await look(region, 'iam:GetPolicyVersion', async () => {
    const VersionId = required(policy.value.Policy?.DefaultVersionId, 'DefaultVersionId')
    const { PolicyVersion } = await iam('GetPolicyVersion', { PolicyArn: boundaryArn, VersionId })
    return documentOf(required(PolicyVersion?.Document, 'Document'))
  })
  if ('unseen' in version) return `What the boundary ${boundaryArn} says cannot be seen: ${version.unseen}.`
  return sameDocument(version.value, boundary)
    ? undefined
    : `The boundary ${boundaryArn} says something else than it should. Deploy it again before anything is granted.`
}

async function quotaProblem(options: StartCheckOptions): Problem {
  const seen = await look(options.region, 'iam:GetAccountSummary', async () => {
    const { SummaryMap } = await iamOf(options)('GetAccountSummary', {})
    return {
      roles: required(SummaryMap?.Roles, 'Roles'),
      quota: required(SummaryMap?.RolesQuota, 'RolesQuota'),
    }
  })
  if ('unseen' in seen) return `How many more roles can be made cannot be seen: ${seen.unseen}.`
  const left = seen.value.quota - seen.value.roles
  return left >= FEW_ROLES
    ? undefined
    : `Only ${plural(Math.max(0, left), 'more role')} can be made in account ${options.account}; each grant takes one.`
}

async function pathProblem(options: StartCheckOptions): Problem {
  const seen = await look(options.region, 'iam:ListRoles', () => rolesInPath(iamOf(options)))
  return 'unseen' in seen
    ? `Roles cannot be listed, so changes to them stay hidden: ${seen.unseen}.`
    : undefined
}

async function simulatorProblem({ simulate, boundary }: StartCheckOptions): Problem {
  const call = { action: 'iam:CreateUser', resource: '*', context: [], expected: 'denied' } as const
  const simulation = await simulate(JSON.stringify(boundary), JSON.stringify(boundary), [call])
  switch (simulation.outcome) {
    case 'agrees':
      return undefined
    case 'disagrees':
      return 'The boundary lets a grant make users. Deploy it again before anything is granted.'
    case 'not-simulated':
      return `Grants will be proved by our own evaluator alone: ${simulation.problem}.`
  }
}

/** What a call gives, or why it gave nothing. */
async function look<T>(
  region: string,
  action: string,
  ask: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly unseen: string }> {
  const answer = await attempt({ call: action, action, region }, ask)
  if (answer.outcome === 'value') return { value: answer.value }
  const { cause, detail } = answer.refusal
  return { unseen: cause === 'denied' ? `permission ${action} missing` : detail.replace(/\.$/, '') }
}
