import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '../../../infra/local/slack/validator/payload.ts'
import type { Vouching } from '../../../src/grants/rules/vouching.ts'
import type { Message } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage } from '../../../src/slack/blocks/check-limits.ts'
import {
  enrolLink,
  ownFactors,
  vouchAsked,
  vouchedFor,
  vouchMessage,
  vouchTaken,
} from '../../../src/slack/views/mfa.ts'
import { aFactor } from '../../support/access.ts'
import { ANN, aPolicy, BEN, CAT, principalOfTest, T0 } from '../../support/grants.ts'
import { hostileName } from '../sample.ts'

const { newFactors } = aPolicy()
const LINK = `https://bot.acme.example/${'x'.repeat(500)}`
const many = Array.from({ length: 60 }, (_, i) =>
  aFactor({ id: `k${i}`, label: hostileName, enrolledAt: T0, left: 10 }),
)
const open: Vouching = {
  id: 'v'.repeat(64),
  person: ANN,
  principal: principalOfTest(ANN),
  askedAt: T0,
  expiresAt: T0 + 3600,
  vouchers: [],
  usedAt: null,
  version: 1,
}
const complete = {
  ...open,
  vouchers: [BEN, CAT].map((by) => ({ by, principal: principalOfTest(by), at: T0 })),
}

const messages: ReadonlyArray<readonly [string, Message]> = [
  ['many factors', ownFactors({ factors: many, link: LINK, now: T0, newFactors })],
  ['many factors without pages', ownFactors({ factors: many, link: undefined, now: T0, newFactors })],
  ['no factors', ownFactors({ factors: [], link: LINK, now: T0, newFactors })],
  ['no factors without pages', ownFactors({ factors: [], link: undefined, now: T0, newFactors })],
  ['vouching', vouchMessage(open)],
  ['vouching, complete', vouchMessage(complete)],
  ['vouching, used', vouchMessage({ ...complete, usedAt: T0 })],
  ['asked', vouchAsked(open)],
  ['taken', vouchTaken(open)],
  ['taken, complete', vouchTaken(complete)],
  ['vouched for', vouchedFor(complete)],
  ['link', enrolLink(LINK)],
]

describe('the messages about second factors', () => {
  it.each(messages)('%s fits Slack and mentions nobody it should not', (_, message) => {
    expect(checkMessage(message)).toEqual([])
    expect(checkMessageBlocks(message.blocks)).toEqual([])
    expect(JSON.stringify(message)).not.toMatch(/<!(?:channel|here)|[\u202a-\u202e\u2066-\u2069\u200b]/)
  })

  it('offers no way to enrol that has no page to end on', () => {
    const said = JSON.stringify(ownFactors({ factors: [], link: undefined, now: T0, newFactors }))
    expect(said).toContain('no public address')
    expect(said).not.toContain('vouch')
  })

  it('name those who vouched, and drop the button when two have', () => {
    expect(JSON.stringify(vouchMessage(complete))).toContain('<@BEN> and <@CAT> vouched')
    expect(JSON.stringify(vouchMessage(complete))).not.toContain('mfa:vouch')
  })
})
