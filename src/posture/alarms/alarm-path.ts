import { arnName, parseArn } from '../../base/arn.ts'
import type { View } from '../check.ts'
import type { Alarm, EventRule, MetricFilter, Trail } from '../inventory/watch.ts'
import { homeOfGlobalEvents, type SampleTraits } from '../sample-events/index.ts'
import { known, Undecided } from '../snapshot.ts'
import { type Search, startSearch } from '../verdicts/doubt.ts'
import { alarmProblem, type Enough } from './alarm-problem.ts'
import { covers, passage, selects } from './trail-records.ts'

/** The kinds that a path runs through. */
export const PATH_KINDS = ['trails', 'metricFilters', 'alarms', 'eventRules', 'topics'] as const

export type PathView = View<(typeof PATH_KINDS)[number]>

/** What is asked: does anybody hear of this event, in this Region of this account? */
export interface Question {
  readonly event: SampleTraits
  readonly region: string
  readonly account: string
  readonly enough: Enough
}

/** One walk: what is asked, what is seen, and the links that held so far (from the hearer backwards). */
interface Walk {
  readonly question: Question
  readonly see: PathView
  readonly search: Search
  readonly path: string[]
}

/** The path on which an event is heard, or the first link at which the most promising path breaks. */
export type Hearing =
  | { readonly heard: true; readonly path: string }
  | { readonly heard: false; readonly broken: string }

/** Services that act on an event or wake somebody, and are taken for a hearer. Archives (logs, streams) are none. */
const HEARERS: ReadonlySet<string> = new Set([
  'lambda',
  'sqs',
  'states',
  'ssm',
  'ssm-incidents',
  'ssm-contacts',
  'events',
  'aiops',
])

/**
 * Walks from an event to somebody who hears of it: trail, log group, metric filter, alarm, topic, confirmed
 * subscription; or trail, EventBridge rule, target. Whether a filter or rule matches is AWS's own word (`matches`).
 * Throws `Unseen` or `Undecided` where no path is seen to work and one might.
 */
export function hear(question: Question, see: PathView): Hearing {
  const walk: Walk = { question, see, search: startSearch('no trail records it'), path: [] }
  const heard =
    walk.search.try(() => see.trails.some((trail) => walk.search.try(() => byAlarm(trail, walk)))) ||
    walk.search.try(() => byRule(walk))
  return heard
    ? { heard: true, path: walk.path.toReversed().join(', ') }
    : { heard: false, broken: walk.search.explain() }
}

function byAlarm(trail: Trail, walk: Walk): boolean {
  const { question, see, search } = walk
  if (!mayRecord(trail, walk)) return false
  const arn = trail.logGroupArn
  if (arn === undefined)
    return search.broken(
      1,
      `trail ${trail.name} sends nothing to CloudWatch Logs, and no EventBridge rule matches it`,
    )
  const group = parseArn(arn)
  if (group === undefined) return search.broken(1, `trail ${trail.name} names no valid log group`)
  if (group.account !== question.account)
    throw new Undecided(
      `Trail ${trail.name} delivers to a log group of account ${group.account}, whose alarms cannot be seen from here.`,
    )
  const name = group.resource.replace(/^log-group:/, '').replace(/:\*$/, '')
  search.broken(2, `no metric filter of ${name} and no EventBridge rule matches it`)
  const heard = see.metricFilters
    .in(group.region)
    .some((filter) => filter.logGroupName === name && search.try(() => byFilter(filter, walk)))
  // Only now: what a trail hides does not matter where nobody listens to it anyway.
  return heard && surelyRecords(trail, walk)
}

function byFilter(filter: MetricFilter, walk: Walk): boolean {
  const { question, see, search, path } = walk
  if ('value' in filter.matches && !filter.matches.value.includes(question.event.id)) return false
  const heard = filter.metrics.some(({ namespace, name, defaultValue }) => {
    search.broken(3, `no alarm watches ${name} in ${namespace}, which metric filter ${filter.name} counts`)
    const watches = (alarm: Alarm) => alarm.namespace === namespace && alarm.metricName === name
    return search.try(() =>
      see.alarms
        .in(filter.region)
        .some(
          (alarm) => watches(alarm) && search.try(() => byAction(alarm, defaultValue !== undefined, walk)),
        ),
    )
  })
  if (!heard || !known(filter.matches).includes(question.event.id)) return false
  path.push(`metric filter ${filter.name}`)
  return true
}

function byAction(alarm: Alarm, countsZeros: boolean, walk: Walk): boolean {
  const { question, see, search, path } = walk
  const problem = alarmProblem(alarm, countsZeros, question.enough, see.now)
  if (problem !== undefined) return search.broken(4, `alarm ${alarm.name} ${problem}`)
  const sender = `alarm ${alarm.name}`
  const heard = alarm.actions.some((arn) => search.try(() => receives(arn, sender, walk)))
  if (heard) path.push(sender)
  return heard
}

function byRule(walk: Walk): boolean {
  const { question, see, search } = walk
  const at = question.event.global ? homeOfGlobalEvents(question.region) : question.region
  const byTrail = (records: (trail: Trail) => boolean) =>
    see.trails.some((trail) => search.try(() => records(trail)))
  // EventBridge hears of calls only while a trail that is logging records them.
  return (
    byTrail((trail) => mayRecord(trail, walk)) &&
    see.eventRules.in(at).some((rule) => search.try(() => byTarget(rule, walk))) &&
    byTrail((trail) => mayRecord(trail, walk) && surelyRecords(trail, walk))
  )
}

function byTarget(rule: EventRule, walk: Walk): boolean {
  const { search, path } = walk
  const { event } = walk.question
  if ('value' in rule.matches && !rule.matches.value.includes(event.id)) return false
  if (rule.bus !== 'default') return false
  if (!rule.enabled) return search.broken(3, `EventBridge rule ${rule.name} is switched off`)
  if (event.readOnly && rule.allManagementEvents !== true)
    return search.broken(3, `EventBridge rule ${rule.name} does not hear calls that only read`)
  if (!known(rule.matches).includes(event.id)) return false
  search.broken(4, `EventBridge rule ${rule.name} has no target that anybody hears`)
  const sender = `EventBridge rule ${rule.name}`
  const heard = known(rule.targets).some((arn) => search.try(() => receives(arn, sender, walk)))
  if (heard) path.push(sender)
  return heard
}

/** Whether what an alarm or a rule sends to `arn` reaches anybody. The last link, and the first of the path to hold. */
function receives(arn: string, sender: string, { question, see, search, path }: Walk): boolean {
  path.length = 0
  const target = parseArn(arn)
  if (target?.service === 'sns') {
    const topic = see.topics.in(target.region).find((one) => one.arn === arn, arn)
    if (topic === undefined && target.account !== question.account)
      throw new Undecided(
        `The ${sender} sends to topic ${target.resource} of account ${target.account}, which cannot be seen from here.`,
      )
    if (topic === undefined)
      return search.broken(5, `${sender} sends to topic ${target.resource}, which does not exist`)
    if (!known(topic.subscriptions).some(({ confirmed }) => confirmed))
      return search.broken(5, `${sender} sends to topic ${topic.name}, which has no confirmed subscription`)
    path.push(`topic ${topic.name}`)
    return true
  }
  if (target === undefined || !HEARERS.has(target.service))
    return search.broken(
      5,
      `${sender} sends to ${arnName(arn)} (${target?.service ?? 'no ARN'}), which tells nobody`,
    )
  path.push(`${target.service} ${arnName(arn)}`)
  return true
}

/** False where a trail is seen to miss the event. What it hides is left for `surelyRecords`. */
function mayRecord(trail: Trail, { question, search }: Walk): boolean {
  const { event, region } = question
  if (!covers(trail, event, region)) return false
  if ('value' in trail.status && !trail.status.value.logging)
    return search.broken(0, `trail ${trail.name} is not logging`)
  if ('value' in trail.selectors && passage(trail.selectors.value, event) === 'left-out')
    return search.broken(0, `trail ${trail.name} leaves it out`)
  return true
}

/** Throws where the status or the selectors of a trail, which `mayRecord` has not refuted, leave it open. */
function surelyRecords(trail: Trail, { question }: Walk): boolean {
  return known(trail.status).logging && selects(trail, known(trail.selectors), question.event)
}
