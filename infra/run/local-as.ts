import { parseArgs } from 'node:util'
import { z } from 'zod'
import { assumeRole } from '../../src/aws/access/assume-role.ts'
import { readConfig } from './config.ts'
import { errorLine } from './error-line.ts'
import { accountAddress } from './local-address.ts'

const USAGE = `Usage: npm run -s local:aws -- as USER [--role ARN]

Prints what a shell needs to act as a user of the sample account that "npm start" runs: an IAM user, or somebody who signs
in through Identity Center, for example:
  eval "$(npm run -s local:aws -- as alice.meyer)"
With --role it takes a role as that user, with the second factor that the user has, and prints the session.
`

const USED_CODE = /MFA one time pass code/
const AGAIN = 'AWS takes each code of a second factor once. Try again in half a minute.\n'

/** `npm run local:aws -- as USER`: export lines for a shell. They are of the sample account, and worth nothing elsewhere. */
export async function localAs(argv: readonly string[]): Promise<number> {
  const read = readArguments(argv)
  const [user, ...more] = read?.positionals ?? []
  if (!read || user === undefined || more.length > 0) return complain(USAGE)
  const config = readConfig(process.env)
  if (!config.ok) return complain(config.error.map((line) => `${line}\n`).join(''))
  const endpoint = accountAddress(config.value.stateFolder)
  if (endpoint === undefined) return complain('The sample account does not run: "npm start" starts it.\n')
  try {
    const own = await credentialsOf(endpoint, user)
    if (own === undefined) return complain(`The sample account has no user ${user}.\n`)
    const { role } = read.values
    const at = `${endpoint}/_local/mfa/${encodeURIComponent(user)}`
    const device = role === undefined ? undefined : await fetchAs(Device, at)
    const place = { endpoint, region: 'eu-west-1' }
    return print(
      endpoint,
      role ? await assumeRole({ ...place, credentials: own, role, session: user, device }) : own,
    )
  } catch (error) {
    return complain(
      `That did not work: ${errorLine(error)}\n${USED_CODE.test(errorLine(error)) ? AGAIN : ''}`,
    )
  }
}

/** What a user signs with: an IAM user's key, or a session as the access portal of Identity Center gives it. */
async function credentialsOf(endpoint: string, user: string) {
  const name = encodeURIComponent(user)
  const key = await fetchAs(Key, `${endpoint}/_local/key/${name}`)
  if (key) return { accessKeyId: key.accessKeyId, secretAccessKey: 'sample' }
  return await fetchAs(Session, `${endpoint}/_local/identity-center/${name}`, { method: 'POST' })
}

function print(endpoint: string, session: z.infer<typeof Session>): number {
  const { accessKeyId, secretAccessKey, sessionToken } = session
  const lines = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    // Version 1 of the AWS CLI knows this name alone.
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
  }
  for (const [name, value] of Object.entries(lines)) process.stdout.write(`export ${name}='${value}'\n`)
  if (sessionToken === undefined) process.stdout.write('unset AWS_SESSION_TOKEN\n')
  return 0
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: { role: { type: 'string' } } })
  } catch {
    return undefined
  }
}

const Key = z.object({ accessKeyId: z.string() })
const Session = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string().optional(),
})
const Device = z.object({ serialNumber: z.string(), tokenCode: z.string() })

/** What stands at an address; undefined where there is nothing. */
async function fetchAs<T>(
  what: z.ZodType<T>,
  address: string,
  how: RequestInit = {},
): Promise<T | undefined> {
  const answer = await fetch(address, how)
  return answer.ok ? what.parse(await answer.json()) : undefined
}

function complain(words: string): number {
  process.stderr.write(words)
  return 2
}
