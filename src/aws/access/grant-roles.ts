import type { EndGrant, FoundRole, ListRoles, MakeGrant } from '../../grants/ports.ts'
import type { Hash } from '../../grants/terms.ts'
import { createEndGrant } from './end-grant.ts'
import { type Iam, type IamPlace, iamOf, isDenied, Standstill } from './iam.ts'
import { createMakeGrant, type MakeGrantOptions } from './make-grant.ts'
import { patience, type Waiting } from './patience.ts'
import { persist } from './persist.ts'
import { foundRole, readRole, rolesInPath, type SeenRole } from './role-reading.ts'

/** The roles of grants in one account. */
export interface GrantRoles {
  readonly makeGrant: MakeGrant
  readonly endGrant: EndGrant
  readonly listRoles: ListRoles
}

/** Seconds for which IAM may be busy while one role is read. */
const PATIENCE_S = 30

/** Makes, ends and lists roles of grants. See `createMakeGrant` and `createEndGrant`. */
export function createGrantRoles(options: MakeGrantOptions): GrantRoles {
  return {
    makeGrant: createMakeGrant(options),
    endGrant: createEndGrant(options),
    listRoles: createListRoles(options),
  }
}

interface ListRolesOptions extends IamPlace, Waiting {
  readonly boundaryArn: string
  readonly hash: Hash
}

/** Every role in the path with what it may do now. Throws where one cannot be read: a list with holes would hide drift. */
function createListRoles(options: ListRolesOptions): ListRoles {
  const iam = iamOf(options)
  return async () => {
    const found: FoundRole[] = []
    for (const name of await persist(patience(options, PATIENCE_S), () => rolesInPath(iam))) {
      const role = await persist(patience(options, PATIENCE_S), () => readOne(iam, name))
      if (role) found.push(foundRole(role, options.boundaryArn, options.hash))
    }
    return found
  }
}

/** The role; undefined where it went meanwhile, of which nobody hears who may read roles of this path only. */
async function readOne(iam: Iam, name: string): Promise<SeenRole | undefined> {
  const role = await readRole(iam, name).catch((error: unknown) => {
    if (isDenied(error)) return 'hidden' as const
    throw error
  })
  if (role === 'absent') return undefined
  if (role !== 'hidden') return role
  if (!(await rolesInPath(iam)).includes(name)) return undefined
  throw new Standstill(`The role ${name} may not be read`)
}
