import { describe, expect, it } from 'vitest'
import { HOUR_S } from '../../../src/base/time.ts'
import type { Message } from '../../../src/slack/blocks/blocks.ts'
import { grantMessage } from '../../../src/slack/views/grant.ts'
import { codeOffer, grantRefused } from '../../../src/slack/views/grant-answers.ts'
import { ownMessage } from '../../../src/slack/views/grant-own.ts'
import type { GrantScene } from '../../../src/slack/views/grant-scene.ts'
import { aBriefing, aLooking } from '../../support/access.ts'
import {
  anAskStep,
  approvalOf,
  aRequest,
  aTerms,
  BEN,
  CAT,
  historyOf,
  ROLE,
  T0,
} from '../../support/grants.ts'
import { aScene, LIFE } from '../../support/scenes.ts'

const scene = (name: keyof typeof LIFE): GrantScene => {
  const made = LIFE[name]?.()
  if (!made) throw new Error(`no scene ${name}`)
  return made
}

const labels = (message: Message): readonly string[] =>
  message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((each) => (each.type === 'button' ? [each.text.text] : []))
      : [],
  )

const drawn = (message: Message): string => JSON.stringify(message.blocks)

describe('the message about a grant in a channel', () => {
  it.each([
    [
      'pending',
      '<@ANN> asks for access: *Send requests to a model endpoint* for 1 h',
      ['Approve 1 h access', 'Deny', 'View policy', 'History'],
    ],
    [
      'confirming',
      'is confirming with a second factor',
      ['Approve 1 h access', 'Deny', 'View policy', 'History'],
    ],
    [
      'half approved',
      'Still needed: 1 approval from `security`',
      ['Approve 1 h access', 'Deny', 'View policy', 'History'],
    ],
    ['break-glass, unconfirmed', 'It waits for the second factor of <@ANN>', ['View policy', 'History']],
    ['scheduled', 'Nothing is open yet.', ['Call off', 'View policy', 'History']],
    ['granting', 'It does not work yet.', ['Call off', 'View policy', 'History']],
    [
      'active',
      '<@ANN> has access: *Send requests to a model endpoint* until',
      ['End now', 'View policy', 'History'],
    ],
    [
      'break-glass, active',
      'A look back by somebody else is owed',
      ['End now', 'Review', 'View policy', 'History'],
    ],
    [
      'more time asked for',
      '<@ANN> asks for 1 h more',
      ['Approve 1 h more', 'Deny', 'End now', 'View policy', 'History'],
    ],
    ['more time approved', 'Access goes on meanwhile.', ['End now', 'View policy', 'History']],
    ['more time denied', 'More time was denied by <@BEN>', ['End now', 'View policy', 'History']],
    [
      'more time refused by AWS',
      'but AWS did not take it: LimitExceeded. Nothing was changed.',
      ['End now', 'View policy', 'History'],
    ],
    ['ending', 'Until it agrees, the access may still work.', ['View policy', 'History']],
    ['expired', 'Ended on time', ['View policy', 'History']],
    ['revoked', 'Ended early by <@CAT>', ['View policy', 'History']],
    ['revoked before its start', 'It had not started, so nothing was open.', ['View policy', 'History']],
    ['denied', 'Denied by <@BEN>', ['View policy', 'History']],
    ['withdrawn', 'Withdrawn by <@ANN>', ['View policy', 'History']],
    ['lapsed', 'Lapsed: nobody decided in time', ['View policy', 'History']],
    [
      'failed',
      'Nothing was granted, and AWS has nothing of it. To try again, ask once more.',
      ['View policy', 'History'],
    ],
    ['break-glass, reviewed', '*Not justified*', ['View policy', 'History']],
  ])('says %s in words, with the buttons that apply', (name, said, buttons) => {
    const message = grantMessage(scene(name), { kind: 'channel' })
    expect(drawn(message)).toContain(said)
    expect(labels(message)).toEqual(buttons)
  })

  it('covers every state that there is', () => {
    expect(Object.keys(LIFE)).toHaveLength(21)
  })

  it('says another sentence in every state, for those who only hear of it', () => {
    const sentences = Object.values(LIFE).map((make) => grantMessage(make(), { kind: 'channel' }).text)
    expect(new Set(sentences).size).toBe(sentences.length)
    for (const text of sentences) expect(text).not.toMatch(/[*`]/)
  })

  it('shows what an approver decides on: what, why, how long, where, risk, reach, warnings, proof and lapse', () => {
    const words = drawn(grantMessage(scene('pending'), { kind: 'channel' }))
    for (const part of [
      'endpoint/churn',
      'INC-42: look at the churn model',
      '1 h, from the approval',
      'Account `111122223333`, eu-west-1',
      'Medium: ',
      'Reach  ',
      'Warning  ',
      'No trail records data events of endpoints',
      'Could not be seen  ',
      'Policy proved  ',
      'Proved on 14 questions',
      'Lapses',
      'Still needed: 1 approval from `leads`',
      'Request `g1`',
    ])
      expect(words).toContain(part)
  })

  it('says what the code behind it runs as and can do, and when that could not be seen', () => {
    const reach = {
      roleArn: 'arn:aws:iam::111122223333:role/ml/exec',
      words: 'It reads.',
      can: ['read every bucket'],
      unknown: null,
    }
    const seen = aScene(aRequest(), { briefing: aBriefing({ looking: aLooking({ reach }) }) })
    expect(drawn(grantMessage(seen, { kind: 'channel' }))).toMatch(/exec.*which can read every bucket/)
    const unknown = { roleArn: null, words: '', can: [], unknown: 'sagemaker:DescribeEndpoint is missing.' }
    const blind = aScene(aRequest(), { briefing: aBriefing({ looking: aLooking({ reach: unknown }) }) })
    expect(drawn(grantMessage(blind, { kind: 'channel' }))).toMatch(
      /Reach not wholly seen.*DescribeEndpoint is missing/,
    )
  })

  it('says that what was looked at is gone, rather than nothing', () => {
    expect(drawn(grantMessage(aScene(aRequest(), { briefing: undefined }), { kind: 'channel' }))).toContain(
      'no longer kept',
    )
  })

  it.each([
    ['another revision', { person: BEN, revision: 2, until: T0 + 300 }],
    ['somebody who approved meanwhile', { person: BEN, revision: 1, until: T0 + 300 }],
  ])('does not say that somebody is confirming who confirmed %s', (_, confirming) => {
    const grant = confirming.revision === 1 ? scene('half approved').grant : aRequest()
    expect(drawn(grantMessage(aScene(grant, { confirming }), { kind: 'channel' }))).not.toContain(
      'is confirming',
    )
  })

  it('takes the rules of today over the record for who is missing', () => {
    const standing = { missing: ['leads', 'security'], mayApprove: [], factors: [] }
    expect(drawn(grantMessage(aScene(aRequest(), { standing }), { kind: 'channel' }))).toContain(
      '1 approval from `leads` and 1 approval from `security`',
    )
  })

  it('carries opaque buttons: the id and the revision that it shows', () => {
    const values = drawn(grantMessage(scene('more time asked for'), { kind: 'channel' })).match(
      /"value":"[^"]*"/g,
    )
    expect(new Set(values)).toEqual(new Set(['"value":"g1.2"']))
  })

  // It began a second after the request, and was settled a minute late.
  it.each([
    ['expired', T0 + 1 + HOUR_S],
    ['revoked', T0 + 121],
  ] as const)('says until when access was open where it %s, not when that was noticed', (name, until) => {
    expect(drawn(grantMessage(scene(name), { kind: 'channel' }))).toMatch(
      new RegExp(`Open from .* to <!date\\^${until}\\^`),
    )
  })

  it('counts the time of break-glass from the confirmation, because nobody approves it', () => {
    const said = drawn(grantMessage(scene('break-glass, unconfirmed'), { kind: 'channel' }))
    expect(said).toContain('1 h, from the confirmation')
  })

  it('asks once more before access is ended', () => {
    expect(drawn(grantMessage(scene('active'), { kind: 'channel' }))).toContain('End this access now?')
  })
})

describe('the message about a grant to an approver', () => {
  it('says why they are asked, and lets them decide', () => {
    const message = grantMessage(scene('pending'), { kind: 'approver', groups: ['leads'] })
    expect(drawn(message)).toContain('You are asked as a member of `leads`')
    expect(labels(message)).toContain('Approve 1 h access')
  })

  it('loses its buttons once they may not decide any more', () => {
    const message = grantMessage(scene('half approved'), { kind: 'approver', groups: undefined })
    expect(labels(message)).toEqual(['View policy', 'History'])
    expect(drawn(message)).toContain('Approved by <@BEN>')
  })
})

describe('the message to the requester', () => {
  it.each([
    ['pending', ['Withdraw', 'History']],
    ['break-glass, unconfirmed', ['Confirm with second factor', 'Withdraw', 'History']],
    ['granting', ['Call it off', 'History']],
    ['active', ['Switch role in the console', 'I’m done', 'More time', 'History']],
    ['more time asked for', ['Switch role in the console', 'Withdraw', 'I’m done', 'History']],
    ['ending', ['History']],
    ['expired', ['History']],
    ['denied', ['History']],
  ])('lets them do what they may while it is %s', (name, buttons) => {
    const own = labels(ownMessage(scene(name))).filter((label) => label !== 'View policy')
    expect(own).toEqual(buttons)
  })

  it('says how to use it only while AWS has it', () => {
    const usable = Object.entries(LIFE).filter(([, make]) => drawn(ownMessage(make())).includes('[profile'))
    expect(usable.map(([name]) => name)).toEqual([
      'active',
      'break-glass, active',
      'more time asked for',
      'more time approved',
      'more time denied',
      'more time refused by AWS',
    ])
  })

  it('has a profile to paste, the steps of what was asked for, and when it ends', () => {
    const words = drawn(ownMessage(scene('active')))
    for (const part of [
      '[profile grant-g1]',
      `role_arn = ${ROLE.arn}`,
      'source_profile = default',
      'mfa_serial = arn:aws:iam::111122223333:mfa/ANN',
      'export AWS_PROFILE=grant-g1',
      'invoke-endpoint --endpoint-name churn --body fileb://REQUEST ANSWER',
      `<!date^${T0 + 1 + HOUR_S}^{ago}|`,
    ])
      expect(words).toContain(part)
  })

  it.each([
    ['pending', 'You ask for access: *Send requests'],
    ['break-glass, unconfirmed', 'It waits for your second factor.'],
    ['active', 'You have access: *Send requests'],
    ['more time asked for', 'You ask for 1 h more'],
    ['revoked before its start', 'Ended early by you: '],
    ['withdrawn', 'Withdrawn by you: '],
  ])('speaks to them while it is %s', (name, said) => {
    expect(drawn(ownMessage(scene(name)))).toContain(said)
  })

  it('shows the reason that it was denied for', () => {
    expect(drawn(ownMessage(scene('denied')))).toContain('Use the canary endpoint instead.')
  })
})

describe('an approval that needs several', () => {
  it('counts those who approved, with when, how and for which group', () => {
    const terms = aTerms()
    const required = { groups: [{ group: 'leads', count: 2 }], total: 3 }
    const request = aRequest(anAskStep({ terms, required }))
    const one = historyOf(request, [approvalOf(request, BEN, false)])
    const two = historyOf(one, [approvalOf(one, CAT, false)], T0 + 5)
    const words = drawn(grantMessage(aScene(two), { kind: 'channel' }))
    expect(words).toMatch(/Approved by <@BEN> .* with a passkey, for `leads`/)
    expect(words).toContain('Approved by <@CAT>')
    expect(words).toContain('Still needed: 1 more approver')
  })
})

describe('the answer to somebody who pressed a button', () => {
  it('says who was faster, and not once more that it is too late', () => {
    const said = drawn(grantRefused(['wrong-state'], scene('denied').grant))
    expect(said).toContain('Denied by <@BEN>')
    expect(said).not.toContain('no longer possible')
    expect(drawn(grantRefused(['wrong-state'], aRequest()))).toContain('no longer possible')
  })

  it.each([
    [['totp'], 'Confirm with a code from your authenticator app.'],
    [['backup-code'], 'Confirm with a backup code.'],
    [['totp', 'backup-code'], 'Confirm with a code from your authenticator app or a backup code.'],
  ] as const)('offers %s, and no code that does not suffice', (methods, said) => {
    expect(codeOffer('approve.g1.1', 'g1', methods).text).toBe(said)
  })
})
