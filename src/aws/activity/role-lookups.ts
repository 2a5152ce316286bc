import { plural } from '../../base/time.ts'
import type { ObservedRole } from '../../grants/request/looking.ts'
import { refusalWords } from '../refusal-words.ts'
import type { LookedUp, LookUp, Lookup } from './lookups.ts'
import { sessionFrom, type TrailRecord } from './record.ts'

/** What was looked up of a role: everything that could be of its sessions, and how many sessions there were. */
export interface RoleLookups {
  readonly all: readonly LookedUp[]
  readonly sessions: number
}

/**
 * Looks a role up: every call that assumed exactly this role leads to the access key that it gave out, and that to the
 * calls that it signed. Others may be among the records: only those made with the role count.
 */
export async function lookUpRole(
  lookUp: LookUp,
  role: ObservedRole,
  span: Pick<Lookup, 'from' | 'to'>,
  regions: readonly string[],
): Promise<RoleLookups> {
  const everywhere = (key: Lookup['key'], value: string) =>
    Promise.all(regions.map((region) => lookUp({ region, key, value, ...span })))

  const assumed = await everywhere('ResourceName', role.arn)
  const sessions = once(assumed).flatMap((record) => sessionFrom(record, role) ?? [])
  const keys = [...new Set(sessions.map(({ accessKeyId }) => accessKeyId))]
  const used = await Promise.all([
    ...keys.map((key) => everywhere('AccessKeyId', key)),
    ...[...new Set(role.sessionNames)].map((name) => everywhere('Username', name)),
  ])
  return { all: [...assumed, ...used.flat()], sessions: keys.length }
}

/** The records of some lookups, each once: several lookups can bring the same. */
export function once(lookedUp: readonly LookedUp[]): readonly TrailRecord[] {
  return [
    ...new Map(lookedUp.flatMap(({ records }) => records).map((record) => [record.id, record])).values(),
  ]
}

/** What some lookups could not read, a sentence each. */
export function gapsOf(lookedUp: readonly LookedUp[]): readonly string[] {
  const refused = lookedUp.flatMap(({ refusal }) =>
    refusal ? [`CloudTrail in ${refusal.region} could not be read: ${refusalWords(refusal)}`] : [],
  )
  const unreadable = lookedUp.reduce((sum, one) => sum + one.unreadable, 0)
  const spoilt =
    unreadable > 0 ? [`${plural(unreadable, 'event')} of CloudTrail could not be understood.`] : []
  return [...new Set([...refused, ...spoilt])]
}
