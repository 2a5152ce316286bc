import { DescribeNotebookInstanceCommand, StopNotebookInstanceCommand } from '@aws-sdk/client-sagemaker'
import { acmeEstate } from '../../../infra/local/aws/estates/acme.ts'
import type { Rec } from '../../../infra/local/aws/estates/estate.ts'
import { type AwsAccount, type AwsAccountOptions, startAwsAccount } from '../../../infra/local/aws/server.ts'
import { createGrantRoles, type GrantRoles } from '../../../src/aws/access/grant-roles.ts'
import { type Clients, createClients } from '../../../src/aws/clients.ts'
import { err } from '../../../src/base/result.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import type { Grant } from '../../../src/grants/grant.ts'
import { open } from '../../../src/grants/lifecycle/apply.ts'
import { botIamPolicy } from '../../../src/grants/policy/bot-policy.ts'
import type { Made } from '../../../src/grants/ports.ts'
import { prove } from '../../../src/grants/proof/proof.ts'
import type { Terms } from '../../../src/grants/terms.ts'
import { assume, type Credentials, factorOf, keyOf, sagemakerAs } from '../../local/aws/people.ts'
import { anOrder, BOUNDARY, PLACE } from '../../support/grant-orders.ts'
import { anAskStep, approvalOf, BEN, extensionOf, historyOf, sha256, T0 } from '../../support/grants.ts'

export const BOUNDARY_ARN = 'arn:aws:iam::111122223333:policy/sagewarden-boundary'
const BOT_ROLE = 'arn:aws:iam::111122223333:role/sagewarden-bot'
const BOT: Credentials = { accessKeyId: 'AKIASAGEWARDENBOT', secretAccessKey: 'not-a-real-secret' }

const ALICE = {
  kind: 'iam-user',
  arn: 'arn:aws:iam::111122223333:user/alice.meyer',
  uniqueId: 'AIDAALICEMEYER0000000',
} as const

/** What goes wrong with calls; each test sets its own. */
interface Trouble {
  fault?: NonNullable<AwsAccountOptions['faults']>
}

/** Acme's account at T0, with a bot in it that may do what its policy says and no more. */
export async function startWorld(options: Partial<AwsAccountOptions> = {}) {
  const trouble: Trouble = {}
  const account = await startAwsAccount({
    port: 0,
    estate: acmeEstate(T0),
    clock: () => T0 * 1000,
    faults: (call) => trouble.fault?.(call),
    ...options,
  })
  const { estate, clock } = account
  estate.principals[BOT.accessKeyId] = {
    arn: 'arn:aws:sts::111122223333:assumed-role/sagewarden-bot/bot',
    userId: 'AROASAGEWARDENBOT0000:bot',
    policies: [asRec(botIamPolicy({ ...PLACE, botRoleArn: BOT_ROLE, boundaryArn: BOUNDARY_ARN }))],
  }
  estate.iam.policies = [...estate.iam.policies, boundaryPolicy()]
  const clients = createClients({ endpoint: account.url, credentials: BOT, requestTimeoutMs: 500 })
  const roles = (through: Pick<Clients, 'send'> = clients, counterexample?: string): GrantRoles =>
    createGrantRoles({
      ...waiting(account),
      place: { account: PLACE.account, partition: PLACE.partition },
      entitlements: ENTITLEMENTS,
      prove: (grant) =>
        counterexample === undefined ? prove(grant, BOUNDARY) : err({ sentence: counterexample }),
      hash: sha256,
      clients: through,
      region: 'us-east-1',
      boundaryArn: BOUNDARY_ARN,
    })
  return {
    account,
    clients,
    clock,
    trouble,
    roles,
    waiting: waiting(account),
    make: (grant: Grant, through = roles()): Promise<Made> => makeOf(through, grant),
    close: async () => {
      clients.close()
      await account.close()
    },
  }
}

export type World = Awaited<ReturnType<typeof startWorld>>

/** Waiting moves the account's clock instead of taking time. */
function waiting({ clock }: AwsAccount) {
  return {
    clock: () => clock.now(),
    sleep: async (ms: number) => clock.advance(ms),
    random: () => 0,
  }
}

/** Makes what the record has decided last. */
function makeOf({ makeGrant }: GrantRoles, grant: Grant): Promise<Made> {
  const revision = grant.next ?? grant.current
  if (!revision.window) throw new Error('nothing is decided')
  return makeGrant(grant, revision, revision.window)
}

function asRec(value: object): Rec {
  return JSON.parse(JSON.stringify(value))
}

function boundaryPolicy(): Rec {
  return {
    PolicyName: 'sagewarden-boundary',
    PolicyId: 'ANPASAGEWARDENBOUND00',
    Arn: BOUNDARY_ARN,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: T0,
    UpdateDate: T0,
    Tags: [],
    PolicyVersionList: [
      { Document: asRec(BOUNDARY), VersionId: 'v1', IsDefaultVersion: true, CreateDate: T0 },
    ],
  }
}

/** Alice may start and stop one notebook, from T0 + 1 for an hour. */
export function approvedGrant(id = 'g1', change: Partial<Terms> = {}): Grant {
  const notebook = `arn:aws:sagemaker:eu-west-1:${change.account ?? PLACE.account}:notebook-instance/churn-lab`
  const { terms } = anOrder('start-stop-notebook', { notebook }, { terms: { principal: ALICE, ...change } })
  const request = open(id, anAskStep({ terms }), T0, sha256)
  return historyOf(request, [approvalOf(request, BEN)])
}

/** The record once its role was made. */
export function attached(grant: Grant, made: Made): Grant {
  if (made.outcome !== 'made') throw new Error(made.problem)
  const revision = (grant.next ?? grant.current).number
  return historyOf(grant, [{ type: 'attach', revision, role: made.role }], T0 + 5)
}

/** The same with an hour more, approved and not attached yet. */
export function extended(grant: Grant): Grant {
  const asked = historyOf(grant, [extensionOf(grant)], T0 + 10)
  return historyOf(asked, [approvalOf(asked, BEN)], T0 + 11)
}

export const roleOf = (grant: Grant) => `arn:aws:iam::111122223333:role/sagewarden/grant-${grant.id}`

/** Alice takes the grant's role with her key and a fresh code of her device. */
export function takeRole({ account }: World, grant: Grant): Promise<Credentials> {
  // A code is good once.
  account.clock.advance(30_000)
  return assume(account, keyOf('alice.meyer'), roleOf(grant), factorOf(account, 'alice.meyer'))
}

/** Whether a call on a notebook is allowed, with a role's session. */
export async function mayStop(
  { account }: World,
  session: Credentials,
  name = 'churn-lab',
): Promise<boolean> {
  return allowed(
    sagemakerAs(account, session).send(new StopNotebookInstanceCommand({ NotebookInstanceName: name })),
  )
}

export async function mayLook(
  { account }: World,
  session: Credentials,
  name = 'churn-lab',
): Promise<boolean> {
  return allowed(
    sagemakerAs(account, session).send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: name })),
  )
}

/** Whether a call is let through. Any other error than a denial is thrown. */
export async function allowed(call: Promise<unknown>): Promise<boolean> {
  try {
    await call
    return true
  } catch (error) {
    if (error instanceof Error && /^AccessDenied|^InvalidClientTokenId|^UnrecognizedClient/.test(error.name))
      return false
    throw error
  }
}
