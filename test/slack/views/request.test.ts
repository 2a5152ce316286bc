import { describe, expect, it } from 'vitest'
import {
  checkMessageBlocks,
  checkView as checkWorkspaceView,
} from '../../../infra/local/slack/validator/payload.ts'
import type { Preview } from '../../../src/grants/access.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import type { Modal } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage, checkView } from '../../../src/slack/blocks/check-limits.ts'
import { knownChoice } from '../../../src/slack/grants/resource-choice.ts'
import { requestModal } from '../../../src/slack/views/request-form.ts'
import { canSend, previewModal } from '../../../src/slack/views/request-preview.ts'
import {
  accessNotSetUp,
  checkingModal,
  notSentMessage,
  notSentModal,
  problemsModal,
  sendingModal,
  sentMessage,
  sentModal,
} from '../../../src/slack/views/request-sent.ts'
import { foundNotice, offEntitlement, unknownEntitlement } from '../../../src/slack/views/request-words.ts'
import { aBriefing, aLooking, aPreview, fakeAccess, known } from '../../support/access.ts'
import { aPolicy, aRequest, aTerms } from '../../support/grants.ts'
import { hostileName } from '../sample.ts'

const hostile = `${hostileName}\u202e\`<!here>`
const reason = `${hostile} ${'{colons: and braces} '.repeat(200)}`.slice(0, 3000)
const glass = {
  for: {},
  askers: [],
  longestSeconds: 3600,
  factors: [],
  reviewers: [],
  reviewWithinSeconds: 86_400,
}
const { access } = fakeAccess({
  regions: ['eu-west-1', 'us-east-1'],
  policy: aPolicy({ breakGlass: glass, ticketFor: ['low', 'medium', 'high', 'critical'] }),
})
const HASH = 'f'.repeat(64)

/** Everything filled in with the worst there is, and everything wrong with it. */
function worstForm(entitlement: (typeof ENTITLEMENTS)[number]): Modal {
  const blocks = Object.keys(entitlement.parameters).map((id) => `parameter:${id}`)
  const filled = {
    ...Object.fromEntries(blocks.map((block) => [block, hostile])),
    [`duration:${entitlement.id}`]: '3600',
    region: 'us-east-1',
    start: '1795424400',
    reason,
    ticket: hostile,
    glass: 'yes',
  }
  const problems = [...blocks, 'entitlement', 'region', 'duration', 'start', 'reason', 'ticket'].map(
    (field) => ({
      field,
      words: `No: ${hostile}`,
    }),
  )
  return requestModal({ id: 'g1', entitlement, filled, problems, notice: hostile }, access)
}

const permission = (i: number) => ({
  sid: `S${i}`,
  actions: Array.from({ length: 120 }, (_, n) => `sagemaker:${'Action'.repeat(8)}${n}`),
  resources: Array.from(
    { length: 40 },
    () => `arn:aws:sagemaker:eu-west-1:111122223333:pipeline/${'p'.repeat(250)}`,
  ),
})

const worst: Preview = aPreview({
  terms: aTerms({
    reason,
    ticket: hostile,
    startsAt: 1_795_424_400,
    resources: Array.from({ length: 30 }, () => `arn:aws:sagemaker:eu-west-1:111122223333:x/${hostile}`),
  }),
  permissions: Array.from({ length: 8 }, (_, i) => permission(i)),
  documents: { ...aPreview().documents, hash: HASH },
  briefing: aBriefing({
    looking: aLooking({
      looked: Array.from({ length: 40 }, (_, i) => ({
        code: 'exists' as const,
        about: hostile,
        outcome: (['ok', 'not-so', 'unknown'] as const)[i % 3] ?? 'ok',
        stops: i % 2 === 0,
        words: `${hostile} ${'long '.repeat(200)}`,
      })),
      reach: {
        roleArn: `arn:aws:iam::1:role/${hostile}`,
        words: hostile.repeat(9),
        can: Array(60).fill(hostile),
        unknown: hostile,
      },
    }),
    proof: { outcome: 'failed', line: hostile },
    simulated: hostile,
  }),
  approvers: Array.from({ length: 200 }, (_, i) => ({
    person: `T1/U${i}` as const,
    groups: Array(9).fill(hostile),
  })),
  required: { groups: Array.from({ length: 9 }, () => ({ group: hostile, count: 2 })), total: 18 },
  suggestions: Array(40).fill(hostile.repeat(4)),
  refusals: ['no-rule', 'too-long', 'shared-channel'],
})
const { refusals: _, ...sendable } = worst
const worstToSend: Preview = {
  ...sendable,
  refusals: [],
  briefing: {
    ...worst.briefing,
    proof: { outcome: 'proved', line: hostile, claims: [] },
    looking: {
      ...worst.briefing.looking,
      looked: worst.briefing.looking.looked.filter(({ stops }) => !stops),
    },
  },
}

const [first] = ENTITLEMENTS
const grant = aRequest({ terms: aTerms({ reason }) })
const own = aRequest({ terms: aTerms({ mode: 'break-glass' }) })
const link = `https://bot.acme.example/${'x'.repeat(200)}`

const views: ReadonlyArray<readonly [string, Modal]> = [
  ['the choice', requestModal({ id: 'g1', filled: {} }, access)],
  ...ENTITLEMENTS.map((each) => [`the worst form of ${each.id}`, worstForm(each)] as const),
  ...ENTITLEMENTS.map(
    (each) =>
      [
        `the empty form of ${each.id}`,
        requestModal({ id: 'g1', entitlement: each, filled: {} }, access),
      ] as const,
  ),
  ['a preview', previewModal(aPreview(), aPolicy())],
  ['the worst preview', previewModal(worst, aPolicy())],
  ['the worst preview that can be sent', previewModal(worstToSend, aPolicy())],
  ...(['auto', 'break-glass'] as const).map(
    (mode) =>
      [
        `a preview decided by ${mode}`,
        previewModal(aPreview({ terms: aTerms({ mode }) }), aPolicy({ breakGlass: glass })),
      ] as const,
  ),
  ['checking', checkingModal()],
  ['sending', sendingModal()],
  ['sent', sentModal({ grant })],
  ['own factor', sentModal({ grant: own, link })],
  ['own factor without a page', sentModal({ grant: own })],
  ['not sent', notSentModal(['no-rule', 'conflict'])],
  ...(first
    ? [
        [
          'problems',
          problemsModal(
            Array.from({ length: 40 }, () => ({ field: hostile, words: hostile.repeat(9) })),
            first,
          ),
        ] as const,
      ]
    : []),
]

const messages = [
  ['sent', sentMessage({ grant })],
  ['own factor', sentMessage({ grant: own, link })],
  ['not sent', notSentMessage(['no-rule'])],
  ['not set up', accessNotSetUp()],
  ['unknown', unknownEntitlement(hostile, ENTITLEMENTS.slice(0, 3))],
  ['off', offEntitlement(ENTITLEMENTS.find(({ off }) => off) ?? ENTITLEMENTS[0] ?? aPreview().entitlement)],
] as const

describe('the largest and worst input of every modal about a request', () => {
  it.each(views)('%s fits Slack', (_name, view) => {
    expect(checkView(view)).toEqual([])
    expect(checkWorkspaceView(view, 'modal')).toEqual([])
  })

  it.each(views)('%s mentions nobody it should not, and hides nothing', (_name, view) => {
    const drawn = JSON.stringify({ ...view, blocks: view.blocks.map(withoutTyped) })
    expect(drawn).not.toMatch(/<!(?:channel|here|everyone|subteam)/)
    expect(drawn).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
  })
})

describe('the messages about a request', () => {
  it.each(messages)('%s fits Slack and mentions nobody', (_name, message) => {
    expect(checkMessage(message)).toEqual([])
    expect(checkMessageBlocks(message.blocks)).toEqual([])
    expect(JSON.stringify(message)).not.toMatch(/<!(?:channel|here)/)
  })
})

describe('a preview', () => {
  it.each([
    ['nothing against it', aPreview(), true],
    ['a refusal', aPreview({ refusals: ['no-rule'] }), false],
    [
      'a failed proof',
      aPreview({ briefing: aBriefing({ proof: { outcome: 'failed', line: 'No.' } }) }),
      false,
    ],
    ['something that stops it', previewWith('not-so', true), false],
    ['something unknown that has to be so', previewWith('unknown', true), false],
    ['something unknown beside', previewWith('unknown', false), true],
  ])('with %s can be sent: %#', (_name, preview, expected) => {
    expect(canSend(preview)).toBe(expected)
    expect(previewModal(preview, aPolicy()).submit !== undefined).toBe(expected)
  })
})

describe('the form', () => {
  it.each([
    ['invoke-endpoint', ['15 min', '30 min', '1 h', '2 h', '4 h (usual)', '8 h']],
    ['training-shell', ['15 min', '30 min', '1 h (usual)']],
  ])('offers sensible durations for %s, up to what policy and entitlement allow', (id, labels) => {
    const entitlement = ENTITLEMENTS.find((each) => each.id === id)
    const view = requestModal({ id: 'g1', filled: {}, ...(entitlement && { entitlement }) }, access)
    const block = view.blocks.find((each) => each.block_id === `duration:${id}`)
    expect(block).toMatchObject({ element: { options: labels.map((text) => ({ text: { text } })) } })
  })

  it('asks for the Region only where it does not follow', () => {
    const asks = ENTITLEMENTS.filter((entitlement) =>
      requestModal({ id: 'g1', entitlement, filled: {} }, access).blocks.some(
        (each) => each.block_id === 'region',
      ),
    )
    expect(asks.map(({ id }) => id)).toEqual(['read-only-audit'])
  })

  it('shows a choice again by its name', () => {
    const value = knownChoice(known('endpoints', `endpoint/${'churn-'.repeat(20)}`)).value
    const entitlement = ENTITLEMENTS.find(({ id }) => id === 'invoke-endpoint')
    const view = requestModal(
      { id: 'g1', filled: { 'parameter:endpoint': value }, ...(entitlement && { entitlement }) },
      access,
    )
    expect(JSON.stringify(view)).toContain('"text":"churn-churn-')
  })

  it.each([
    [0, /has seen no endpoint/],
    [3, /3 endpoints match/],
  ])('says what came of looking when %i were found', (found, words) => {
    expect(foundNotice('endpoints', 'churn', found)).toMatch(words)
    expect(foundNotice('endpoints', 'churn', 1)).toBeUndefined()
  })
})

function previewWith(outcome: 'not-so' | 'unknown', stops: boolean): Preview {
  const seen = { code: 'exists' as const, about: 'endpoint', outcome, stops, words: 'Seen.' }
  return aPreview({ briefing: aBriefing({ looking: aLooking({ looked: [seen] }) }) })
}

/** A block without what stands in its input: that is the person's own text, back in their own form. */
function withoutTyped(block: Modal['blocks'][number]): unknown {
  if (!('element' in block)) return block
  const { element, ...rest } = block
  return { ...rest, element: { ...element, initial_value: '', initial_option: '' } }
}
