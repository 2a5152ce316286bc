import type { Clock } from '../../base/time.ts'
import type {
  EndGrant,
  FindPrincipal,
  GrantStore,
  ListRoles,
  MakeGrant,
  ReadUserGroups,
  SeePerson,
  Show,
} from '../ports.ts'
import type { AccessPolicy } from '../rules/access-policy.ts'
import type { EntitlementLimits } from '../rules/ruling.ts'
import type { Hash } from '../terms.ts'

/** What the grants need from outside. */
export interface GrantsOptions {
  readonly store: GrantStore
  readonly makeGrant: MakeGrant
  readonly endGrant: EndGrant
  readonly listRoles: ListRoles
  readonly show: Show
  readonly seePerson: SeePerson
  readonly readUserGroups: ReadUserGroups
  readonly findPrincipal: FindPrincipal
  readonly entitlement: (id: string) => EntitlementLimits | undefined
  /** The policy in force now. */
  readonly policy: () => AccessPolicy
  readonly hash: Hash
  readonly clock: Clock
  /** Told of what failed beside the decision itself, which stands: showing it, or making AWS agree. */
  readonly onFailure: (
    what: 'show' | 'settle' | 'roles' | 'close-out',
    grantId: string | null,
    error: unknown,
  ) => void
}
