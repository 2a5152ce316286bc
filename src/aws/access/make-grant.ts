import { GRANT_POLICY_NAME, GRANT_SESSION_SECONDS } from '../../grants/grant-role.ts'
import type { RenderedGrant } from '../../grants/policy.ts'
import type { Made, MakeGrant } from '../../grants/ports.ts'
import { detailOf } from '../call.ts'
import {
  type Iam,
  type IamPlace,
  iamOf,
  isDenied,
  isInvalidPrincipal,
  isTaken,
  meaningOf,
  Standstill,
} from './iam.ts'
import { nextWrite, type Wanted } from './next-write.ts'
import { patience, type Wait, type Waiting } from './patience.ts'
import { hashOf, readRole } from './role-reading.ts'
import { type Rendering, wantedRole } from './wanted-role.ts'

/** What roles are made with. */
export interface MakeGrantOptions extends Rendering, IamPlace, Waiting {
  /** The managed policy that bounds every grant's role. */
  readonly boundaryArn: string
}

/** Seconds for which IAM may be late with what was written, or busy. */
const PATIENCE_S = 45

/**
 * Makes the role of a grant by looking, writing what is missing, and looking again, until IAM shows exactly what was
 * wanted. So it does not matter whether an earlier call was lost, answered late, or was somebody else's: any call may be
 * the last one of a process, and the next process goes on from what it sees. `refused` is what waiting does not mend;
 * whatever else goes wrong for longer than the patience is thrown.
 */
export function createMakeGrant(options: MakeGrantOptions): MakeGrant {
  const iam = iamOf(options)
  return async (grant, revision, window) => {
    const rendered = wantedRole(options, grant, revision, window)
    if (!rendered.ok) return { outcome: 'refused', problem: rendered.error }
    const known = [grant.current, grant.next, revision].flatMap((each) => each?.requestHash ?? [])
    const { boundaryArn } = options
    return converge(iam, options, {
      grant: rendered.value,
      grantId: grant.id,
      boundaryArn,
      knownHashes: known,
    })
  }
}

async function converge(iam: Iam, options: MakeGrantOptions, wanted: Wanted): Promise<Made> {
  const wait = patience(options, PATIENCE_S)
  const { arn, name } = wanted.grant.role
  let doing: Doing = 'look'
  let before: Doing | undefined
  let hidden = false
  for (;;) {
    try {
      doing = 'look'
      const seen = await readRole(iam, name)
      hidden = seen === 'hidden'
      const next = nextWrite(wanted, seen)
      if ('agrees' in next) {
        const documentsHash = hashOf(next.agrees, wanted.boundaryArn, options.hash)
        return { outcome: 'made', role: { arn, documentsHash } }
      }
      if ('refused' in next) return { outcome: 'refused', problem: next.refused }
      if ('outdated' in next) throw new Standstill(next.outdated)
      if (next.write === before) {
        // Written already, and not shown yet. If it still is not after a while, it is written once more.
        before = undefined
        if (!(await wait()))
          throw new Standstill(`IAM does not show the ${next.write} of ${name} that was written`)
        continue
      }
      doing = next.write
      await WRITES[doing](iam, wanted)
      before = doing
    } catch (error) {
      before = undefined
      const refused = await refusalOf(error, doing, hidden, wait)
      if (refused !== undefined) return { outcome: 'refused', problem: `${refused}: ${detailOf(error)}` }
    }
  }
}

type Doing = 'look' | keyof typeof WRITES

/** Why an error is the last word; undefined where it was waited out. Throws it where it may be tried again later. */
async function refusalOf(
  error: unknown,
  doing: Doing,
  hidden: boolean,
  wait: Wait,
): Promise<string | undefined> {
  const meaning = meaningOf(error)
  if (meaning === 'unknown') throw error
  if (meaning === 'final') return 'IAM does not take the role'
  if (isDenied(error) && doing === 'role') return 'The bot may not make the role'
  if (await wait()) return undefined
  if (isInvalidPrincipal(error)) return 'IAM does not know the person for whom the role is'
  if (isDenied(error))
    return doing === 'look' ? 'The bot may not read the role' : 'The bot may not write the role'
  if (hidden && isTaken(error))
    return 'There is another role of that name already, which the bot may not read'
  throw error
}

const WRITES = { role: createRole, permissions: putPermissions, trust: putTrust, tags: putTags }

async function createRole(iam: Iam, { grant, grantId, boundaryArn }: Wanted): Promise<void> {
  await iam('CreateRole', {
    Path: grant.role.path,
    RoleName: grant.role.name,
    AssumeRolePolicyDocument: JSON.stringify(grant.trust),
    Description: `Temporary access under grant ${grantId}. It ends by itself: its policies hold the times.`,
    MaxSessionDuration: GRANT_SESSION_SECONDS,
    PermissionsBoundary: boundaryArn,
    Tags: tagsOf(grant),
  })
}

async function putPermissions(iam: Iam, { grant }: Wanted): Promise<void> {
  const PolicyDocument = JSON.stringify(grant.permissions)
  await iam('PutRolePolicy', { RoleName: grant.role.name, PolicyName: GRANT_POLICY_NAME, PolicyDocument })
}

async function putTrust(iam: Iam, { grant }: Wanted): Promise<void> {
  const PolicyDocument = JSON.stringify(grant.trust)
  await iam('UpdateAssumeRolePolicy', { RoleName: grant.role.name, PolicyDocument })
}

async function putTags(iam: Iam, { grant }: Wanted): Promise<void> {
  await iam('TagRole', { RoleName: grant.role.name, Tags: tagsOf(grant) })
}

function tagsOf({ role }: RenderedGrant): Array<{ Key: string; Value: string }> {
  return Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value }))
}
