import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '../../../infra/local/slack/validator/payload.ts'
import { HOUR_S } from '../../../src/base/time.ts'
import type { Message } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage } from '../../../src/slack/blocks/check-limits.ts'
import { activityMessage, readingLog, readingProgress } from '../../../src/slack/views/activity.ts'
import { aReport } from '../../support/activity.ts'
import { active, T0 } from '../../support/grants.ts'
import { aGrantEvent, aHistory, anEvent, userArn } from '../../support/log.ts'

const shown = (message: Message) => JSON.stringify(message)
const HOSTILE = `<!channel> *${'x'.repeat(300)}*\u202e\n<https://evil.example|ok>`

describe('what the access log shows', () => {
  it('says how much of it was under grants, what was denied and who called', async () => {
    const events = [anEvent(), aGrantEvent('g1'), anEvent({ denied: true, action: 'sagemaker:DeleteModel' })]
    const message = activityMessage(await aReport(events, {}, {}, [active()]))
    expect(message.text).toContain('3 calls by 2 callers: 1 under a grant, 2 without. 1 call denied.')
    expect(shown(message)).toContain('sagemaker:DeleteModel')
    expect(shown(message)).toContain('alice.meyer')
    expect(shown(message)).toContain('invoke-endpoint')
  })

  it('sounds the alarm for a grant that no record holds', async () => {
    expect(shown(activityMessage(await aReport([aGrantEvent('zz')])))).toContain(
      'The records hold no such grant. Look at this now.',
    )
  })

  it('says how it was decided what is unusual, also where nothing is', async () => {
    const usual = shown(activityMessage(await aReport([...aHistory(10, 3), anEvent()])))
    expect(usual).toContain('Nothing unusual. Unusual means: compared with the 30 days before')
    const unusual = [...aHistory(10, 3), anEvent({ sourceIp: '198.51.100.9', at: T0 - 2 * HOUR_S })]
    expect(shown(activityMessage(await aReport(unusual)))).toContain('new address ')
    expect(shown(activityMessage(await aReport([anEvent()], { completeFrom: T0 - 60 })))).toContain(
      'What is unusual was not decided',
    )
  })

  it.each([
    ['nothing where all could be seen', {}, 'No call was seen.'],
    [
      'not nothing where a Region was denied',
      { gaps: ['no'] },
      'No call was seen, but not everything could be read.',
    ],
  ])('says %s', async (_, fields, words) => {
    expect(activityMessage(await aReport([], fields)).text).toContain(words)
  })

  it('always says what CloudTrail never shows', async () => {
    const message = shown(activityMessage(await aReport([])))
    for (const words of ['InvokeEndpoint', 'feature-store', '15 minutes late', 'eu-west-1'])
      expect(message).toContain(words)
  })

  it('lets no name that somebody chose do anything, and stays within the limits', async () => {
    const events = Array.from({ length: 3000 }, (_, i) =>
      anEvent({
        action: `sagemaker:${HOSTILE}${i}`,
        resource: HOSTILE,
        sourceIp: `${HOSTILE}${i}`,
        denied: i % 2 === 0,
        caller: { kind: 'role', arn: userArn(`${HOSTILE}${i}`), name: `${HOSTILE}${i}`, session: HOSTILE },
        grantId: i % 3 === 0 ? `${i}` : null,
      }),
    )
    const gaps = Array.from({ length: 40 }, (_, i) => `${HOSTILE} ${i}`)
    const report = await aReport(
      events,
      { gaps, regions: Array.from({ length: 40 }, () => 'ap-southeast-1') },
      { about: `resource:${HOSTILE}` },
    )
    const all = await aReport(events, { gaps })
    for (const message of [
      activityMessage(report),
      activityMessage(all),
      readingLog(HOSTILE, T0),
      readingProgress(HOSTILE, { events: 1, reached: T0 }, 3),
    ]) {
      expect(checkMessage(message)).toEqual([])
      expect(checkMessageBlocks([...message.blocks])).toEqual([])
      expect(shown(message)).not.toMatch(/<!channel>|\u202e/)
    }
  })
})
