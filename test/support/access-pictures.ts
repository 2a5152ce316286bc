import type { Message } from '../../src/slack/blocks/blocks.ts'
import { closeOutMessage } from '../../src/slack/views/close-out.ts'
import { grantMessage, grantNotice } from '../../src/slack/views/grant.ts'
import { moreTimeCall } from '../../src/slack/views/grant-calls.ts'
import { ownMessage } from '../../src/slack/views/grant-own.ts'
import type { GrantScene } from '../../src/slack/views/grant-scene.ts'
import { aCloseOut } from './access.ts'
import { anAskStep, approvalOf, aRequest, aTerms, BEN, ENDPOINT, historyOf, T0 } from './grants.ts'
import { aScene, LIFE } from './scenes.ts'

/** A message as it is to be looked at: what it must say, and the buttons that stand under it, in order. */
export type Picture = readonly [name: string, message: Message, words: RegExp, buttons: readonly string[]]

export const sceneOf = (name: string): GrantScene => {
  const make = LIFE[name]
  if (!make) throw new Error(`no scene ${name}`)
  return make()
}
const forChannel = (name: string) => grantMessage(sceneOf(name), { kind: 'channel' })
const forApprover = (name: string) => grantMessage(sceneOf(name), { kind: 'approver', groups: ['leads'] })
const own = (name: string) => ownMessage(sceneOf(name))
export const LATER = ['View policy', 'History']
const OPEN = ['End now', ...LATER]
const APPROVED = ['Call off', ...LATER]
const DECIDE = ['Approve 1 h access', 'Deny', ...LATER]

/** Three resources, a ticket, and one approval of two: as much as a message usually holds. */
function aFullRequest(): GrantScene {
  const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/'
  const names = ['churn-scoring-production', 'churn-scoring-canary', 'fraud-realtime-v7', 'a', 'b', 'c', 'd']
  const terms = aTerms({
    resources: names.map((name) => `${arn}${name}`),
    reason:
      'OPS-1042: the predictions of three endpoints drift since Monday.\nI compare their answers with those of last week, & write down <what> differs.',
    ticket: 'OPS-1042',
    durationSeconds: 5400,
  })
  const required = {
    groups: [
      { group: 'leads', count: 1 },
      { group: 'security', count: 2 },
    ],
    total: 3,
  }
  const request = aRequest(anAskStep({ terms, required }))
  return aScene(historyOf(request, [approvalOf(request, BEN, false)]))
}

const fullCloseOut = aCloseOut({
  created: [`${ENDPOINT}-copy`],
  stillRunning: [{ arn: `${ENDPOINT}-copy`, status: 'InService' }],
  denied: [{ action: 'sagemaker:DeleteEndpoint', times: 2, firstAt: T0, lastAt: T0, resources: [ENDPOINT] }],
  gaps: ['CloudTrail data events of endpoints are not recorded.'],
})
/** The messages that follow a grant through its life, by the channel that it is looked at in. */
export const LIFE_PICTURES: Readonly<Record<string, readonly Picture[]>> = {
  waiting: [
    ['first', grantNotice(sceneOf('pending')), /Its buttons appear here in a moment/, []],
    ['pending', forApprover('pending'), /asks for access/, DECIDE],
    ['confirming', forChannel('confirming'), /is confirming with a second factor/, DECIDE],
    ['half approved', forChannel('half approved'), /1 of 2 approvals given/, DECIDE],
    [
      'full',
      grantMessage(aFullRequest(), { kind: 'channel' }),
      /1 of 4 approvals given|1 of 3 approvals given/,
      ['Approve 1 h 30 min access', 'Deny', ...LATER],
    ],
  ],
  running: [
    ['scheduled', forChannel('scheduled'), /Nothing is open yet/, APPROVED],
    ['granting', forChannel('granting'), /does not work yet/, APPROVED],
    ['active', forChannel('active'), /has access: .*in 59 minutes|in 1 hour/, OPEN],
    ['ending', forChannel('ending'), /may still work/, LATER],
    ['glass unconfirmed', forChannel('break-glass, unconfirmed'), /Break-glass/, LATER],
    ['glass', forChannel('break-glass, active'), /Break-glass/, ['End now', 'Review', ...LATER]],
    ['glass reviewed', forChannel('break-glass, reviewed'), /Not justified/, LATER],
  ],
  longer: [
    [
      'more time',
      forChannel('more time asked for'),
      /asks for 1 h more/,
      ['Approve 1 h more', 'Deny', 'End now', ...LATER],
    ],
    ['more time call', moreTimeCall(sceneOf('more time asked for')), /asks for 1 h more/, []],
    ['more time approved', forChannel('more time approved'), /1 h more approved/, OPEN],
    ['more time denied', forChannel('more time denied'), /More time was denied/, OPEN],
    ['more time failed', forChannel('more time refused by AWS'), /AWS did not take it/, OPEN],
  ],
  over: [
    ['expired', forChannel('expired'), /Open from \S+ at 10:00 AM to 11:00 AM/, LATER],
    ['revoked', forChannel('revoked'), /Ended early by/, LATER],
    ['revoked early', forChannel('revoked before its start'), /had not started/, LATER],
    ['denied', forChannel('denied'), /Denied by/, LATER],
    ['withdrawn', forChannel('withdrawn'), /Withdrawn by/, LATER],
    ['lapsed', forChannel('lapsed'), /nobody decided in time/, LATER],
    ['failed', forChannel('failed'), /Could not be granted/, LATER],
    ['close-out', closeOutMessage(aCloseOut()), /Close-out/, []],
    ['close-out full', closeOutMessage(fullCloseOut), /still runs/, []],
  ],
  own: [
    ['pending', own('pending'), /You ask for access/, ['Withdraw', ...LATER]],
    [
      'glass',
      own('break-glass, unconfirmed'),
      /second factor/,
      ['Confirm with second factor', 'Withdraw', ...LATER],
    ],
    ['granting', own('granting'), /does not work yet/, ['Call it off', ...LATER]],
    [
      'active',
      own('active'),
      /source_profile/,
      ['Switch role in the console', 'I’m done', 'More time', ...LATER],
    ],
    [
      'more time',
      own('more time asked for'),
      /You ask for 1 h more/,
      ['Switch role in the console', 'Withdraw', 'I’m done', ...LATER],
    ],
    ['denied', own('denied'), /for you.*canary endpoint/, ['History']],
    ['expired', own('expired'), /Ended on time/, ['History']],
  ],
}
