import { expect, test } from 'vitest'
import { createAccess } from '../../../infra/local/slack/access.ts'

const access = createAccess(() => 'http://127.0.0.1:3500')
const host = '127.0.0.1:3500'

test.each<readonly [string, Record<string, string>, boolean]>([
  ['the page itself', { host, origin: 'http://127.0.0.1:3500', 'sec-fetch-site': 'same-origin' }, true],
  ['the page by the name localhost', { host: 'localhost:3500' }, true],
  ['a command line tool', { host }, true],
  ['a name that was made to point here', { host: 'evil.example:3500' }, false],
  ['our address on another port', { host: '127.0.0.1:80' }, false],
  ['another site', { host, origin: 'https://evil.example' }, false],
  ['a frame without an origin', { host, origin: 'null' }, false],
  ['a picture on another site', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, false],
  ['no host at all', {}, false],
])('%s: allowed %s', (_, headers, allowed) => {
  expect(access.allows({ headers })).toBe(allowed)
})
