import { notApplicable, type Sight, type Verdict } from '../check.ts'
import type { IamRole, IamUser } from '../inventory/iam.ts'
import type { Notebook } from '../inventory/notebooks.ts'
import { seenAnyway } from '../verdicts/seen-anyway.ts'
import { certain, mustNot, type Permission, together, untilCertain } from './effective-permission.ts'
import { ownedByAws } from './people.ts'
import { administrator, strongerThan } from './powers.ts'
import type { Moment } from './reachable.ts'

/** What can be opened, or started and then opened. */
const USABLE = new Set(['InService', 'Stopped', 'Pending', 'Updating', 'Stopping'])

const NOTHING_GAINED: Permission = { truth: 'no', evidence: 'There is nothing to gain' }

/**
 * Whether a principal gains by taking over any notebook instance that runs or can be started. `take`: whether it can
 * take over this one; it is asked only where the role of the notebook instance is stronger, or may be.
 */
export function judgeTakeovers(
  principal: IamUser | IamRole,
  see: Moment & { readonly notebooks: Sight<Notebook>; readonly iamRoles: Sight<IamRole> },
  take: (notebook: Notebook) => Permission,
): Verdict {
  const owned = ownedByAws(principal)
  if (owned) return notApplicable(owned)
  const admin = administrator(principal, see)
  if (admin.truth === 'yes') return notApplicable('It is an administrator already.')
  const evidence = 'It can take over no notebook instance whose role is stronger'
  const roles = new Map(seenAnyway(see.iamRoles).map((role) => [role.arn, role]))
  const takeovers = untilCertain(seenAnyway(see.notebooks), (notebook) => {
    const role = roles.get(notebook.roleArn ?? '')
    if (!role || role.arn === principal.arn || !USABLE.has(notebook.status)) return NOTHING_GAINED
    const stronger = strongerThan(role, principal, see)
    if (stronger.truth === 'no') return stronger
    const taken = together([stronger, take(notebook)])
    return { ...taken, evidence: `Notebook instance ${notebook.name}: ${taken.evidence}` }
  })
  if (takeovers.some(({ truth }) => truth === 'yes')) certain([admin])
  const verdict = mustNot(takeovers, evidence)
  if (verdict.status === 'fail') return verdict
  const notebooks = see.notebooks.all()
  if (notebooks.length === 0) return notApplicable('There is no notebook instance.')
  for (const { roleArn } of notebooks) {
    if (roleArn !== undefined) see.iamRoles.find((role) => role.arn === roleArn, roleArn)
  }
  return verdict
}
