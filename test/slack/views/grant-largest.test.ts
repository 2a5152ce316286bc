import { describe, expect, it } from 'vitest'
import {
  checkMessageBlocks,
  checkView as checkWorkspaceView,
} from '../../../infra/local/slack/validator/payload.ts'
import { DAY_S } from '../../../src/base/time.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import type { Grant } from '../../../src/grants/grant.ts'
import type { RefusalCode } from '../../../src/grants/rules/refusal.ts'
import type { Message, Modal } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage, checkView } from '../../../src/slack/blocks/check-limits.ts'
import { REFUSAL_CODE_WORDS } from '../../../src/slack/grants/refusal-words.ts'
import { closeOutMessage } from '../../../src/slack/views/close-out.ts'
import { grantMessage, grantNotice } from '../../../src/slack/views/grant.ts'
import {
  codeOffer,
  doneMessage,
  factorMissing,
  grantRefused,
  grantRefusedModal,
  pageLink,
  unknownGrant,
} from '../../../src/slack/views/grant-answers.ts'
import {
  escalation,
  moreTimeCall,
  ownReminder,
  reminder,
  reviewCall,
} from '../../../src/slack/views/grant-calls.ts'
import { codeForm, denyForm, moreTimeForm, reviewForm } from '../../../src/slack/views/grant-forms.ts'
import { historyMessage } from '../../../src/slack/views/grant-history.ts'
import { grantList } from '../../../src/slack/views/grant-list.ts'
import { ownMessage } from '../../../src/slack/views/grant-own.ts'
import { policyModal } from '../../../src/slack/views/grant-policy.ts'
import type { GrantScene } from '../../../src/slack/views/grant-scene.ts'
import { aBriefing, aCloseOut, aLooking } from '../../support/access.ts'
import { anAskStep, approvalOf, aRequest, aTerms, historyOf, ROLE, T0 } from '../../support/grants.ts'
import { aScene, glass, LIFE } from '../../support/scenes.ts'
import { hostileName } from '../sample.ts'

const reason = `${hostileName} {braces} a:b:c ${'long '.repeat(600)}`.slice(0, 3000)
const many = Array.from(
  { length: 60 },
  (_, i) => `arn:aws:sagemaker:eu-west-1:111122223333:endpoint/${i}${hostileName}`,
)
const groups = Array.from({ length: 12 }, (_, i) => ({ group: `${i}${hostileName}`, count: 3 }))
const looked = Array.from({ length: 40 }, (_, i) => ({
  code: 'role-modest' as const,
  about: 'endpoint',
  outcome: i % 2 === 0 ? ('not-so' as const) : ('unknown' as const),
  stops: false,
  words: `${i} ${reason}`,
}))
const briefing = aBriefing({
  looking: aLooking({
    looked,
    reach: {
      roleArn: `arn:aws:iam::111122223333:role/${hostileName}`,
      can: Array.from({ length: 90 }, () => reason),
      unknown: reason,
      words: reason,
    },
  }),
  proof: { outcome: 'failed', line: reason },
  simulated: reason,
})

function hostileRequest(): Grant {
  const terms = aTerms({
    resources: many,
    reason,
    ticket: reason,
    region: hostileName,
    parameters: { endpoint: '$(rm -rf ~)' },
    principal: { kind: 'iam-user', arn: `arn:aws:iam::111122223333:user/${hostileName}`, uniqueId: null },
  })
  return aRequest(anAskStep({ terms, required: { groups, total: 40 } }))
}

function hostileHistory(): Grant {
  let grant = hostileRequest()
  for (let i = 0; i < 39; i++) {
    const step = approvalOf(grant, `T1/P${i}`, false)
    if (step.type === 'approve')
      grant = historyOf(grant, [{ ...step, groups: groups.map((each) => each.group) }], T0 + i)
  }
  return grant
}

const denied = historyOf(hostileRequest(), [{ type: 'deny', by: 'T1/BEN', revision: 1, reason }])
const wordy = { ...(ENTITLEMENTS[0] ?? {}), title: hostileName, riskWhy: reason, remains: reason }
const entitlement = { ...ENTITLEMENTS[0], ...wordy } as GrantScene['entitlement']
const worst = aScene(hostileHistory(), { briefing, entitlement })
const reviewed = historyOf(glass(), [{ type: 'review', by: 'T1/CAT', verdict: 'justified', note: reason }])
const hostileGlass = { ...glass(), role: { ...ROLE, arn: `arn:aws:iam::1:role/${hostileName}` } }
const scenes: ReadonlyArray<readonly [string, GrantScene]> = [
  ['worst', worst],
  ['denied', aScene(denied, { entitlement })],
  ['reviewed', aScene(reviewed)],
  ['a hostile role', aScene(hostileGlass)],
  ['no entitlement', aScene(hostileRequest(), { entitlement: undefined, briefing: undefined })],
  ...Object.entries(LIFE).map(([name, make]) => [name, make()] as const),
]

const bulk = Array.from({ length: 500 }, (_, i) => `${i}${hostileName}`)
const calls = bulk.map((action) => ({ action, times: 9_000_000, firstAt: T0, lastAt: T0, resources: bulk }))
const closeOut = aCloseOut({
  used: calls,
  besides: calls,
  outside: calls,
  unused: bulk,
  notObservable: bulk,
  denied: calls,
  created: bulk,
  stillRunning: bulk.map((arn) => ({ arn, status: hostileName })),
  gaps: bulk.map(() => reason),
})
const codes = Object.keys(REFUSAL_CODE_WORDS) as readonly RefusalCode[]
const lists = scenes.map(([, scene]) => scene)
const rights = { mayEnd: () => true, seesAll: false }

const messages: ReadonlyArray<readonly [string, Message]> = [
  ...scenes.flatMap(([name, scene]) => [
    [`channel: ${name}`, grantMessage(scene, { kind: 'channel' })] as const,
    [
      `approver: ${name}`,
      grantMessage(scene, { kind: 'approver', groups: groups.map((each) => each.group) }),
    ] as const,
    [`requester: ${name}`, ownMessage(scene)] as const,
    [`first: ${name}`, grantNotice(scene)] as const,
    [`history: ${name}`, historyMessage(scene)] as const,
    [`done: ${name}`, doneMessage(scene)] as const,
    [`reminder: ${name}`, reminder(scene)] as const,
    [`own reminder: ${name}`, ownReminder(scene)] as const,
    [`more time: ${name}`, moreTimeCall(scene)] as const,
    [`review: ${name}`, reviewCall(scene)] as const,
    [`escalation: ${name}`, escalation(scene, `https://acme.slack.test/${'x'.repeat(200)}`)] as const,
  ]),
  ['close-out', closeOutMessage(closeOut)],
  ['small close-out', closeOutMessage(aCloseOut())],
  ...[0, 1, 2, 99].map((page) => [`list ${page}`, grantList({ list: 'all', page }, lists, rights)] as const),
  ['empty list', grantList({ list: 'mine', page: 0 }, [], rights)],
  ['every refusal', grantRefused(codes, denied)],
  ...codes.map((code) => [`refusal ${code}`, grantRefused([code])] as const),
  ['page', pageLink(`https://bot.example/${'x'.repeat(500)}`, T0 + 300, worst)],
  ['code offer', codeOffer('approve.g1.1', 'g1', ['totp', 'backup-code'])],
  ['missing factor', factorMissing(['One.', 'Two.'], 'g1')],
  ['unknown', unknownGrant(hostileName, 'revoke', ['a1', 'a2', 'a3'])],
]

const statement = (i: number) => ({
  Sid: `S${i}`,
  Effect: 'Allow' as const,
  Action: [`sagemaker:Action${i}`],
  Resource: [`arn:aws:sagemaker:eu-west-1:111122223333:endpoint/${i}-${'x'.repeat(200)}`],
})
const documents = {
  trust: { Version: '2012-10-17' as const, Statement: [statement(0)] },
  // As long as AWS takes, and then some.
  permissions: {
    Version: '2012-10-17' as const,
    Statement: Array.from({ length: 40 }, (_, i) => statement(i)),
  },
  hash: 'f'.repeat(64),
}

const target = { id: 'g'.repeat(40), revision: 999_999 }
const views: ReadonlyArray<readonly [string, Modal]> = [
  ['deny', denyForm(target)],
  ['code', codeForm(target, 'approve')],
  ['code again', codeForm(target, 'confirm', { problem: 'x'.repeat(180) })],
  ['more time', moreTimeForm(target)],
  [
    'more time again',
    moreTimeForm(target, {
      grant: glass(),
      problem: codes
        .map((code) => REFUSAL_CODE_WORDS[code])
        .join(' ')
        .slice(0, 2500),
      filled: { reason, ticket: reason, until: String(T0 + DAY_S) },
    }),
  ],
  ['review', reviewForm(target)],
  ['policy', policyModal(glass(), documents)],
  ['no policy', policyModal(glass(), undefined)],
  ['refused', grantRefusedModal(codes, denied)],
]

describe('the largest and worst input of every message about a grant', () => {
  it.each(messages)('%s fits Slack', (_, message) => {
    expect(checkMessage(message)).toEqual([])
    expect(checkMessageBlocks(message.blocks)).toEqual([])
  })

  it.each(messages)('%s mentions nobody it should not', (_, message) => {
    const drawn = JSON.stringify(message)
    expect(drawn).not.toMatch(/<!(?:channel|here|everyone|subteam)/)
    expect(markup(message)).not.toMatch(/<(?!@(?:ANN|BEN|CAT|P\d+)>|!date\^\d+\^[^<>|]*\|[^<>|]*>)/)
    expect(drawn).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
  })
})

describe('the largest and worst input of every modal about a grant', () => {
  it.each(views)('%s fits Slack', (_, view) => {
    expect(checkView(view)).toEqual([])
    expect(checkWorkspaceView(view, view.type)).toEqual([])
  })
})

it('puts nothing from a request into a command line that a shell would run', () => {
  expect(
    JSON.stringify(
      ownMessage(
        aScene({
          ...hostileGlass,
          current: {
            ...hostileGlass.current,
            terms: { ...hostileGlass.current.terms, parameters: { endpoint: '$(rm -rf ~)' } },
          },
        }),
      ),
    ),
  ).not.toContain('rm -rf')
})

it('cuts nothing off a policy: the parts one after the other are the document', () => {
  const code = policyModal(glass(), documents).blocks.flatMap((block) =>
    block.type === 'rich_text' && 'elements' in block
      ? block.elements.flatMap((part) =>
          part.type === 'rich_text_preformatted'
            ? part.elements.map((each) => (each.type === 'text' ? each.text : ''))
            : [],
        )
      : [],
  )
  expect(code.length).toBeGreaterThan(2)
  expect(code[0]).toBe(JSON.stringify(documents.trust, null, 2))
  expect(code.slice(1).join('\n')).toBe(JSON.stringify(documents.permissions, null, 2))
})

/** All text that Slack reads as markup. */
function markup(value: unknown): string {
  if (Array.isArray(value)) return value.map(markup).join('\n')
  if (typeof value !== 'object' || value === null) return ''
  const own = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? String(value.text) : ''
  const fallback = 'blocks' in value && 'text' in value ? String(value.text) : ''
  return [own, fallback, ...Object.values(value).map(markup)].join('\n')
}
