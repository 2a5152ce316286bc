import { type Check, defineCheck, fail, notApplicable, pass, type Verdict } from '../check.ts'
import type { Resource } from '../inventory/index.ts'
import type { Controls, Severity } from '../practice.ts'
import { homeOfGlobalEvents, sampleTraits } from '../sample-events/index.ts'
import { Undecided, Unseen } from '../snapshot.ts'
import { hear, PATH_KINDS, type PathView } from './alarm-path.ts'
import type { Enough } from './alarm-problem.ts'

/** What a check says that somebody hears of certain events. */
export interface AlarmRow {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly why: string
  /** What the events are called in one phrase, e.g. `IAM policy changes`. */
  readonly what: string
  /** Ids of sample events, every one of which must be heard. */
  readonly events: readonly string[]
  readonly enough?: Enough
  /** The CloudWatch Logs filter pattern that matches the events. */
  readonly pattern: string
  readonly controls: Controls
}

/** Cases of one check that are not about paths. Both answer with a reason, or `undefined` for the ordinary case. */
export interface Exceptions {
  /** Why the events can never occur here: not applicable. */
  readonly outOfReach?: (account: string, see: PathView) => string | undefined
  /** Why a failure would be a guess: undecided. */
  readonly guess?: (account: string, see: PathView) => string | undefined
}

/**
 * The check of one row. Events of global services alone are judged once per account, others once per Region.
 */
export function alarmCheck(row: AlarmRow, exceptions: Exceptions = {}): Check {
  const events = row.events.map(sampleTraits)
  return defineCheck<'accounts' | 'regions', (typeof PATH_KINDS)[number]>({
    id: row.id,
    title: row.title,
    practice: 'monitoring',
    severity: row.severity,
    tier: 'core',
    controls: row.controls,
    why: row.why,
    fix: fixOf(row),
    of: events.every(({ global }) => global) ? 'accounts' : 'regions',
    with: PATH_KINDS,
    evaluate: (item, see) => verdictOn(row, item, see, exceptions),
  })
}

function verdictOn(row: AlarmRow, item: Resource, see: PathView, exceptions: Exceptions): Verdict {
  const { account } = item
  const region = item.region === 'global' ? homeOfGlobalEvents(see.regions[0] ?? '') : item.region
  const enough = row.enough ?? 'one'
  const outOfReach = exceptions.outOfReach?.(account, see)
  if (outOfReach !== undefined) return notApplicable(outOfReach)
  const hearings = row.events.map(sampleTraits).map((event) => {
    try {
      return { event, ...hear({ event, region, account, enough }, see) }
    } catch (doubt) {
      if (!(doubt instanceof Unseen || doubt instanceof Undecided)) throw doubt
      return { event, doubt }
    }
  })
  const unheard = hearings.filter((one) => 'heard' in one && !one.heard)
  const [first] = unheard
  if (first && 'broken' in first) {
    const others =
      hearings.length === 1
        ? ''
        : ` Of ${hearings.length} events, ${unheard.length} ${unheard.length === 1 ? 'goes' : 'go'} unheard.`
    const guess = exceptions.guess?.(account, see)
    if (guess !== undefined) throw new Undecided(guess)
    return fail(`Nobody hears of ${first.event.eventName}: ${first.broken}.${others}`)
  }
  for (const one of hearings) if ('doubt' in one) throw one.doubt
  const path = hearings[0] && 'path' in hearings[0] ? hearings[0].path : ''
  return pass(
    `${hearings.length === 1 ? 'The event is' : `All ${hearings.length} events are`} heard, through ${path}.`,
  )
}

function fixOf({ what, pattern, enough }: AlarmRow) {
  const threshold = enough === 'rate' ? 'THRESHOLD' : '1'
  return {
    summary: `Send ${what} to somebody: a metric filter with an alarm on the trail's log group, or an EventBridge rule, ending in a topic with a confirmed subscription.`,
    console: `CloudWatch > Log groups > the trail's group > Metric filters > Create, with the pattern ${pattern}; then select the filter > Create alarm > Sum ≥ ${threshold} in 5 minutes > notify an SNS topic; confirm the subscription by e-mail.`,
    cli: [
      `aws logs put-metric-filter --log-group-name LOG_GROUP --filter-name FILTER --filter-pattern '${pattern}' --metric-transformations metricName=METRIC,metricNamespace=NAMESPACE,metricValue=1,defaultValue=0`,
      `aws cloudwatch put-metric-alarm --alarm-name ALARM --namespace NAMESPACE --metric-name METRIC --statistic Sum --period 300 --evaluation-periods 1 --threshold ${threshold} --comparison-operator GreaterThanOrEqualToThreshold --treat-missing-data notBreaching --alarm-actions TOPIC_ARN`,
      'aws sns subscribe --topic-arn TOPIC_ARN --protocol email --notification-endpoint ADDRESS',
    ].join('\n'),
    effect: 'in-place',
  } as const
}
