import { describe, expect, it } from 'vitest'
import { DAY_S, HOUR_S } from '../../../src/base/time.ts'
import { unusualBlocks } from '../../../src/slack/views/activity-unusual.ts'
import { aReport } from '../../support/activity.ts'
import { T0 } from '../../support/grants.ts'
import { aHistory, anEvent, userArn } from '../../support/log.ts'

const EVE = { kind: 'user' as const, arn: userArn('eve'), name: 'eve', session: null }
const shown = async (...args: Parameters<typeof aReport>) =>
  JSON.stringify(unusualBlocks(await aReport(...args)))

describe('what is called unusual', () => {
  it.each([
    ['a new action', { action: 'sagemaker:CreateModel' }, 'new action '],
    ['a new address', { sourceIp: '198.51.100.9' }, 'new address '],
    ['a new hour', { at: T0 - 7 * HOUR_S }, 'at an hour without calls before, 02:00 to 02:59 UTC'],
    ['somebody new', { caller: EVE }, 'not seen in the 30 days before'],
  ])('is %s, in words', async (_, fields, words) => {
    expect(await shown([...aHistory(10, 3), anEvent(fields)])).toContain(words)
  })

  it('says on how many days it stands where the log was not read further', async () => {
    const fields = { completeFrom: T0 - 11 * DAY_S }
    expect(await shown([...aHistory(9, 3), anEvent()], fields)).toContain(
      'the 10 days before, as far as the log was read',
    )
  })

  it('says of whom too little is known', async () => {
    expect(await shown([...aHistory(2, 2), anEvent()])).toContain('1 caller had fewer than 20 calls')
  })

  it('is nothing at all where nobody called', async () => {
    expect(await shown([])).toBe('[]')
  })
})
