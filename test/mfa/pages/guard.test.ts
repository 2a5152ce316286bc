import { describe, expect, it } from 'vitest'
import { LONGEST_BODY, type PageRequest } from '../../../src/mfa/pages/exchange.ts'
import { readAct } from '../../../src/mfa/pages/guard.ts'
import { LOCALHOST } from '../../support/factors.ts'

const OWN = { origin: LOCALHOST.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }

function anAct(headers: PageRequest['headers'] = {}, body = '{"a":1}'): PageRequest {
  return { method: 'POST', path: '/', headers: { ...OWN, ...headers }, body }
}

describe('an act', () => {
  it.each([
    ['as a browser sends it', {}],
    ['from a browser without Sec-Fetch-Site', { 'sec-fetch-site': undefined }],
    ['with its charset', { 'content-type': 'application/json; charset=UTF-8' }],
  ])('of our own page is taken %s', (_, headers) => {
    expect(readAct(anAct(headers), LOCALHOST)).toEqual({ ok: true, value: { a: 1 } })
  })

  it.each([
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['another port', { origin: 'http://localhost:9999' }, 403],
    ['an origin that starts alike', { origin: `${LOCALHOST.origin}.evil.example` }, 403],
    ['no origin', { origin: undefined }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['two origins', { origin: [LOCALHOST.origin, LOCALHOST.origin] }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['the address bar', { 'sec-fetch-site': 'none' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
    ['a form with fields', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a form with files', { 'content-type': 'multipart/form-data; boundary=application/json' }, 415],
    ['nothing that says what it is', { 'content-type': undefined }, 415],
  ])('from %s is not', (_, headers, status) => {
    expect(readAct(anAct(headers), LOCALHOST)).toMatchObject({ ok: false, error: { status } })
  })

  it.each([
    ['that is no JSON', '{', 400],
    ['that is empty', '', 400],
    ['that is a byte too long', `"${'x'.repeat(LONGEST_BODY - 1)}"`, 413],
    ['that is too long in bytes', `"${'é'.repeat(LONGEST_BODY / 2)}"`, 413],
  ])('%s is refused', (_, body, status) => {
    expect(readAct(anAct({}, body), LOCALHOST)).toMatchObject({ ok: false, error: { status } })
  })

  it('of the most bytes is taken', () => {
    const text = 'x'.repeat(LONGEST_BODY - 2)
    expect(readAct(anAct({}, JSON.stringify(text)), LOCALHOST)).toEqual({ ok: true, value: text })
  })
})
