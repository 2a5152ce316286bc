import { HOUR_S } from '../../src/base/time.ts'
import type { GrantDocuments } from '../../src/grants/access.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import type { Grant } from '../../src/grants/grant.ts'
import type { Modal } from '../../src/slack/blocks/blocks.ts'
import { doneModal, grantRefusedModal } from '../../src/slack/views/grant-answers.ts'
import { codeForm, denyForm, moreTimeForm, reviewForm } from '../../src/slack/views/grant-forms.ts'
import { policyModal } from '../../src/slack/views/grant-policy.ts'
import { requestModal } from '../../src/slack/views/request-form.ts'
import { previewModal } from '../../src/slack/views/request-preview.ts'
import {
  checkingModal,
  notSentModal,
  problemsModal,
  sendingModal,
  sentModal,
} from '../../src/slack/views/request-sent.ts'
import { aBriefing, aLooking, aPreview, fakeAccess } from './access.ts'
import { aPolicy, aRequest, aTerms, BEN, CAT, ENDPOINT, T0 } from './grants.ts'
import { aScene, glass, LIFE } from './scenes.ts'

const policy = aPolicy({
  breakGlass: {
    for: {},
    askers: ['leads'],
    longestSeconds: HOUR_S,
    factors: ['passkey'],
    reviewers: ['security'],
    reviewWithinSeconds: 86_400,
  },
})
const { access } = fakeAccess({ policy, regions: ['eu-west-1', 'us-east-1'] })
const entitlement = ENTITLEMENTS.find(({ id }) => id === 'invoke-endpoint')
if (!entitlement) throw new Error('no entitlement')

const target = { id: '183fcd0b1a5b5e97', revision: 1 }
const scene = (name: string) => LIFE[name]?.() ?? aScene(aRequest())
const activeGrant: Grant = scene('active').grant
const documents: GrantDocuments = aPreview().documents
const held = activeGrant.role
const made: Grant = { ...activeGrant, role: held && { ...held, documentsHash: documents.hash } }
const filled = {
  'parameter:endpoint': ENDPOINT,
  'duration:invoke-endpoint': '3600',
  reason: 'INC-42: predictions are off since Monday',
}
const problems = [
  { field: 'duration', words: 'A rule allows 2 hours at most for this endpoint.' },
  { field: 'reason', words: 'Say why you need it.' },
]
const briefing = aBriefing({
  looking: aLooking({
    reach: {
      roleArn: 'arn:aws:iam::111122223333:role/ml/endpoint-runtime',
      words: 'It runs as an execution role.',
      can: ['read every bucket', 'use every key'],
      unknown: null,
    },
  }),
})
const approvers = [
  { person: BEN, groups: ['leads'] },
  { person: CAT, groups: ['leads', 'security'] },
]
const suggestions = ['In your last two grants of this kind, InvokeEndpointAsync was never used.']
const preview = aPreview({ approvers, briefing, suggestions })
const stopped = aPreview({
  approvers: [],
  refusals: ['too-few-approvers', 'too-long'],
  briefing: aBriefing({
    looking: aLooking({
      looked: [
        {
          code: 'mfa-on',
          about: '',
          outcome: 'not-so',
          stops: true,
          words: 'Your IAM user has no second factor in AWS, so AWS would not let you take the role.',
        },
      ],
    }),
  }),
})

/** Every modal of temporary access, with words that it must show. */
export const MODALS: ReadonlyArray<readonly [name: string, view: Modal, words: RegExp]> = [
  ['deny', denyForm(target), /The requester reads this/],
  ['code', codeForm(target, 'approve'), /Six digits/],
  [
    'code-wrong',
    codeForm(target, 'confirm', {
      problem: 'That code is wrong or too old. Type the one that your app shows now.',
    }),
    /That code is wrong/,
  ],
  ['more-time', moreTimeForm(target, { grant: activeGrant }), /Your access ends/],
  ['review', reviewForm(target), /Was it justified/],
  ['policy-before', policyModal(aRequest(), documents), /As it would be/],
  ['policy', policyModal(made, documents), /This is what the role was made of/],
  ['policy-gone', policyModal(made, undefined), /cannot be shown/],
  ['late', grantRefusedModal(['wrong-state'], scene('denied').grant), /Denied by/],
  ['done', doneModal('Denied', scene('denied')), /Denied by/],
  ['request', requestModal({ id: 'g1', filled: {} }, access), /I need to/],
  ['request-form', requestModal({ id: 'g1', entitlement, filled }, access), /Why you need it/],
  [
    'request-wrong',
    requestModal({ id: 'g1', entitlement, filled, problems }, access),
    /A rule allows 2 hours at most/,
  ],
  ['request-problems', problemsModal(problems, entitlement), /Nothing was sent/],
  ['preview', previewModal(preview, policy), /Who is asked/],
  ['preview-stopped', previewModal(stopped, policy), /cannot be sent as it is/],
  [
    'preview-glass',
    previewModal(aPreview({ terms: aTerms({ mode: 'break-glass', startsAt: T0 + HOUR_S }) }), policy),
    /everybody is told at once/,
  ],
  ['preview-rule', previewModal(aPreview({ terms: aTerms({ mode: 'auto' }) }), policy), /A rule lets/],
  ['checking', checkingModal(), /Checking with AWS/],
  ['sending', sendingModal(), /Asking/],
  ['sent', sentModal({ grant: aRequest() }), /It needs 1 approval/],
  ['sent-own', sentModal({ grant: glass(false), link: 'https://bot.example/a/b' }), /Confirm with your/],
  ['sent-no-page', sentModal({ grant: glass(false) }), /One step is missing/],
  ['not-sent', notSentModal(['too-long', 'not-allowed-to-ask']), /was not sent/],
]
