import { createHash } from 'node:crypto'
import type { Rule } from '@aws-sdk/client-eventbridge'
import type { Resource } from '../../posture/inventory/resource.ts'
import type { EventRule } from '../../posture/inventory/watch.ts'
import { eventBridgeEnvelope, homeOfGlobalEvents, sampleEvents } from '../../posture/sample-events/index.ts'
import type { Part } from '../../posture/snapshot.ts'
import { type Answer, required } from '../call.ts'
import { defineCollector, itemsOf, partOf, type Reading } from '../collector.ts'
import { IMMUTABLE } from '../describe.ts'
import { mapAll } from '../fields.ts'
import { couldMatch } from '../parts/event-pattern.ts'

const EVERY_CALL = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'

/**
 * EventBridge rules with a pattern on the default bus, where CloudTrail's events arrive; AWS itself says which sample
 * events each one matches. Read in the audited Regions and in the one that hears of IAM and sign-ins.
 */
export const eventRules = defineCollector({
  kind: 'eventRules',
  actions: ['events:ListRules', 'events:ListTargetsByRule', 'events:TestEventPattern'],
  regional: false,
  async collect(reading) {
    const regions = new Set([...reading.regions, homeOfGlobalEvents(reading.homeRegion)])
    const found = await mapAll([...regions], async (region) => {
      const listed = await reading.pages(
        'events',
        'ListRules',
        { Limit: 100 },
        {
          items: (page) => page.Rules,
          map: (raw) => (raw.EventPattern === undefined ? undefined : raw),
        },
        region,
      )
      return mapAll(itemsOf(reading, listed), (raw) => ruleOf(reading, raw, region))
    })
    return found.flat()
  },
})

async function ruleOf(reading: Reading, raw: Rule, region: string): Promise<EventRule> {
  const name = required(raw.Name, 'Name')
  const identity = reading.identity(name, required(raw.Arn, 'Arn'), undefined, region)
  const [targets, matches] = await Promise.all([
    targetsOf(reading, identity),
    matchesOf(reading, raw.EventPattern ?? '', region),
  ])
  return {
    ...identity,
    enabled: raw.State?.startsWith('ENABLED') ?? false,
    ...(raw.State === EVERY_CALL && { allManagementEvents: true }),
    bus: raw.EventBusName ?? 'default',
    targets,
    matches: partOf(reading, matches, identity),
  }
}

async function targetsOf(reading: Reading, rule: Resource): Promise<Part<readonly string[]>> {
  const listed = await reading.pages(
    'events',
    'ListTargetsByRule',
    { Rule: rule.name, Limit: 100 },
    { gone: 'nothing', items: (page) => page.Targets, map: (target) => required(target.Arn, 'Arn') },
    rule.region,
  )
  return listed.refusal ? reading.partGap(listed.refusal, rule) : { value: listed.items }
}

/** Ids of the sample events that a pattern matches; those that its literal values rule out are not asked about. */
function matchesOf(reading: Reading, pattern: string, region: string): Promise<Answer<readonly string[]>> {
  const events = sampleEvents(reading.account, region).map((sample) => ({
    id: sample.id,
    event: eventBridgeEnvelope(sample),
  }))
  const asked = events.filter(({ event }) => couldMatch(pattern, event))
  if (asked.length === 0) return Promise.resolve({ outcome: 'value', value: [] })
  const digest = createHash('sha256')
    .update(JSON.stringify([pattern, asked]))
    .digest('hex')
  return reading.kept(`TestEventPattern ${digest}`, IMMUTABLE, async () => {
    const answers = await mapAll(asked, async ({ id, event }) => ({
      id,
      answer: await reading.read(
        'events',
        'TestEventPattern',
        { EventPattern: pattern, Event: JSON.stringify(event) },
        (raw) => required(raw.Result, 'Result'),
        region,
      ),
    }))
    const failed = answers.find(({ answer }) => answer.outcome !== 'value')
    if (failed && failed.answer.outcome !== 'value') return failed.answer
    const matched = answers.filter(({ answer }) => answer.outcome === 'value' && answer.value)
    return { outcome: 'value', value: matched.map(({ id }) => id) }
  })
}
