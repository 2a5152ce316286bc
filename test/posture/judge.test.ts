import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BASELINE } from '../../src/posture/baseline.ts'
import { type Check, defineCheck, fail, notApplicable, pass } from '../../src/posture/check.ts'
import { judge } from '../../src/posture/judge.ts'
import { type Gap, known, type Part, type Snapshot, Undecided } from '../../src/posture/snapshot.ts'
import { ACCOUNT, a, aGap, NOW, REGION, seen, snapshotOf, verdicts } from '../support/inventory.ts'

const META = {
  title: 'It should be so',
  practice: 'monitoring',
  severity: 'low',
  tier: 'core',
  controls: {},
  why: '',
  fix: { summary: '', console: '', cli: '', effect: 'in-place' },
} as const

const topic = (name: string, region = REGION, subscriptions: Part<readonly never[]> = seen([])) =>
  a('topics', { name, region, arn: `arn:aws:sns:${region}:${ACCOUNT}:${name}`, subscriptions })
const alarm = (name: string, actions: readonly string[] = [], region = REGION) =>
  a('alarms', {
    name,
    region,
    arn: `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${name}`,
    actions,
    actionsEnabled: true,
    state: 'OK',
  })

/** Fails an alarm without actions. */
const acts = defineCheck({
  ...META,
  id: 'acts',
  of: 'alarms',
  evaluate: ({ actions }) => (actions.length > 0 ? pass('acts') : fail('does nothing')),
})
/** Asks for a topic in each of the three ways. */
const finds = defineCheck({
  ...META,
  id: 'finds',
  of: 'alarms',
  with: ['topics'],
  evaluate: ({ actions }, see) => {
    const [name = 'none'] = actions
    return see.topics.find((one) => one.name === name, name) ? pass('found') : fail('not found')
  },
})
const counts = defineCheck({
  ...META,
  id: 'counts',
  of: 'alarms',
  with: ['topics'],
  evaluate: (_item, see) => {
    const names = see.topics.all().map(({ name }) => name)
    return names.length > 0 ? pass(names.join(' ')) : fail('no topic')
  },
})
const anyNamed = defineCheck({
  ...META,
  id: 'any-named',
  of: 'alarms',
  with: ['topics'],
  evaluate: ({ actions }, see) =>
    see.topics.some(({ name }) => actions.includes(name)) ? pass('one is there') : fail('none is there'),
})
const DENIED = 'unknown: Could not be seen: DescribeSample was denied (needs sagemaker:DescribeSample).'
const topicGap = aGap({ kind: 'topics' })

describe('every resource by every check', () => {
  it('gets one verdict', () => {
    const snapshot = snapshotOf({ alarms: [alarm('loud', ['t']), alarm('mute')] })
    expect(verdicts(acts, snapshot)).toEqual(['loud pass: acts', 'mute fail: does nothing'])
  })

  it('of several kinds is judged by one rule', () => {
    const exists = defineCheck({
      ...META,
      id: 'exists',
      of: ['topics', 'alarms'],
      evaluate: ({ kind }) => pass(kind),
    })
    const snapshot = snapshotOf({ alarms: [alarm('loud')], topics: [topic('t')] })
    expect(verdicts(exists, snapshot)).toEqual(['t pass: topics', 'loud pass: alarms'])
    expect([exists.of, exists.also, exists.with]).toEqual(['topics', ['alarms'], ['alarms']])
  })

  it('that is out of scope gets none', () => {
    const snapshot = snapshotOf({ alarms: [alarm('loud', ['t']), alarm('mute')] }, [
      aGap({ kind: 'alarms', resources: [alarm('hidden')] }),
    ])
    const { findings } = judge([acts], snapshot, options({ inScope: ({ name }) => name === 'mute' }))
    expect(findings.map((one) => one.resource.name)).toEqual(['mute'])
  })

  it('is named by a small reference, the same object for all its findings', () => {
    const { findings } = judge([acts, finds], snapshotOf({ alarms: [alarm('loud')] }), options())
    expect(findings[0]?.resource).toBe(findings[1]?.resource)
    expect(new Set(Object.keys(findings[0]?.resource ?? {}))).toEqual(
      new Set(['kind', 'arn', 'name', 'region', 'account']),
    )
  })

  it('does not apply where there is no resource', () => {
    expect(verdicts(acts, snapshotOf({}))).toEqual([
      `${ACCOUNT} not-applicable: There are no alarms to judge.`,
    ])
    const both = defineCheck({ ...META, id: 'both', of: ['topics', 'alarms'], evaluate: () => pass('') })
    expect(verdicts(both, snapshotOf({}))).toEqual([
      `${ACCOUNT} not-applicable: There are no SNS topics or alarms to judge.`,
    ])
  })

  it('may be told that the rule does not apply to it', () => {
    const never = defineCheck({
      ...META,
      id: 'never',
      of: 'alarms',
      evaluate: () => notApplicable('It is new.'),
    })
    expect(verdicts(never, snapshotOf({ alarms: [alarm('loud')] }))).toEqual([
      'loud not-applicable: It is new.',
    ])
  })
})

describe('what could not be seen', () => {
  it('of a whole kind is one unknown, beside the verdicts on what was seen', () => {
    const snapshot = snapshotOf({ alarms: [alarm('loud', ['t'])] }, [aGap({ kind: 'alarms' })])
    expect(verdicts(acts, snapshot)).toEqual(['loud pass: acts', `all alarms in ${REGION} ${DENIED}`])
  })

  it('of one resource is an unknown of that resource', () => {
    const gap = aGap({ kind: 'alarms', cause: 'throttled', resources: [alarm('hidden')] })
    expect(verdicts(acts, snapshotOf({}, [gap]))).toEqual([
      'hidden unknown: Could not be seen: DescribeSample was throttled.',
    ])
  })

  it.each([
    ['denied', 'was denied (needs sagemaker:DescribeSample)'],
    ['throttled', 'was throttled'],
    ['unsupported', 'is not supported'],
    ['unavailable', 'gave no answer'],
  ] as const)('because a call was %s says so', (cause, words) => {
    const snapshot = snapshotOf({}, [aGap({ kind: 'alarms', region: 'global', cause })])
    expect(verdicts(acts, snapshot)).toEqual([
      `all alarms unknown: Could not be seen: DescribeSample ${words}.`,
    ])
  })

  it('of a part is unknown only where the part is asked for', () => {
    const subscribed = defineCheck({
      ...META,
      id: 'subscribed',
      of: 'topics',
      evaluate: ({ name, subscriptions }) =>
        name === 'old' ? fail('is old') : pass(`${known(subscriptions).length} subscriptions`),
    })
    const hidden = { gap: topicGap }
    const snapshot = snapshotOf({
      topics: [topic('a'), topic('b', REGION, hidden), topic('old', REGION, hidden)],
    })
    expect(verdicts(subscribed, snapshot)).toEqual([
      'a pass: 0 subscriptions',
      `b ${DENIED}`,
      'old fail: is old',
    ])
  })

  it('is reported once per gap, with the checks that it hid, and not where it hid nothing', () => {
    const snapshot = snapshotOf({ alarms: [alarm('one'), alarm('two')] }, [topicGap])
    const { gaps } = judge([finds, counts, acts], snapshot, options())
    expect(gaps).toEqual([{ ...topicGap, checks: ['counts', 'finds'] }])
    expect(judge([acts], snapshot, options()).gaps).toEqual([])
  })

  it('cannot be decided either where a check says so', () => {
    const undecided = defineCheck({
      ...META,
      id: 'undecided',
      of: 'alarms',
      evaluate: () => {
        throw new Undecided('The rest lies in another account.')
      },
    })
    const { findings, gaps } = judge([undecided], snapshotOf({ alarms: [alarm('loud')] }), options())
    expect(findings).toMatchObject([{ status: 'unknown', evidence: 'The rest lies in another account.' }])
    expect(gaps).toEqual([])
  })
})

describe('a check that crashes', () => {
  it('is unknown for that resource alone, and the edge is told', () => {
    const broken = defineCheck({
      ...META,
      id: 'broken',
      of: 'alarms',
      evaluate: ({ name }) => {
        if (name === 'bad') throw new TypeError('secret detail')
        return pass('fine')
      },
    })
    const crashes: string[] = []
    const { findings } = judge(
      [broken],
      snapshotOf({ alarms: [alarm('bad'), alarm('good')] }),
      options({
        onCrash: (check, resource, error) => crashes.push(`${check.id} ${resource.name} ${String(error)}`),
      }),
    )
    expect(findings.map((one) => `${one.status}: ${one.evidence}`)).toEqual([
      'unknown: The check could not be completed; the log says why.',
      'pass: fine',
    ])
    expect(crashes).toEqual(['broken bad TypeError: secret detail'])
  })
})

describe('looking at another kind', () => {
  it('shows its own Region and what is global, and all Regions to what is global', () => {
    const topics = [topic('here'), topic('there', 'us-east-1'), topic('world', 'global')]
    const alarms = [alarm('local'), alarm('global', [], 'global')]
    expect(verdicts(counts, snapshotOf({ alarms, topics }))).toEqual([
      'local pass: here world',
      'global pass: here there world',
    ])
  })

  it('minds gaps of its own Region and global ones, not those of others', () => {
    const see = (region: string) =>
      verdicts(
        counts,
        snapshotOf({ alarms: [alarm('loud')], topics: [topic('t')] }, [aGap({ kind: 'topics', region })]),
      )
    expect([see(REGION), see('global'), see('us-east-1')]).toEqual([
      [`loud ${DENIED}`],
      [`loud ${DENIED}`],
      ['loud pass: t'],
    ])
  })

  it('minds nothing of a kind without gaps that has no items', () => {
    expect(verdicts(counts, snapshotOf({ alarms: [alarm('loud')] }))).toEqual(['loud fail: no topic'])
  })

  describe('for one', () => {
    const find = (name: string, gap: Gap) =>
      verdicts(finds, snapshotOf({ alarms: [alarm('loud', [name])], topics: [topic('t')] }, [gap]))[0]

    it('is settled where it is found, whatever is hidden', () => {
      expect(find('t', topicGap)).toBe('loud pass: found')
    })

    it('is unknown only where the gap could hide that one', () => {
      const hides = (resource: string) => aGap({ kind: 'topics', resources: [topic(resource)] })
      expect(find('gone', topicGap)).toBe(`loud ${DENIED}`)
      expect(find('gone', hides('gone'))).toBe(`loud ${DENIED}`)
      expect(find('gone', hides('other'))).toBe('loud fail: not found')
    })
  })

  describe('for any', () => {
    it('is settled by one that is seen, and unknown where none is seen and one may be hidden', () => {
      const any = (actions: readonly string[], gaps: readonly Gap[]) =>
        verdicts(anyNamed, snapshotOf({ alarms: [alarm('loud', actions)], topics: [topic('t')] }, gaps))[0]
      expect(any(['t'], [topicGap])).toBe('loud pass: one is there')
      expect(any(['u'], [topicGap])).toBe(`loud ${DENIED}`)
      expect(any(['u'], [])).toBe('loud fail: none is there')
    })
  })
})

describe('one more gap', () => {
  const names = ['a', 'b', 'c']
  const gap = fc
    .record({
      kind: fc.constantFrom('alarms' as const, 'topics' as const),
      region: fc.constantFrom(REGION, 'us-east-1', 'global'),
      hidden: fc.subarray(names),
    })
    .map(({ kind, region, hidden }) =>
      aGap({
        kind,
        region,
        resources: hidden.map((name) => (kind === 'alarms' ? alarm(name) : topic(name))),
      }),
    )
  const estate = fc.record({
    alarms: fc.uniqueArray(
      fc
        .tuple(fc.constantFrom(...names), fc.subarray(names), fc.constantFrom(REGION, 'us-east-1'))
        .map(([name, actions, region]) => alarm(name, actions, region)),
      { selector: ({ arn }) => arn },
    ),
    topics: fc.subarray(names).map((list) => list.map((name) => topic(name))),
  })
  const statuses = (checks: readonly Check[], snapshot: Snapshot) =>
    new Map(
      judge(checks, snapshot, options()).findings.map((one) => [
        `${one.check.id} ${one.resource.arn}`,
        one.status,
      ]),
    )

  it('leaves a verdict as it was or makes it unknown: it never turns one into pass', () => {
    fc.assert(
      fc.property(estate, fc.array(gap, { maxLength: 2 }), gap, (items, gaps, extra) => {
        const checks = [acts, finds, counts, anyNamed]
        const before = statuses(checks, snapshotOf(items, gaps))
        const after = statuses(checks, snapshotOf(items, [...gaps, extra]))
        for (const { arn } of items.alarms) {
          for (const { id } of checks) {
            const key = `${id} ${arn}`
            expect([before.get(key), 'unknown']).toContain(after.get(key))
          }
        }
        expect([...after.values()].filter((status) => status === 'pass').length).toBeLessThanOrEqual(
          [...before.values()].filter((status) => status === 'pass').length,
        )
      }),
    )
  })
})

function options(fields: Partial<Parameters<typeof judge>[2]> = {}): Parameters<typeof judge>[2] {
  return { account: ACCOUNT, regions: [REGION], baseline: DEFAULT_BASELINE, now: NOW, ...fields }
}
