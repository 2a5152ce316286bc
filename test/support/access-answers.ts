import { driftLines } from '../../infra/run/granting/drift-lines.ts'
import { DAY_S, HOUR_S } from '../../src/base/time.ts'
import type { PersonKey } from '../../src/grants/terms.ts'
import { anchorPublished, driftFound, factorChanged } from '../../src/slack/views/announcements.ts'
import {
  codeOffer,
  doneMessage,
  factorMissing,
  grantRefused,
  pageLink,
  unknownGrant,
} from '../../src/slack/views/grant-answers.ts'
import { escalation, ownReminder, reminder, reviewCall } from '../../src/slack/views/grant-calls.ts'
import { historyMessage } from '../../src/slack/views/grant-history.ts'
import { grantList } from '../../src/slack/views/grant-list.ts'
import {
  enrolLink,
  ownFactors,
  vouchAsked,
  vouchedFor,
  vouchMessage,
  vouchTaken,
} from '../../src/slack/views/mfa.ts'
import { accessNotSetUp, notSentMessage, sentMessage } from '../../src/slack/views/request-sent.ts'
import { aFactor } from './access.ts'
import { LATER, type Picture, sceneOf } from './access-pictures.ts'
import { ANN, aRequest, BEN, CAT, T0 } from './grants.ts'
import { aScene, glass } from './scenes.ts'

const principal = { kind: 'iam-user', arn: 'arn:aws:iam::111122223333:user/ana', uniqueId: null } as const
const voucher = (by: PersonKey) => ({ by, principal, at: T0 })
const vouching = {
  id: 'v7k2m4',
  person: ANN,
  principal,
  askedAt: T0,
  expiresAt: T0 + HOUR_S,
  vouchers: [],
  usedAt: null,
  version: 1,
}
const vouched = { ...vouching, vouchers: [voucher(BEN), voucher(CAT)] }
const factors = {
  factors: [
    aFactor({ enrolledAt: T0 - 90 * DAY_S }),
    aFactor({ id: 'app-1', method: 'totp', label: 'Phone', enrolledAt: T0 - HOUR_S, lastUsedAt: null }),
    aFactor({ id: 'codes-1', method: 'backup-code', label: 'Backup codes', left: 7 }),
  ],
  link: 'https://bot.example/factors/abc',
  now: T0,
  newFactors: { risks: ['high', 'critical'], waitSeconds: DAY_S },
} as const
const rights = { mayEnd: () => true, seesAll: true }
const drift = driftLines([
  { code: 'unknown-role', arn: 'arn:aws:iam::111122223333:role/sagewarden/grant-0a1b2c3d4e5f6a7b' },
  {
    code: 'changed-role',
    arn: 'arn:aws:iam::111122223333:role/sagewarden/grant-1a1b2c3d4e5f6a7b',
    grantId: '1a1b2c3d4e5f6a7b',
  },
])

/** Everything else that people are told about temporary access, by the channel that it is looked at in. */
export const ANSWERS: Readonly<Record<string, readonly Picture[]>> = {
  calls: [
    ['reminder', reminder(sceneOf('half approved')), /Still needed/, []],
    ['own reminder', ownReminder(sceneOf('break-glass, unconfirmed')), /your own second factor/, []],
    [
      'escalation',
      escalation(sceneOf('pending'), 'https://acme.slack.test/x'),
      /Nobody has decided/,
      ['Open the request'],
    ],
    ['review', reviewCall(sceneOf('break-glass, active')), /is due/, []],
    ['review late', reviewCall(aScene(glass(), { now: T0 + 2 * DAY_S })), /late/, []],
    ['factor added', factorChanged(ANN, 'added', { method: 'passkey', label: 'Laptop' }), /enrolled/, []],
    ['factor removed', factorChanged(ANN, 'removed', { method: 'totp', label: 'Phone' }), /removed/, []],
    ...drift.map((each): Picture => [each.about, driftFound(each.drift), /not as recorded/, []]),
    ['anchor', anchorPublished({ seq: 12, hash: 'a1b2c3d4'.repeat(8) }), /Anchor 12/, []],
    ['history', historyMessage(sceneOf('break-glass, reviewed')), /History of request/, ['View policy']],
  ],
  answers: [
    [
      'page',
      pageLink('https://bot.example/a/b', T0 + 300, sceneOf('pending')),
      /works once/,
      ['Open the page to confirm'],
    ],
    ['code', codeOffer('approve.g1.1', 'g1', ['totp']), /authenticator app/, ['Type a code']],
    [
      'no factor',
      factorMissing(
        [
          'You have no second factor enrolled.',
          'Enrol a passkey with `/sagemaker mfa`, then press the button again.',
        ],
        'g1',
      ),
      /cannot confirm this yet/,
      [],
    ],
    [
      'too late',
      grantRefused(['wrong-state'], sceneOf('denied').grant),
      /Nothing was done. Denied by @ben, \S+ at 10:00 AM.Request/,
      [],
    ],
    ['refused', grantRefused(['own-request', 'factor-too-weak']), /Nothing was done/, []],
    ['done', doneMessage(sceneOf('revoked')), /Ended early/, []],
    ['sent', sentMessage({ grant: aRequest() }), /is sent/, ['My grants']],
    [
      'sent, own factor',
      sentMessage({ grant: glass(false), link: 'https://bot.example/a/b' }),
      /second factor/,
      ['Open the page'],
    ],
    ['not sent', notSentMessage(['too-long']), /was not sent/, []],
    ['unknown', unknownGrant('g9', 'history', ['g1']), /There is no request/, ['history g1', 'My grants']],
    ['not set up', accessNotSetUp(), /not set up here/, []],
  ],
  lists: [
    [
      'list',
      grantList(
        { list: 'all', page: 0 },
        ['pending', 'active', 'more time asked for', 'expired', 'denied', 'failed', 'lapsed'].map(sceneOf),
        rights,
      ),
      /All grants: 7/,
      [
        ...LATER.toReversed(),
        ...['End now', 'History', 'View policy'],
        ...['End now', 'History', 'View policy'],
        ...LATER.toReversed(),
        ...LATER.toReversed(),
        ...LATER.toReversed(),
        ...['Older', 'Mine', 'Active'],
      ],
    ],
    ['none', grantList({ list: 'mine', page: 0 }, [], rights), /asked for nothing/, ['Active', 'All']],
  ],
  factors: [
    ['factors', ownFactors(factors), /Your second factors/, ['Add or remove factors']],
    [
      'no factors',
      ownFactors({ ...factors, factors: [] }),
      /no second factor yet/,
      ['Prove it on the page', 'Ask 2 others to vouch'],
    ],
    ['no page', ownFactors({ ...factors, factors: [], link: undefined }), /no public address/, []],
    ['vouching', vouchMessage(vouching), /2 more people needed/, ['It is really them']],
    [
      'half vouched',
      vouchMessage({ ...vouched, vouchers: [voucher(BEN)] }),
      /1 more person/,
      ['It is really them'],
    ],
    ['vouched', vouchMessage(vouched), /can enrol now/, []],
    ['vouched for', vouchedFor(vouched), /vouched for you/, ['Enrol it now']],
    ['vouch asked', vouchAsked(vouching), /Talk to two people/, []],
    ['vouch taken', vouchTaken({ ...vouched, vouchers: [voucher(BEN)] }), /One more person/, []],
    ['enrol', enrolLink('https://bot.example/a/b'), /Enrol your second factor/, ['Open the page']],
  ],
}
