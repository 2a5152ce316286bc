import type { Estate } from './estates/estate.ts'
import type { Live } from './state/live.ts'
import { signInThroughPortal } from './state/portal.ts'
import { deviceCode, deviceSecret } from './state/second-factors.ts'
import { happen } from './trail/happen.ts'
import type { Answer } from './wire/answer.ts'
import { isRec } from './wire/json.ts'
import type { Request } from './wire/route.ts'

/** How many calls were made, retries and refusals included; by `service:Operation`. */
export interface Calls {
  readonly total: number
  readonly byOperation: Record<string, number>
}

/** What the account's own paths show and move. */
export interface LocalPaths {
  readonly estate: Estate
  readonly live: Live
  readonly calls: () => Calls
  readonly resetCalls: () => void
}

const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const text = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/plain;charset=UTF-8', 'cache-control': 'no-store' },
  body: `${body}\n`,
})

const advanceOf = (body: string): number | undefined => {
  try {
    const read: unknown = JSON.parse(body)
    return isRec(read) && Number.isSafeInteger(read.advanceMs) ? Number(read.advanceMs) : undefined
  } catch {
    return undefined
  }
}

const clock = ({ method, body }: Request, { live }: LocalPaths): Answer => {
  if (method === 'POST') {
    const ms = advanceOf(body.toString())
    if (ms === undefined) return json(400, { error: 'Send {"advanceMs": 60000}, a whole number.' })
    live.clock.advance(ms)
  }
  return json(200, { now: new Date(live.clock.now()).toISOString() })
}

/** Puts events on the trail that no call here makes. */
const happened = ({ method, headers, body }: Request, { estate, live }: LocalPaths): Answer => {
  // A page of another site cannot send this type without asking first.
  if (method !== 'POST' || headers['content-type'] !== 'application/json')
    return json(405, { error: 'Send a list of events as application/json.' })
  try {
    return json(200, { recorded: happen(JSON.parse(body.toString()), estate, live) })
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : 'Not a list of events.' })
  }
}

const key = (user: string, { estate }: LocalPaths): Answer => {
  const held = Object.entries(estate.accessKeys).find(([, owner]) => owner === user)
  return held ? json(200, { accessKeyId: held[0] }) : json(404, { error: `${user} has no access key.` })
}

const device = (user: string, { estate, live }: LocalPaths): Answer => {
  const held = estate.iam.virtualMfaDevices.find(({ User }) => isRec(User) && User.UserName === user)
  if (!held) return json(404, { error: `${user} has no virtual MFA device.` })
  const serialNumber = String(held.SerialNumber)
  const tokenCode = deviceCode(serialNumber, live.clock.seconds())
  return json(200, { serialNumber, tokenCode, secret: deviceSecret(serialNumber) })
}

const signIn = ({ method, url }: Request, user: string, { estate, live }: LocalPaths): Answer => {
  if (method !== 'POST') return json(405, { error: 'Send a POST: it makes a session.' })
  const session = signInThroughPortal(user, url.searchParams.get('role') ?? undefined, estate, live)
  if (!session) return json(404, { error: `${user} cannot sign in through Identity Center.` })
  const { accessKeyId, secretAccessKey, token: sessionToken } = session
  return json(200, { accessKeyId, secretAccessKey, sessionToken })
}

/**
 * The account's own paths, which no AWS service uses and no bucket can have as its name: `/_local/calls` (GET, DELETE
 * starts counting again), `/_local/clock` (GET, POST moves it), `/_local/key/USER` and
 * `/_local/mfa/USER` (a sample user's access key, and the code of their device), `/_local/identity-center/USER` (POST signs
 * somebody in through Identity Center), `/_local/events` (POST puts events on the
 * trail), and what presigned links open. Undefined for any other path.
 */
export const localAnswer = (request: Request, paths: LocalPaths): Answer | undefined => {
  const [root, subject, name = ''] = request.url.pathname.split('/').slice(1)
  if (root !== '_local') return undefined
  switch (subject) {
    case 'calls':
      if (request.method === 'DELETE') paths.resetCalls()
      return json(200, paths.calls())
    case 'clock':
      return clock(request, paths)
    case 'events':
      return happened(request, paths)
    case 'key':
      return key(decodeURIComponent(name), paths)
    case 'identity-center':
      return signIn(request, decodeURIComponent(name), paths)
    case 'mfa':
      return device(decodeURIComponent(name), paths)
    case 'open': {
      paths.live.settle()
      const visit = paths.live.links.visit(name)
      return 'place' in visit ? text(200, visit.place) : text(403, visit.refused)
    }
    default:
      return text(404, 'There is nothing here.')
  }
}
