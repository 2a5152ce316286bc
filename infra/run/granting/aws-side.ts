import { setTimeout as sleep } from 'node:timers/promises'
import { createVerifyCallerIdentity } from '../../../src/aws/access/caller-principal.ts'
import type { CallerProofOptions } from '../../../src/aws/access/caller-proof.ts'
import { stsEndpoints } from '../../../src/aws/access/caller-request.ts'
import {
  createProveDirectoryUser,
  type DirectoryProofOptions,
  isLinkableRole,
} from '../../../src/aws/access/directory-user.ts'
import { createGrantRoles } from '../../../src/aws/access/grant-roles.ts'
import { createDescribeUser, createUserIdOf } from '../../../src/aws/access/identity-store.ts'
import { createSimulate, type Simulation } from '../../../src/aws/access/simulate.ts'
import { createStartCheck } from '../../../src/aws/access/start-check.ts'
import { createObserve } from '../../../src/aws/activity/observe.ts'
import { createSeeRemaining } from '../../../src/aws/activity/running.ts'
import { type AwsSettings, createClients } from '../../../src/aws/clients.ts'
import { createLookBefore } from '../../../src/aws/prechecks/looking.ts'
import type { Clock } from '../../../src/base/time.ts'
import type { Activity } from '../../../src/grants/ending/close-out.ts'
import type { Entitlement } from '../../../src/grants/entitlement.ts'
import type { Grant } from '../../../src/grants/grant.ts'
import { GRANT_PATH, roleName } from '../../../src/grants/grant-role.ts'
import { grantBoundary } from '../../../src/grants/policy/boundary.ts'
import type { RenderedGrant } from '../../../src/grants/policy.ts'
import { prove } from '../../../src/grants/proof/proof.ts'
import { proofLine } from '../../../src/grants/proof/proof-line.ts'
import type { Proved } from '../../../src/grants/request/drafting.ts'
import { activityOf, type LastAudit } from '../../../src/grants/request/looking.ts'
import type { UserSeen } from '../../../src/grants/rules/linked.ts'
import type { Place } from '../../../src/grants/rules/place.ts'
import type { AccessSettings, IdentityCenterSettings } from '../access/settings.ts'
import { sha256 } from './sha256.ts'

export interface AwsSideOptions {
  readonly aws?: AwsSettings
  readonly account: string
  readonly partition: string
  /** Regions whose resources can be asked for; at least one. */
  readonly regions: readonly string[]
  readonly settings: AccessSettings
  /** What can be asked for, as the organisation has switched it. */
  readonly entitlements: readonly Entitlement[]
  /** All there is: the boundary holds what any of them could need. */
  readonly all: readonly Entitlement[]
  readonly clock: Clock
  readonly lastAudit: LastAudit
}

/** Everything that granting does in AWS. */
export function openAwsSide(options: AwsSideOptions) {
  const { aws, account, partition, regions, settings, entitlements, all, clock, lastAudit } = options
  const clients = createClients(aws ?? {})
  const region = regions[0] ?? 'us-east-1'
  const place: Omit<Place, 'region'> = {
    partition,
    account,
    ...(settings.network && { network: settings.network }),
  }
  const boundary = grantBoundary(all, { partition, account, regions })
  const boundaryArn = `arn:${partition}:iam::${account}:policy/${settings.boundary}`
  const waiting = { clock, sleep: async (ms: number) => void (await sleep(ms)), random: Math.random }
  const iam = { clients, region, ...waiting }
  const simulate = createSimulate(iam)
  const observe = createObserve({ ...waiting, ...(aws && { aws }) })
  const seeRemaining = createSeeRemaining({ ...waiting, ...(aws && { aws }) })
  const endpoints = aws?.endpoint
    ? Object.fromEntries(regions.map((each) => [each, aws.endpoint ?? '']))
    : stsEndpoints(partition, regions)
  const { identityCenter } = settings
  const store = identityCenter && { clients, region, ...identityCenter }
  const caller = { endpoints, clock, fetch: globalThis.fetch }
  return {
    place,
    boundary,
    ...(store && { directory: directoryOf({ store, caller, iam: { clients, region }, partition, account }) }),
    ...createGrantRoles({
      ...iam,
      boundaryArn,
      entitlements,
      place,
      hash: sha256,
      prove: (grant) => prove(grant, boundary),
    }),
    lookBefore: createLookBefore({ ...waiting, lastAudit, ...(aws && { aws }) }),
    startCheck: createStartCheck({ clients, region, account, boundaryArn, boundary, simulate }),
    verifyCaller: createVerifyCallerIdentity({
      ...caller,
      ...(store && { userIdOf: createUserIdOf(store) }),
    }),
    /** Tries a rendered grant with our own evaluator, and then asks IAM's simulator. */
    async prove(rendered: RenderedGrant): Promise<Proved> {
      const proven = prove(rendered, boundary)
      if (!proven.ok) {
        const line = `The policy did not pass its proof: ${proven.error.sentence}`
        return { proof: { outcome: 'failed', line }, simulated: 'IAM was not asked.' }
      }
      const { lines: claims, counts, matrix } = proven.value
      const { startsAt, endsAt } = rendered.window
      const line = `${proofLine(counts, { seconds: endsAt - startsAt })}.`
      const said = await simulate(JSON.stringify(rendered.permissions), JSON.stringify(boundary), matrix)
      if (said.outcome === 'disagrees')
        return { proof: { outcome: 'failed', line: simulatedWords(said) }, simulated: simulatedWords(said) }
      return { proof: { outcome: 'proved', line, claims }, simulated: simulatedWords(said) }
    },
    /** What was done under a grant's role, and what of it is left. */
    async observe(grant: Grant): Promise<Activity> {
      const { window, terms } = grant.current
      const name = roleName(grant.id) ?? ''
      const arn = grant.role?.arn ?? `arn:${partition}:iam::${account}:role${GRANT_PATH}${name}`
      const sessionNames = [terms.principal.arn.split('/').at(-1) ?? '']
      const span = { startsAt: window?.startsAt ?? 0, endsAt: grant.end?.at ?? window?.endsAt ?? 0 }
      const observed = await observe({ arn, uniqueId: null, sessionNames }, span, regions)
      const created = [...new Set(observed.seen.flatMap((call) => call.created ?? []))]
      return activityOf(observed, await seeRemaining(created))
    },
    close: () => clients.close(),
  }
}

/** What is asked of Identity Center. */
function directoryOf({
  store,
  caller,
  iam,
  partition,
  account,
}: {
  readonly store: Parameters<typeof createUserIdOf>[0] & IdentityCenterSettings
  readonly caller: CallerProofOptions
  readonly iam: Pick<DirectoryProofOptions, 'clients' | 'region'>
  readonly partition: string
  readonly account: string
}) {
  const describeUser = createDescribeUser(store)
  const { permissionSets } = store.linking ?? {}
  return {
    prove: createProveDirectoryUser({
      ...caller,
      ...iam,
      partition,
      account,
      ...(permissionSets && { permissionSets }),
      userIdOf: createUserIdOf(store),
      describeUser,
    }),
    isLinkable: (role: string) => isLinkableRole(role, permissionSets),
    /** Whether a user is still there. */
    async seeUser(userId: string): Promise<UserSeen> {
      try {
        return (await describeUser(userId))?.on ? 'there' : 'gone'
      } catch {
        return 'unknown'
      }
    },
  }
}

function simulatedWords(said: Simulation<{ readonly action: string }>): string {
  switch (said.outcome) {
    case 'agrees':
      return `IAM's simulator agrees on ${said.calls} calls.`
    case 'disagrees':
      return `IAM's simulator decides ${said.call.action} otherwise than it should be: ${said.decision}.`
    case 'not-simulated':
      return `IAM's simulator was not heard: ${said.problem}.`
  }
}
