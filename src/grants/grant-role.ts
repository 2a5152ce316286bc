import { isoTime } from '../base/time.ts'
import type { PersonKey, Window } from './terms.ts'

/** The path that holds the roles of grants, and nothing else. */
export const GRANT_PATH = '/sagewarden/'

/** The one inline policy of a grant's role. */
export const GRANT_POLICY_NAME = 'grant'

/** A session lasts an hour at most; it may be taken again inside the window, and each time the trust is asked anew. */
export const GRANT_SESSION_SECONDS = 3600

/** Tags of a grant's role: what is needed to tell whose it is if the records are lost. No others are ever set. */
export const ROLE_TAGS = {
  grant: 'sagewarden:grant',
  request: 'sagewarden:request',
  ends: 'sagewarden:ends',
  owner: 'sagewarden:owner',
} as const

/** Path and name together: with more, the console cannot switch to the role. Source: IAM User Guide, "IAM quotas". */
const LONGEST_PATH_AND_NAME = 64

/**
 * The name of a grant's role. It follows from the id alone, so that making it twice is making it once. Undefined where
 * the id is not lower case letters, digits and hyphens (IAM takes names that differ in case for one), or too long.
 */
export function roleName(grantId: string): string | undefined {
  const name = `grant-${grantId}`
  const fits = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(grantId)
  return fits && GRANT_PATH.length + name.length <= LONGEST_PATH_AND_NAME ? name : undefined
}

/** The grant whose role has this name; undefined where no grant's role is named so. */
export function grantIdOf(name: string): string | undefined {
  const id = name.startsWith('grant-') ? name.slice('grant-'.length) : ''
  return roleName(id) === name ? id : undefined
}

/** ARN pattern of every role in the path. */
export function grantRoles(partition: string, account: string): string {
  return `arn:${partition}:iam::${account}:role${GRANT_PATH}*`
}

/** The tags of a grant's role, by key. */
export function roleTags(
  grantId: string,
  requestHash: string,
  owner: PersonKey,
  { endsAt }: Window,
): Readonly<Record<string, string>> {
  return {
    [ROLE_TAGS.grant]: grantId,
    [ROLE_TAGS.request]: requestHash,
    [ROLE_TAGS.ends]: isoTime(endsAt),
    [ROLE_TAGS.owner]: owner,
  }
}
