import { describe, expect, test } from 'vitest'
import { answerResponseUrl } from '../../../infra/local/slack/response-answers.ts'
import { testApi } from './api.ts'

const user = 'U0ANARUIZ1'
const channel = 'C0GENERAL1'
const MINUTE = 60_000

const answered = () => {
  const api = testApi()
  const secret = api.world.responseUrls.issue({ user, channel })
  return {
    ...api,
    secret,
    answer: (body: unknown, to = secret) => answerResponseUrl(api.world, to, body).status,
  }
}

describe('a response_url', () => {
  test('takes five answers, then 404', () => {
    const { answer } = answered()
    expect(Array.from({ length: 6 }, () => answer({ text: 'x' }))).toEqual([200, 200, 200, 200, 200, 404])
  })

  test('lives thirty minutes', () => {
    const { answer, wait } = answered()
    wait(30 * MINUTE)
    expect(answer({ text: 'x' })).toBe(200)
    wait(1)
    expect(answer({ text: 'x' })).toBe(404)
  })

  test('that nobody issued is 404', () => {
    expect(answered().answer({ text: 'x' }, 'made-up')).toBe(404)
  })

  test('posts where the bot is not a member: to the asker alone, or to everybody when asked', () => {
    const { answer, world } = answered()
    answer({ text: 'quiet' })
    answer({ text: 'loud', response_type: 'in_channel' })
    const [quiet, loud] = world.messages.inPlace(channel).slice(-2)
    expect(quiet).toMatchObject({ text: 'quiet', onlyFor: user })
    expect(loud?.onlyFor).toBeUndefined()
  })

  test('does not count an answer that was refused', () => {
    const { answer } = answered()
    expect(Array.from({ length: 6 }, () => answer({}))).toEqual([400, 400, 400, 400, 400, 400])
    expect(answer({ text: 'x' })).toBe(200)
  })
})

describe('an answer to a click on an ephemeral message', () => {
  const clicked = () => {
    const api = testApi()
    const message = api.world.messages.post({
      channel,
      user: 'U0APPBOT01',
      fromApp: true,
      text: 'before',
      onlyFor: user,
    })
    const secret = api.world.responseUrls.issue({ user, channel, message: { ts: message.ts, onlyFor: user } })
    return { ...api, message, answer: (body: unknown) => answerResponseUrl(api.world, secret, body).status }
  }

  test('replaces it and it stays ephemeral', () => {
    const { answer, world, message } = clicked()
    expect(answer({ replace_original: true, text: 'after', response_type: 'in_channel' })).toBe(200)
    expect(world.messages.find(channel, message.ts)).toMatchObject({ text: 'after', onlyFor: user })
  })

  test('deletes it', () => {
    const { answer, world, message } = clicked()
    expect(answer({ delete_original: true })).toBe(200)
    expect(world.messages.find(channel, message.ts)).toBeUndefined()
  })
})
