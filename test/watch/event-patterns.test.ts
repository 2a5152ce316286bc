import { describe, expect, it } from 'vitest'
import type { Rec as JsonRec } from '../../infra/local/aws/estates/estate.ts'
import { matchesEvent, parseEventPattern } from '../../infra/local/aws/patterns/event-pattern.ts'
import { eventBridgeEnvelope, sampleEvents } from '../../src/posture/sample-events/index.ts'
import type { Detection } from '../../src/watch/detection.ts'
import { DETECTIONS } from '../../src/watch/detections/index.ts'
import { eventPatterns } from '../../src/watch/event-patterns.ts'
import { isWatched } from '../../src/watch/judge.ts'
import { ACCOUNT, aRecord, aSession, EXECUTION_ROLE, eventOf } from '../support/trail.ts'

type Rec = Readonly<Record<string, unknown>>

const PATTERNS = [...eventPatterns(DETECTIONS).values()].map((pattern) => {
  const parsed = parseEventPattern(JSON.stringify(pattern))
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.value
})

const letThrough = (envelope: Rec): boolean =>
  PATTERNS.some((pattern) => matchesEvent(pattern, JSON.parse(JSON.stringify(envelope)) as JsonRec))

const inEnvelope = (record: Rec): Rec => ({
  ...eventBridgeEnvelope({
    id: 'x',
    source: `aws.${String(record.eventSource).split('.', 1)[0]}`,
    detailType:
      record.eventName === 'ConsoleLogin'
        ? 'AWS Console Sign In via CloudTrail'
        : 'AWS API Call via CloudTrail',
    record: { ...record },
  }),
})

/** A record of each event that a detection says it looks at. */
function lookedAt({ of }: Detection): readonly Rec[] {
  return [of]
    .flat()
    .flatMap(({ sources = ['lambda.amazonaws.com'], names = ['UpdateThing'], callers = ['IAMUser'] }) =>
      sources.flatMap((eventSource) =>
        names.flatMap((name) =>
          callers.map((type) => aRecord(name, {}, { eventSource, userIdentity: { type } })),
        ),
      ),
    )
}

describe('the patterns that events are delivered by', () => {
  it.each(DETECTIONS.map((detection) => [detection.id, detection] as const))(
    'let through everything that %s looks at',
    (_, detection) => {
      const records = lookedAt(detection)
      expect(records.length).toBeGreaterThan(0)
      expect(records.filter((record) => !isWatched([detection], eventOf(record)))).toEqual([])
      expect(
        records.filter((record) => !letThrough(inEnvelope(record))).map(({ eventName }) => eventName),
      ).toEqual([])
    },
  )

  it('let through each sample event that a detection looks at, but for a read by a role on another service', () => {
    const samples = sampleEvents(ACCOUNT, 'eu-west-1')
    const wrong = samples.filter(
      (sample) => isWatched(DETECTIONS, eventOf(sample.record)) !== letThrough(eventBridgeEnvelope(sample)),
    )
    expect(wrong.map(({ id }) => id)).toEqual(['secretsmanager/GetSecretValue+denied'])
  })

  it.each([
    ['reads on SageMaker', true, aRecord('ListModels', {}, { readOnly: true })],
    [
      'reads of a role on other services',
      false,
      aRecord(
        'ListBuckets',
        {},
        {
          eventSource: 's3.amazonaws.com',
          readOnly: true,
          userIdentity: aSession(EXECUTION_ROLE, 'SageMaker'),
        },
      ),
    ],
    [
      'changes by a role on other services',
      true,
      aRecord(
        'CreateBucket',
        {},
        { eventSource: 's3.amazonaws.com', userIdentity: aSession(EXECUTION_ROLE, 'SageMaker') },
      ),
    ],
    [
      'reads by root',
      true,
      aRecord(
        'ListBuckets',
        {},
        { eventSource: 's3.amazonaws.com', readOnly: true, userIdentity: { type: 'Root' } },
      ),
    ],
    [
      'changes by users on other services',
      false,
      aRecord('CreateBucket', {}, { eventSource: 's3.amazonaws.com' }),
    ],
    [
      'who takes a role',
      true,
      aRecord('AssumeRole', {}, { eventSource: 'sts.amazonaws.com', readOnly: true }),
    ],
  ] as const)('hold for %s: %s', (_, expected, record) => {
    expect(letThrough(inEnvelope(record))).toBe(expected)
  })

  it('are within what a rule takes', () => {
    // 2,048 characters. Source: EventBridge User Guide, "quotas".
    const sizes = [...eventPatterns(DETECTIONS)].map(
      ([name, pattern]) => [name, JSON.stringify(pattern).length] as const,
    )
    expect(sizes.filter(([, size]) => size > 2048)).toEqual([])
  })
})
