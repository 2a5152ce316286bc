import type { EntitlementLimits } from '../../../src/grants/rules/ruling.ts'
import { type Problem, shown, suggestion } from './problems.ts'
import type { AccessFile } from './schema.ts'
import { factorsOf, keyIn } from './settings.ts'
import { isTimeZone, secondsOf } from './words.ts'

type Rule = AccessFile['rules'][number]
type Path = Problem['path']

/** What is wrong with the rules of a file, by themselves and against its groups and the entitlements that there are. */
export function ruleProblems(file: AccessFile, known: readonly EntitlementLimits[]): readonly Problem[] {
  const { rules, autoApprovals = [], breakGlass } = file
  const offered = known.filter(({ id, off }) => off === undefined || Object.hasOwn(file.switchedOn ?? {}, id))
  return [
    ...twice('rules', rules),
    ...twice('autoApprovals', autoApprovals),
    ...rules.flatMap((rule, index) => {
      const path = ['rules', index]
      return rule.deny
        ? [...scopeProblems(rule.for, known, known, path), ...denialProblems(rule, path)]
        : [...scopeProblems(rule.for, known, offered, path), ...approvalProblems(file, rule, offered, path)]
    }),
    ...autoApprovals.flatMap((auto, index) => {
      return scopeProblems(auto.for, known, offered, ['autoApprovals', index])
    }),
    ...(breakGlass
      ? [
          ...scopeProblems(breakGlass.for, known, offered, ['breakGlass']),
          ...reviewProblems(file, breakGlass),
        ]
      : []),
  ]
}

/** The zone of the quiet hours, if it is wrong. */
export function zoneProblems({ quietHours }: AccessFile): readonly Problem[] {
  if (!quietHours || isTimeZone(quietHours.zone)) return []
  const near = suggestion(quietHours.zone, Intl.supportedValuesOf('timeZone'))
  return [{ path: ['quietHours', 'zone'], words: `there is no time zone ${shown(quietHours.zone)}${near}` }]
}

function twice(
  list: 'rules' | 'autoApprovals',
  rules: ReadonlyArray<{ readonly id: string }>,
): readonly Problem[] {
  const ids = rules.map(({ id }) => id)
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ path: [list, index, 'id'], words: 'another one has this id' }] : [],
  )
}

/** Why nothing that can be asked for ever fits. */
function scopeProblems(
  scope: Rule['for'],
  known: readonly EntitlementLimits[],
  offered: readonly EntitlementLimits[],
  path: Path,
): readonly Problem[] {
  const { entitlements, resources, accounts, risks } = scope
  const ids = new Set(known.map(({ id }) => id))
  // One that is not there is told by itself.
  if (entitlements?.some((id) => !ids.has(id))) return []
  const named = (among: readonly EntitlementLimits[]) =>
    among.filter(({ id, risk }) => (entitlements?.includes(id) ?? true) && (risks?.includes(risk) ?? true))
  const at = [...path, 'for']
  const elsewhere =
    accounts !== undefined &&
    resources?.every((arn) => /^\d{12}$/.test(accountIn(arn)) && !accounts.includes(accountIn(arn)))
  return [
    ...(named(known).length === 0
      ? [{ path: at, words: 'it can never fit: none of these entitlements has such a risk' }]
      : named(offered).length === 0
        ? [{ path: at, words: 'it can never fit: all that it is for is off; see switchedOn' }]
        : []),
    ...(elsewhere ? [{ path: at, words: 'it can never fit: the ARNs are of other accounts' }] : []),
  ]
}

function accountIn(arn: string): string {
  return arn.split(':')[4] ?? ''
}

function denialProblems(rule: Rule, path: Path): readonly Problem[] {
  const useless = (['askers', 'approvals', 'approvalsInTotal', 'longest', 'factors'] as const).filter(
    (name) => rule[name] !== undefined,
  )
  return useless.map((name) => ({ path: [...path, name], words: 'means nothing where deny is true' }))
}

function approvalProblems(
  file: AccessFile,
  rule: Rule,
  offered: readonly EntitlementLimits[],
  path: Path,
): readonly Problem[] {
  const { approvals, approvalsInTotal = 0, factors, for: scope } = rule
  if (!approvals) return [{ path, words: 'must have approvals, or deny: true' }]
  const names = approvals.map(({ group }) => group)
  const allowed = factorsOf(file)
  const risks = new Set(
    offered.filter(({ id }) => scope.entitlements?.includes(id) ?? true).map(({ risk }) => risk),
  )
  const unprovable = [...risks].filter(
    (risk) =>
      (scope.risks?.includes(risk) ?? true) &&
      factors !== undefined &&
      !factors.some((each) => allowed[risk].includes(each)),
  )
  return [
    ...approvals.flatMap(({ group, count }, index): readonly Problem[] => {
      const at = [...path, 'approvals', index]
      if (names.indexOf(group) < index) return [{ path: at, words: 'this group is there twice' }]
      return tooFew(file, [group], count, rule.askers).map((words) => ({ path: at, words }))
    }),
    ...tooFew(file, names, approvalsInTotal, rule.askers).map((words) => ({
      path: [...path, 'approvalsInTotal'],
      words,
    })),
    ...unprovable.map((risk) => ({
      path: [...path, 'factors'],
      words: `nobody could approve: none of these suffices for ${risk} risk`,
    })),
  ]
}

/** Why so many others can never be found in these groups, as far as the file alone can tell. */
function tooFew(
  file: AccessFile,
  groups: readonly string[],
  count: number,
  askers: readonly string[] = [],
): readonly string[] {
  const people = listed(file, groups)
  if (!people) return []
  if (people.size < count) return [`${count} are needed, and ${people.size} can approve`]
  const stuck = [...(listed(file, askers) ?? [])].find(
    (asker) => people.has(asker) && people.size - 1 < count,
  )
  return stuck === undefined
    ? []
    : [`${stuck} may ask, and without them only ${people.size - 1} can approve where ${count} are needed`]
}

/** Everybody in these groups; undefined where Slack alone knows, or a group is not there. */
function listed(file: AccessFile, groups: readonly string[]): ReadonlySet<string> | undefined {
  const members = groups.map((group) =>
    Object.hasOwn(file.groups, group) ? file.groups[group]?.people : undefined,
  )
  if (members.includes(undefined)) return undefined
  return new Set(members.flatMap((people) => people ?? []).map((person) => keyIn(file, person)))
}

function reviewProblems(
  file: AccessFile,
  { askers, reviewers }: NonNullable<AccessFile['breakGlass']>,
): readonly Problem[] {
  return tooFew(file, reviewers, 1, askers).map((words) => ({
    path: ['breakGlass', 'reviewers'],
    words: words.replace('can approve', 'can review'),
  }))
}

/** Reminders that can never be sent. */
export function reminderProblems({
  reminders = {},
  requestsLapseAfter = '4h',
}: AccessFile): readonly Problem[] {
  const { after = [], escalateAfter, escalateTo } = reminders
  const late = (time: string) => secondsOf(time) >= secondsOf(requestsLapseAfter)
  const words = 'comes too late: the request has lapsed by then (requestsLapseAfter)'
  return [
    ...after.flatMap((time, index) => (late(time) ? [{ path: ['reminders', 'after', index], words }] : [])),
    ...(escalateAfter !== undefined && late(escalateAfter)
      ? [{ path: ['reminders', 'escalateAfter'], words }]
      : []),
    ...((escalateAfter === undefined) === (escalateTo === undefined)
      ? []
      : [{ path: ['reminders'], words: 'escalateAfter and escalateTo go together' }]),
  ]
}
