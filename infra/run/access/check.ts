import type { EntitlementLimits } from '../../../src/grants/rules/ruling.ts'
import { peopleProblems } from './check-people.ts'
import { reminderProblems, ruleProblems, zoneProblems } from './check-rules.ts'
import { type Problem, shown, suggestion } from './problems.ts'
import type { AccessFile } from './schema.ts'
import { secondsOf } from './words.ts'

/** Everything that is wrong with a file whose every part is of the right form. */
export function checkAccess(
  file: AccessFile,
  entitlements: readonly EntitlementLimits[],
): readonly Problem[] {
  return [
    ...peopleProblems(file),
    ...referenceProblems(file, entitlements),
    ...ruleProblems(file, entitlements),
    ...switchProblems(file, entitlements),
    ...zoneProblems(file),
    ...reminderProblems(file),
    ...emptyTimes(file),
    ...networkProblems(file),
  ]
}

/** Where a group or an entitlement is named, by the last word of the path. */
const NAMING: Readonly<Record<string, 'group' | 'entitlement'>> = {
  askers: 'group',
  reviewers: 'group',
  revokers: 'group',
  escalateTo: 'group',
  group: 'group',
  entitlements: 'entitlement',
}

function referenceProblems(file: AccessFile, entitlements: readonly EntitlementLimits[]): readonly Problem[] {
  const known = {
    group: new Set(Object.keys(file.groups)),
    entitlement: new Set(entitlements.map(({ id }) => id)),
  }
  const { rules, autoApprovals, breakGlass, revokers, reminders } = file
  return [...leaves({ rules, autoApprovals, breakGlass, revokers, reminders })].flatMap(({ path, value }) => {
    const named = path.findLast((part) => typeof part === 'string')
    const what = typeof named === 'string' ? NAMING[named] : undefined
    if (what === undefined || typeof value !== 'string' || known[what].has(value)) return []
    const words = `there is no ${what} ${shown(value)}${suggestion(value, known[what])}`
    return [{ path, words }]
  })
}

/** Every value that is no list and no mapping, with its path. */
function* leaves(
  value: unknown,
  path: Problem['path'] = [],
): Iterable<{ readonly path: Problem['path']; readonly value: unknown }> {
  if (Array.isArray(value)) for (const [index, each] of value.entries()) yield* leaves(each, [...path, index])
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) yield* leaves(each, [...path, key])
  else yield { path, value }
}

function switchProblems(
  { switchedOn = {} }: AccessFile,
  entitlements: readonly EntitlementLimits[],
): readonly Problem[] {
  const off = new Map(entitlements.map((each) => [each.id, each.off]))
  return Object.keys(switchedOn).flatMap((id): readonly Problem[] => {
    const path = ['switchedOn', id]
    if (!off.has(id)) return [{ path, words: `there is no such entitlement${suggestion(id, off.keys())}` }]
    return off.get(id) === undefined ? [{ path, words: 'it is not off, so leave it out' }] : []
  })
}

/** Times of nothing that would let nobody do anything. The wait for new factors alone may be nothing. */
function emptyTimes(file: AccessFile): readonly Problem[] {
  const { newFactors, ...rest } = file
  return [...leaves(rest)].flatMap(({ path, value }) => {
    const named = path.findLast((part) => typeof part === 'string')
    const isTime = TIMES.has(String(named)) || path[0] === 'longest'
    return isTime && typeof value === 'string' && secondsOf(value) === 0
      ? [{ path, words: 'must be longer than nothing' }]
      : []
  })
}

const TIMES = new Set([
  'longest',
  'proofLasts',
  'requestsLapseAfter',
  'reviewWithin',
  'after',
  'escalateAfter',
])

function networkProblems({ network }: AccessFile): readonly Problem[] {
  if (!network) return []
  const given = [network.addresses, network.vpcEndpoints].filter((each) => each !== undefined)
  const words = 'must have addresses or vpcEndpoints, and not both: AWS never shows both of one call'
  return given.length === 1 ? [] : [{ path: ['network'], words }]
}
