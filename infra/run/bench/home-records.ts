import { createHash } from 'node:crypto'
import type { Grant } from '../../../src/grants/grant.ts'
import { apply, open } from '../../../src/grants/lifecycle/apply.ts'
import type { PersonKey } from '../../../src/grants/terms.ts'
import type { Waiver } from '../../../src/posture/waivers/waiver.ts'
import type { Store } from '../../../src/store/store.ts'

const ACCOUNT = '111122223333'
const REGION = 'eu-west-1'
const TEAM = 'T0ACMECORP'
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S

/** Who asks: the data scientist of the sample company. */
const ASKER: PersonKey = `${TEAM}/U0ANARUIZ1`

/** How much has gathered in a store. */
export interface Gathered {
  readonly endedGrants: number
  readonly waitingGrants: number
  readonly audits: number
  readonly endedWaivers: number
  readonly waitingWaivers: number
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Fills a store with what a company has after some time. `now`: epoch seconds. */
export async function gather(store: Store, size: Gathered, now: number): Promise<void> {
  for (let i = 0; i < size.endedGrants; i++) {
    const asked = requested(`e${pad(i)}`, now - DAY_S - i * HOUR_S)
    await keep(store, withdrawn(asked, now - DAY_S - i * HOUR_S + 60))
  }
  for (let i = 0; i < size.waitingGrants; i++) await keep(store, requested(`w${pad(i)}`, now - i))
  for (let i = 0; i < size.audits; i++) {
    await store.auditRecords.note({
      id: `a${pad(i)}`,
      account: ACCOUNT,
      regions: [REGION],
      scope: i % 3 === 0 ? [] : ['notebooks'],
      finishedAt: now - i * DAY_S,
      score: 60 + (i % 20),
      unknownShare: 0.01,
      failing: { critical: 3, high: 40, medium: 120, low: 30, informational: 0 },
      waived: 4,
    })
  }
  for (let i = 0; i < size.endedWaivers; i++) await store.waivers.write(waiver(`ee${pad(i)}`, now - DAY_S))
  for (let i = 0; i < size.waitingWaivers; i++)
    await store.waivers.write(waiver(`ef${pad(i)}`, now + 30 * DAY_S))
}

const pad = (i: number): string => String(i).padStart(6, '0')

/** Kept as it is shown, so that the bot has nothing to say about it at its start. */
async function keep(store: Store, grant: Grant): Promise<void> {
  await store.grants.create(grant)
  await store.grants.shown(grant.id, grant.head)
}

function requested(id: string, at: number): Grant {
  const terms = {
    requester: ASKER,
    principal: {
      kind: 'iam-user' as const,
      arn: `arn:aws:iam::${ACCOUNT}:user/alice.meyer`,
      uniqueId: 'AIDAALICEMEYER0000000',
    },
    entitlement: 'invoke-endpoint',
    risk: 'medium' as const,
    mode: 'approval' as const,
    account: ACCOUNT,
    region: REGION,
    resources: [`arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint/churn-canary`],
    parameters: { endpoint: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint/churn-canary` },
    permissionsHash: hash('permissions'),
    startsAt: null,
    durationSeconds: HOUR_S,
    reason: 'INC-42: look at why the canary answers slowly since the release of Thursday',
    ticket: null,
  }
  const required = { groups: [{ group: 'approvers', count: 1 }], total: 1 }
  return open(id, { type: 'ask', terms, required, lapsesAt: at + 8 * HOUR_S }, at, hash)
}

function withdrawn(grant: Grant, at: number): Grant {
  const ended = apply(grant, { type: 'withdraw', by: ASKER, revision: 1 }, at, hash)
  if (!ended.ok) throw new Error(`a grant of the benchmark was refused: ${ended.error}`)
  return ended.value
}

function waiver(id: string, until: number): Waiver {
  return {
    id,
    account: ACCOUNT,
    check: 'notebook-no-direct-internet',
    scope: { resource: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:notebook-instance/lab-${id}` },
    reason: 'The lab moves into the VPC in January',
    askedBy: ASKER,
    askedAt: until - 60 * DAY_S,
    until,
    approvedBy: null,
    from: null,
    revokedAt: null,
    revokedBy: null,
    version: 1,
  }
}
