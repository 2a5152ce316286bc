import { describe, expect, it } from 'vitest'
import { defineCheck, pass, verdictOf } from '../../src/posture/check.ts'
import type { Gap } from '../../src/posture/snapshot.ts'
import { Undecided } from '../../src/posture/snapshot.ts'
import { a, aGap, NOW, REGION, snapshotOf, verdicts } from '../support/inventory.ts'

const META = {
  id: 'sample',
  title: 'It should be so',
  practice: 'monitoring',
  severity: 'low',
  tier: 'core',
  controls: {},
  why: '',
  fix: { summary: '', console: '', cli: '', effect: 'in-place' },
} as const

const looksAt = (region: string) =>
  defineCheck({
    ...META,
    of: 'regions',
    with: ['alarms'],
    evaluate: (_item, see) => {
      const names = see.alarms
        .in(region)
        .all()
        .map(({ name }) => name)
      return verdictOf([], `saw ${names.join(', ') || 'nothing'}`)
    },
  })

const alarmIn = (region: string) =>
  a('alarms', {
    name: `alarm-${region}`,
    region,
    actionsEnabled: true,
    actions: [],
    state: 'OK',
    stateUpdatedAt: NOW,
  })

describe('looking at one Region from another', () => {
  it.each<[string, string, readonly Gap[], string]>([
    ['sees that Region alone', 'us-east-1', [], 'pass: saw alarm-us-east-1'],
    [
      'does not mind what another Region hides',
      'us-east-1',
      [aGap({ kind: 'alarms' })],
      'pass: saw alarm-us-east-1',
    ],
    [
      'minds what that Region hides',
      REGION,
      [aGap({ kind: 'alarms' })],
      'unknown: Could not be seen: DescribeSample was denied (needs sagemaker:DescribeSample).',
    ],
    ['sees nothing where nothing is', REGION, [], 'pass: saw nothing'],
  ])('%s', (_what, region, gaps, expected) => {
    const lines = verdicts(looksAt(region), snapshotOf({ alarms: [alarmIn('us-east-1')] }, gaps))
    expect(lines).toEqual([`${REGION} ${expected}`])
  })
})

describe('a check that cannot decide', () => {
  it('says why, and is no crash', () => {
    const check = defineCheck({
      ...META,
      of: 'regions',
      evaluate: (item) => {
        if (item.region === REGION) throw new Undecided('It lies in another account.')
        return pass('fine')
      },
    })
    expect(verdicts(check, snapshotOf({}))).toEqual([`${REGION} unknown: It lies in another account.`])
  })
})
