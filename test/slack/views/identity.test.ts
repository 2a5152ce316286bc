import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '../../../infra/local/slack/validator/payload.ts'
import type { Message } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage, checkView } from '../../../src/slack/blocks/check-limits.ts'
import { parseIdentity } from '../../../src/slack/grants/values.ts'
import {
  linkAnnounced,
  linkOver,
  linkYourself,
  linkYourselfModal,
  ownLink,
} from '../../../src/slack/views/identity.ts'
import { ANN, aPolicy, BEN, T0 } from '../../support/grants.ts'
import { aLinkTo, NINA } from '../../support/identity-links.ts'
import { hostileName } from '../sample.ts'

const { newFactors } = aPolicy()
const PAGE = `https://bot.acme.example/${'x'.repeat(500)}`
const hostile = aLinkTo({ ...NINA, userName: `${hostileName}${'x'.repeat(128)}` })
const inForce = { ...hostile, announcedAt: T0 }
const over = { ...hostile, end: { at: T0, by: BEN, why: 'ended' } } as const

const messages: ReadonlyArray<readonly [string, Message]> = [
  ['the way to a link', linkYourself(PAGE)],
  ['the way to a link without pages', linkYourself(undefined)],
  ['one’s own link', { text: 'x', blocks: [...ownLink(ANN, inForce, newFactors, T0)] }],
  ['the announcement', linkAnnounced(ANN, hostile, newFactors)],
  ['the announcement, nothing waits', linkAnnounced(ANN, hostile, { risks: [], waitSeconds: 0 })],
  ['the end', linkOver(ANN, over)],
]

describe('the messages about links to Identity Center', () => {
  it.each(messages)('%s fits Slack and mentions nobody it should not', (_, message) => {
    expect(checkMessage(message)).toEqual([])
    expect(checkMessageBlocks(message.blocks)).toEqual([])
    expect(JSON.stringify(message)).not.toMatch(/<!(?:channel|here)|[\u202a-\u202e\u2066-\u2069\u200b]/)
  })

  it.each([PAGE, undefined])('the modal fits Slack', (page) => {
    expect(checkView(linkYourselfModal(page))).toEqual([])
  })

  it('say who, as whom, with the id that nobody can take over, and from when on it counts', () => {
    const said = JSON.stringify(linkAnnounced(ANN, aLinkTo(NINA), newFactors))
    for (const words of ['<@ANN>', 'nina.kowalski', NINA.userId, 'high and critical', 'identity:end'])
      expect(said).toContain(words)
    expect(JSON.stringify(linkOver(ANN, over))).not.toContain('identity:end')
  })
})

it.each([
  ['T1/ANN k1', { person: ANN, id: 'k1' }],
  ['T1/ANN', undefined],
  ['T1/ANN k1 k2', undefined],
  ['t1/ann k1', undefined],
  ['T1/ANN ../k1', undefined],
  ['', undefined],
])('the value %j of a button is read as %j', (value, target) => {
  expect(parseIdentity(value)).toEqual(target)
})
