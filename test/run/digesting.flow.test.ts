import { afterEach, describe, expect, it } from 'vitest'
import { aStage, digestsIn, endStages, shows, subscribe } from '../support/digest-stage.ts'
import { aFinding, aResource } from '../support/report.ts'
import { ML_PLATFORM } from '../support/workspace-bot.ts'

const DAY_MS = 86_400_000

afterEach(endStages)

describe('a channel that subscribed', () => {
  it('gets a digest a day, with a thread, a chart and the findings as a file', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await subscribe(stage)
    await tend()
    expect(digestsIn(stage)).toHaveLength(0)

    stage.pass(DAY_MS)
    await tend()
    await tend()
    const [first] = digestsIn(stage)
    expect(digestsIn(stage)).toHaveLength(1)
    expect(first?.text).toContain('1 finding fails (1 high).')

    stage.findings = [aFinding(), aFinding({ resource: aResource('new') })]
    stage.pass(DAY_MS)
    await tend()
    const [, second] = digestsIn(stage)
    if (!second) throw new Error('no second digest')
    expect(second.text).toContain('1 new finding (1 high) since yesterday; 2 fail in all.')
    const thread = stage.driver.thread(second.ts)
    expect(thread.some(shows('data_visualization'))).toBe(true)
    expect(thread.some(shows('New (1)'))).toBe(true)
    expect(thread.at(-1)?.files).toHaveLength(1)
  })

  it('gets one, though two processes look at once and again after a restart', async () => {
    const stage = await aStage()
    const [one, two] = [await stage.startBot(), await stage.startBot()]
    await subscribe(stage)
    stage.pass(DAY_MS)
    await Promise.all([one.tend(), two.tend(), one.tend(), two.tend()])
    await one.stop()
    const three = await stage.startBot()
    await Promise.all([two.tend(), three.tend()])
    expect(digestsIn(stage)).toHaveLength(1)
  })

  it('gets it through Slack’s rate limits, with its whole thread', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await subscribe(stage)
    for (let day = 0; day < 4; day++) {
      stage.findings = Array.from({ length: 40 * (day + 1) }, (_, i) =>
        aFinding({ resource: aResource(`nb-${i}`) }),
      )
      stage.pass(DAY_MS)
      await tend()
    }
    expect(digestsIn(stage)).toHaveLength(4)
    for (const { ts } of digestsIn(stage)) expect(stage.driver.thread(ts).at(-1)?.files).toHaveLength(1)
  })

  it('is not told that all is well where the audit failed', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await subscribe(stage)
    stage.fails = true
    stage.pass(DAY_MS)
    await tend()
    expect(digestsIn(stage)[0]?.text).toContain('nothing is known about today')
  })

  it('gets none after it ended it', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await subscribe(stage)
    await stage.driver.person('ben').slash('/sagemaker digest off', { channel: ML_PLATFORM })
    await stage.driver.waitForMessage(shows('does not come here any more'))
    stage.pass(DAY_MS)
    await tend()
    expect(digestsIn(stage)).toHaveLength(0)
  })
})

describe('by the calendar of its zone, a channel', () => {
  it.each<readonly [string, string, string, ReadonlyArray<readonly [string, number]>]>([
    [
      'gets it at the first instant after an hour that clocks leave out',
      '2027-03-27T12:00:00Z',
      'here 02:30 Europe/Berlin',
      [
        ['2027-03-28T00:58:00Z', 0],
        ['2027-03-28T01:00:00Z', 1],
        ['2027-03-29T00:28:00Z', 1],
        ['2027-03-29T00:30:00Z', 2],
      ],
    ],
    [
      'gets it once where an hour comes twice',
      '2026-10-24T12:00:00Z',
      'here 02:30 Europe/Berlin',
      [
        ['2026-10-25T00:28:00Z', 0],
        ['2026-10-25T00:30:00Z', 1],
        ['2026-10-25T01:30:00Z', 1],
        ['2026-10-26T01:30:00Z', 2],
      ],
    ],
    [
      'gets one on a leap day',
      '2028-02-28T12:00:00Z',
      'here 09:00 Europe/Berlin',
      [
        ['2028-02-29T08:00:00Z', 1],
        ['2028-03-01T08:00:00Z', 2],
      ],
    ],
    [
      'gets it when the machine wakes that slept through the hour, and no heap of those of other days',
      '2026-11-23T07:00:00Z',
      'here 09:00 Europe/Berlin',
      [
        ['2026-11-23T15:00:00Z', 1],
        ['2026-11-27T15:00:00Z', 2],
      ],
    ],
  ])('%s', async (_, start, words, looks) => {
    const stage = await aStage(start)
    const { tend } = await stage.startBot()
    await subscribe(stage, words)
    for (const [instant, digests] of looks) {
      stage.passUntil(instant)
      await tend()
      expect(digestsIn(stage), instant).toHaveLength(digests)
    }
  })

  it('is shown the zones that it may have meant where it names none that there is, and gets nothing', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await stage.driver
      .person('ana')
      .slash('/sagemaker digest here 09:00 Europe/Berln', { channel: ML_PLATFORM })
    await stage.driver.waitForMessage(shows('Europe/Berlin'))
    stage.pass(DAY_MS)
    await tend()
    expect(digestsIn(stage)).toHaveLength(0)
  })
})

describe('a channel that cannot have it any more', () => {
  it('is reported to whoever subscribed it, once, and paused', async () => {
    const stage = await aStage()
    const { tend, store } = await stage.startBot()
    await store.digests.subscribe({
      channel: 'C0OLDPROJ1',
      at: 540,
      zone: 'Europe/Berlin',
      scope: [],
      weekdaysOnly: false,
      subscribedBy: 'T0ACMECORP/U0ANARUIZ1',
      subscribedAt: 0,
    })
    await tend()
    const told = await stage.driver.waitForMessage(shows('is paused: it is archived'))
    expect(told.channel.startsWith('D')).toBe(true)
    stage.pass(DAY_MS)
    await tend()
    expect(stage.driver.messages(told.channel).filter(shows('is paused'))).toHaveLength(1)
    await stage.driver.person('ana').slash('/sagemaker digest list', { channel: ML_PLATFORM })
    await stage.driver.waitForMessage(shows('paused, because it is archived'))
  })

  it('is refused from the start where another organisation is in it', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await stage.driver.person('ana').slash('/sagemaker digest here 09:00 UTC', { channel: 'C0GLOBEXS1' })
    await stage.driver.waitForMessage(shows('shared with another organisation'))
    stage.pass(DAY_MS)
    await tend()
    expect(digestsIn(stage, 'C0GLOBEXS1')).toHaveLength(0)
  })
})
