import { ownCallerProof } from '../../src/aws/access/own-proof.ts'
import { errorLine } from './error-line.ts'

/** `npm run cli -- prove NONCE`: one line for the page that asked. */
export async function prove(nonce: string): Promise<number> {
  if (!/^[\w-]{16,128}$/.test(nonce)) {
    process.stderr.write('That is not the text of a page. Copy the whole command from it.\n')
    return 2
  }
  try {
    process.stdout.write(`${await ownCallerProof(nonce, process.env.AWS_ENDPOINT_URL)}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`AWS credentials are needed that say who you are: ${errorLine(error)}\n`)
    return 2
  }
}
