import { err, ok, type Result } from '../../base/result.ts'
import type { RelyingParty } from '../relying-party.ts'
import { type Answer, LONGEST_BODY, type PageRequest, refusal } from './exchange.ts'

/**
 * What our own page's script sent, or the answer to whatever else it is. Browsers say where a request comes from and let no
 * page alter that; a form cannot send this content type, and another origin's script may not.
 */
export function readAct(request: PageRequest, { origin }: RelyingParty): Result<unknown, Answer> {
  const from = request.headers.origin
  const site = request.headers['sec-fetch-site'] ?? 'same-origin'
  if (from !== origin || site !== 'same-origin') {
    return err(refusal('This was not sent by the page itself, and is not taken.', 403))
  }
  const type = request.headers['content-type']
  if (typeof type !== 'string' || !/^application\/json(?:\s*;\s*charset=utf-8)?$/i.test(type)) {
    return err(refusal('Only JSON is taken.', 415))
  }
  if (Buffer.byteLength(request.body) > LONGEST_BODY) return err(refusal('That is too long.', 413))
  try {
    return ok(JSON.parse(request.body))
  } catch {
    return err(refusal('This is not JSON.', 400))
  }
}
