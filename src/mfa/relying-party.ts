import { isIP } from 'node:net'
import { err, ok, type Result } from '../base/result.ts'

/** Who passkeys are for: a domain, and the one origin whose pages may use them. */
export interface RelyingParty {
  /** The domain, e.g. `localhost` or `access.example.com`. WebAuthn takes no address. */
  readonly id: string
  /** Scheme, host and port, e.g. `https://access.example.com`. */
  readonly origin: string
}

/** The relying party of the pages below a public URL; the error is one sentence for whoever set it. */
export function relyingPartyOf(publicUrl: string): Result<RelyingParty, string> {
  const url = URL.parse(publicUrl)
  if (url === null) return err('is not a URL.')
  const { hostname, protocol, origin } = url
  if (isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0) {
    return err('must name a domain: passkeys do not work with an IP address.')
  }
  if (protocol !== 'https:' && !(protocol === 'http:' && hostname === 'localhost')) {
    return err('must start with https://, or be http://localhost.')
  }
  const bare = url.username === '' && url.pathname === '/' && url.search === '' && url.hash === ''
  return bare
    ? ok({ id: hostname, origin })
    : err('must be an origin alone, without a path or anything else.')
}
