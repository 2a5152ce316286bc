import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '../../../infra/local/slack/validator/payload.ts'
import type { Lost } from '../../../src/digest/ports.ts'
import type { Message } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage } from '../../../src/slack/blocks/check-limits.ts'
import {
  cannotHave,
  digestList,
  digestLost,
  digestProblem,
  digestScopeProblem,
  digestsOff,
  digestUnsure,
  notSubscribed,
  onlyInChannels,
  previewing,
  subscribed,
  unsubscribed,
} from '../../../src/slack/views/digest-setup.ts'
import { aSubscription } from '../../support/digests.ts'
import { T0 } from '../../support/grants.ts'
import { hostileName } from '../sample.ts'

const LOST: readonly Lost[] = ['not-member', 'archived', 'shared', 'not-allowed']
const hostile = aSubscription({ scope: Array(60).fill(hostileName) })

const VIEWS: ReadonlyArray<readonly [string, Message]> = [
  ['subscribed', subscribed(hostile, T0)],
  ['unsubscribed', unsubscribed('<@U1>')],
  ['not subscribed', notSubscribed()],
  ['only in channels', onlyInChannels()],
  ['off', digestsOff()],
  ['previewing', previewing(hostile.scope)],
  ['a problem', digestProblem('What?', Array(9).fill(`digest ${'x'.repeat(1600)}`))],
  [
    'a bad scope',
    digestScopeProblem(
      Array.from({ length: 40 }, (_, i) => ({
        word: `${i}${hostileName}`,
        reason: hostileName,
        suggestions: ['a', 'b', 'c'],
      })),
      (_, better) => `digest here 09:00 UTC ${better}`,
    ),
  ],
  [
    'the list',
    digestList(
      Array.from({ length: 90 }, (_, i) => ({ ...hostile, channel: `C${i}`, paused: 'shared' })),
      T0,
    ),
  ],
  ['an empty list', digestList([], T0)],
  ...LOST.flatMap((why) => [
    [`lost: ${why}`, digestLost(hostile, why)] as const,
    [`cannot have: ${why}`, cannotHave(why)] as const,
  ]),
  ['unsure', digestUnsure(hostile, '2026-11-23')],
]

describe('what is said about digests', () => {
  it.each(VIEWS)('%s keeps within what Slack takes, and mentions nobody by accident', (_, message) => {
    expect(checkMessage(message)).toEqual([])
    expect(checkMessageBlocks(JSON.parse(JSON.stringify(message.blocks)))).toEqual([])
    expect(JSON.stringify(message)).not.toMatch(/<!(channel|here|everyone)|<@U0ANARUIZ1>/)
  })

  it('says who set it up, for when and of what, and when the first comes', () => {
    const message = JSON.stringify(
      subscribed(aSubscription({ weekdaysOnly: true, scope: ['notebooks'] }), T0),
    )
    expect(message).toContain('on weekdays at 09:00 Europe/Berlin')
    expect(message).toContain('<@ANN> set it up. It tells of `notebooks`')
    expect(message).toContain(`<!date^${Date.parse('2026-11-24T08:00:00Z') / 1000}^`)
  })

  it('says in the list what is paused, why and what to do', () => {
    const list = JSON.stringify(digestList([aSubscription({ paused: 'archived' })], T0))
    expect(list).toContain('paused, because it is archived. Unarchive it')
  })
})
