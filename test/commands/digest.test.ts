import { describe, expect, it } from 'vitest'
import { digest } from '../../commands/digest.ts'
import type { Subscription } from '../../src/digest/ports.ts'
import type { PersonKey } from '../../src/grants/terms.ts'
import type { DigestServices } from '../../src/services.ts'
import type { Conversation } from '../../src/slack/sending/conversation.ts'
import { fakeTalk, told } from '../slack/talk.ts'
import { aDigest, aSubscription, memoryDigests } from '../support/digests.ts'
import { aCheck } from '../support/report.ts'

const CHANNEL = {
  actor: async () => ({ person: 'T1/U1' as PersonKey, place: { kind: 'channel', external: false } as const }),
}

function somebody(over: Partial<Conversation> = CHANNEL) {
  const store = memoryDigests()
  const asked: Array<Subscription | undefined> = []
  const digests: DigestServices = {
    subscriptions: store,
    preview: async (_, subscription) => {
      asked.push(subscription)
      return aDigest({
        history: [1, 2].map((n) => ({ day: `2026-11-0${n}`, score: n, unknownShare: 0, failing: n })),
      })
    },
  }
  const made = fakeTalk([aCheck()], over)
  const talk: Conversation = { ...made.talk, services: { ...made.talk.services, digests } }
  return {
    ...made,
    store,
    asked,
    talk,
    said: () => told(made.whispers),
    type: (line: string) => digest.answer(line.split(' ').filter(Boolean), talk),
  }
}

describe('/sagemaker digest', () => {
  it('shows today’s and the last 30 days to the asker alone', async () => {
    const ana = somebody()
    await ana.type('')
    expect(ana.whispers.map(({ text }) => text)).toEqual([
      expect.stringContaining('Only you will see it'),
      expect.stringContaining('SageMaker, Mon 23 Nov'),
      expect.stringContaining('Score over 30 days'),
    ])
    expect(ana.posted).toEqual([])
  })

  it('shows that of the channel, where it has one', async () => {
    const ana = somebody()
    const subscription = aSubscription({ scope: ['notebooks'] })
    await ana.store.subscribe(subscription)
    await ana.type('')
    expect(ana.asked).toEqual([subscription])
  })

  it('says so where no digests are sent', async () => {
    const made = fakeTalk([aCheck()])
    await digest.answer([], made.talk)
    expect(told(made.whispers)).toContain('No digests are sent here')
  })
})

describe('/sagemaker digest here', () => {
  it.each([
    ['here 09:00 Europe/Berlin', { at: 540, zone: 'Europe/Berlin', scope: [], weekdaysOnly: false }],
    ['here 9.05 utc', { at: 545, zone: 'UTC', scope: [], weekdaysOnly: false }],
    [
      'HERE 23:59 Asia/Kolkata notebooks Weekdays severity:high',
      { at: 1439, zone: 'Asia/Kolkata', scope: ['notebooks', 'severity:high'], weekdaysOnly: true },
    ],
  ])('%s subscribes the channel and says so in it', async (line, plan) => {
    const ana = somebody()
    await ana.type(line)
    expect(await ana.store.subscription('C1')).toEqual({
      ...plan,
      channel: 'C1',
      subscribedBy: 'T1/U1',
      subscribedAt: ana.talk.now(),
    })
    expect(told(ana.posted.map(({ message }) => message))).toContain('comes here from now on')
  })

  it.each([
    ['here', 'At what time, and in which time zone?'],
    ['here 25:00 UTC', '`25:00` is no time of day'],
    ['here noon UTC', '`noon` is no time of day'],
    ['here 09:00', 'In which time zone?'],
    ['here 09:00 Europe/Berln', 'digest here 09:00 Europe/Berlin'],
    ['here 09:00 berlin notebooks weekdays', 'digest here 09:00 Europe/Berlin notebooks weekdays'],
    ['here 09:00 UTC notebook-no-direct-internte', 'digest here 09:00 UTC notebook-no-direct-internet'],
    ['hree', 'For example `/sagemaker digest here 09:00 Europe/Berlin'],
    ['of', 'digest off'],
  ])('%s is answered with what to do: %s', async (line, words) => {
    const ana = somebody()
    await ana.type(line)
    expect(ana.said()).toContain(words)
    expect(await ana.store.subscriptions()).toEqual([])
  })

  it.each([
    ['a direct message', { kind: 'private' } as const, 'A digest goes to a channel'],
    ['a shared channel', { kind: 'channel', external: true } as const, 'shared with another organisation'],
    ['a channel without the bot', { kind: 'channel', external: undefined } as const, '/invite @Sagewarden'],
  ])('is refused in %s', async (_, place, words) => {
    const ana = somebody({ actor: async () => ({ person: 'T1/U1', place }) })
    await ana.type('here 09:00 UTC')
    expect(ana.said()).toContain(words)
    expect(await ana.store.subscriptions()).toEqual([])
  })

  it('leaves all as it was where the channel takes no word about it', async () => {
    const ana = somebody({ ...CHANNEL, post: () => Promise.reject(new Error('Slack is away')) })
    const before = aSubscription()
    await ana.store.subscribe(before)
    await ana.type('here 10:00 UTC')
    expect(await ana.store.subscription('C1')).toEqual(before)
    expect(ana.said()).toContain('cannot have the digest')
  })
})

describe('/sagemaker digest off and list', () => {
  it('ends it, and says so in the channel', async () => {
    const ana = somebody()
    await ana.store.subscribe(aSubscription())
    await ana.type('off')
    expect(await ana.store.subscriptions()).toEqual([])
    expect(told(ana.posted.map(({ message }) => message))).toContain('<@U1> ended it')
    await ana.type('off')
    expect(ana.said()).toContain('This channel has no digest')
  })

  it('lists the channels that have one', async () => {
    const ana = somebody()
    await ana.type('list')
    expect(ana.said()).toContain('No channel has a digest yet')
    await ana.store.subscribe(aSubscription())
    await ana.type('list')
    expect(ana.said()).toContain('<#C1> every day at 09:00 Europe/Berlin, everything; next <!date^')
  })
})
