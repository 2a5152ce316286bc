import { prove } from './prove.ts'
import { verify } from './verify.ts'

const USAGE = `Usage: npm run -s cli -- verify [PUBLISHED-HASH]
       npm run -s cli -- prove NONCE

  verify    checks every record of a grant against itself and against the daily anchors, and names the first thing that
            does not fit. With the hash of an anchor that was published, it must be among them.
  prove     signs a question to AWS with your own credentials, so that a page of mine learns who you are in AWS. Paste
            the line that it prints into that page. It sends nothing and holds no secret key.
`

/** `npm run cli`: what people do on a terminal beside auditing. */
export async function tools([name = '', ...rest]: readonly string[]): Promise<number> {
  if (name === 'verify' && rest.length <= 1) return verify(rest[0])
  if (name === 'prove' && rest.length === 1) return prove(rest[0] ?? '')
  const asked = name === 'help' || name === '--help'
  const stream = asked ? process.stdout : process.stderr
  stream.write(USAGE)
  return asked ? 0 : 2
}
