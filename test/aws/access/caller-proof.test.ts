import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createProveCaller } from '../../../src/aws/access/caller-proof.ts'
import { CALLER_BODY, stsEndpoints } from '../../../src/aws/access/caller-request.ts'
import { signCallerIdentity } from '../../../src/aws/access/caller-signing.ts'
import { T0 } from '../../support/grants.ts'
import { mockHttp } from '../../support/http.ts'

const KEY = { accessKeyId: 'AKIATESTALICE', secretAccessKey: 'not-a-real-secret' }
const SESSION = { ...KEY, sessionToken: 'not/a/real+token==' }
const NONCE = 'nonce-0123456789abcdef'
const ENDPOINTS = stsEndpoints('aws', ['eu-west-1'])
const HOST = 'https://sts.eu-west-1.amazonaws.com'
const ALICE = { arn: 'arn:aws:iam::111122223333:user/alice', userId: 'AIDAALICE', account: '111122223333' }

const http = mockHttp()

const sign = (change: { nonce?: string; at?: number; credentials?: typeof KEY } = {}) =>
  signCallerIdentity(change.nonce ?? NONCE, change.credentials ?? KEY, {
    region: 'eu-west-1',
    endpoint: HOST,
    clock: () => (change.at ?? T0) * 1000,
  })
const proving = (through: typeof fetch) =>
  createProveCaller({ endpoints: ENDPOINTS, clock: () => T0 * 1000, fetch: through })
/** Asks the STS below. */
const prove = (pasted: string, nonce = NONCE) => proving(sts)(pasted, nonce)

const answerOf = ({ arn, userId, account }: typeof ALICE) =>
  `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>${userId}</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha = (text: string) => createHash('sha256').update(text).digest('hex')

/** STS, which works out the signature again from what it is sent, by the published recipe. */
const sts: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  const header = (name: string) =>
    name === 'host' ? new URL(request.url).host : (request.headers.get(name) ?? '')
  const [, scope = '', names = '', signature] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(header('authorization')) ?? []
  const canonical = names.split(';').map((name) => `${name}:${header(name)}\n`)
  const { pathname } = new URL(request.url)
  const signed = [request.method, pathname, '', canonical.join(''), names, sha(await request.text())]
  const text = ['AWS4-HMAC-SHA256', header('x-amz-date'), scope, sha(signed.join('\n'))].join('\n')
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${KEY.secretAccessKey}`)
  return hmac(key, text).toString('hex') === signature
    ? new Response(answerOf(ALICE))
    : new Response('<ErrorResponse/>', { status: 403 })
}

const changed = async (change: Record<string, unknown>, signed = sign()) => {
  const parts = JSON.parse(Buffer.from(await signed, 'base64url').toString())
  return Buffer.from(JSON.stringify({ ...parts, ...change })).toString('base64url')
}

describe('a caller', () => {
  it('is who STS says signed', async () => {
    expect(await prove(await sign())).toEqual({ ok: true, value: ALICE })
  })

  it('may have temporary credentials, and a terminal that breaks lines', async () => {
    const broken = (await sign({ credentials: SESSION })).replace(/(.{60})/g, '$1\n  ')
    expect(await prove(broken)).toEqual({ ok: true, value: ALICE })
  })

  it('sends nothing that tells the secret', async () => {
    const { authorization, ...rest } = JSON.parse(Buffer.from(await sign(), 'base64url').toString())
    expect(rest).toEqual({ version: 1, nonce: NONCE, region: 'eu-west-1', date: '20261123T090000Z' })
    expect(authorization).not.toContain(KEY.secretAccessKey)
  })

  it('cannot turn a signature for one nonce into one for another', async () => {
    const other = 'nonce-fedcba9876543210'
    expect(await prove(await changed({ nonce: other }), other)).toEqual({ ok: false, error: 'not-accepted' })
  })

  it.each([
    ['another date', { date: '20261123T090001Z' }, {}],
    ['a session token that is another one', { token: 'another' }, { credentials: SESSION }],
  ])('cannot use a signature with %s', async (_what, change, signing) => {
    expect(await prove(await changed(change, sign(signing)))).toEqual({ ok: false, error: 'not-accepted' })
  })
})

describe('what is pasted is refused unasked where it', () => {
  it.each<[string, string | Promise<string>]>([
    ['is empty', ''],
    ['is a sentence', 'Please let me in!'],
    ['is not JSON', Buffer.from('{').toString('base64url')],
    ['is endless', 'a'.repeat(12_001)],
    ['is of another version', changed({ version: 2 })],
    ['says more than it may', changed({ url: 'https://example.com' })],
    ['names another Region', changed({ region: 'eu-west-2' })],
    ['names a host for a Region', changed({ region: 'eu-west-1.example.com/' })],
    ['names what every object has', changed({ region: '__proto__' })],
    ['smuggles a header', changed({ token: 'x\r\nhost: example.com' })],
    ['adds a token that was not signed', changed({ token: 'token' })],
    ['has a date that is none', changed({ date: 'yesterday' })],
    ['has no nonce', changed({ nonce: '' })],
    ['is signed for another service', altered((text) => text.replace('/sts/', '/iam/'))],
    ['is signed for another Region', altered((text) => text.replace('/eu-west-1/', '/us-east-1/'))],
    ['is signed for another day', altered((text) => text.replace('/20261123/', '/20261122/'))],
    ['leaves the nonce unsigned', altered((text) => text.replace(';x-sagewarden-nonce', ''))],
    ['leaves the host unsigned', altered((text) => text.replace(';host', ''))],
    ['signs more than it may', altered((text) => text.replace(';host', ';expect;host'))],
  ])('%s', async (_what, pasted) => {
    expect(await proving(fetch)(await pasted, NONCE)).toEqual({ ok: false, error: 'malformed' })
  })

  it('was signed for another nonce', async () => {
    expect(await prove(await sign(), 'nonce-fedcba9876543210')).toEqual({ ok: false, error: 'wrong-nonce' })
  })

  it.each([
    ['five minutes and a second ago', T0 - 301],
    ['five minutes and a second ahead', T0 + 301],
  ])('was signed %s', async (_what, when) => {
    expect(await prove(await sign({ at: when }))).toEqual({ ok: false, error: 'stale' })
  })

  it('has a day that does not exist', async () => {
    const day = altered((text) => text.replace('/20261123/', '/20261399/'))
    expect(await prove(await changed({ date: '20261399T090000Z' }, day))).toEqual({
      ok: false,
      error: 'stale',
    })
  })
})

it('a proof is good for five minutes', async () => {
  expect(await prove(await sign({ at: T0 - 300 }))).toMatchObject({ ok: true })
})

describe('nobody is proved where STS', () => {
  it.each([
    ['sends on to somewhere else', 302, '', { location: 'https://example.com/' }],
    ['is out of order', 503, '', {}],
    ['is busy', 429, '', {}],
    ['is not STS', 200, '<html><Arn>a</Arn><UserId>b</UserId><Account>c</Account></html>', {}],
    ['leaves something out', 200, answerOf({ ...ALICE, userId: '' }), {}],
    ['says something twice', 200, answerOf(ALICE).replace('<Arn>', '<Arn>x</Arn><Arn>'), {}],
  ])('%s', async (_what, status, body, headers) => {
    http.host(HOST).post('/', CALLER_BODY).reply(status, body, headers)
    expect(await proving(fetch)(await sign(), NONCE)).toEqual({ ok: false, error: 'no-answer' })
  })

  it('cannot be reached', async () => {
    http.host(HOST).post('/').replyWithError('connect ECONNREFUSED')
    expect(await proving(fetch)(await sign(), NONCE)).toEqual({ ok: false, error: 'no-answer' })
  })
})

it('a nonce that is none of ours is not signed', async () => {
  await expect(sign({ nonce: 'short' })).rejects.toThrow('not one of this bot')
})

it('each partition has its own addresses', () => {
  expect(stsEndpoints('aws-cn', ['cn-north-1'])).toEqual({
    'cn-north-1': 'https://sts.cn-north-1.amazonaws.com.cn',
  })
})

/** A signed proof with its authorization changed. */
async function altered(change: (authorization: string) => string): Promise<string> {
  const { authorization } = JSON.parse(Buffer.from(await sign(), 'base64url').toString())
  return changed({ authorization: change(authorization) })
}
