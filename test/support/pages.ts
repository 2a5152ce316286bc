import { err, ok } from '../../src/base/result.ts'
import type { PersonKey } from '../../src/grants/terms.ts'
import { tellFactor, toldFactors } from '../../src/mfa/factor-sets.ts'
import type { PageResponse } from '../../src/mfa/pages/exchange.ts'
import { createPages } from '../../src/mfa/pages/pages.ts'
import { linkPath } from '../../src/mfa/pages/paths.ts'
import type { FactorChange, Outcome, PagePorts, RequestView } from '../../src/mfa/pages/ports.ts'
import type { FactorStore, Link, Proof } from '../../src/mfa/ports.ts'
import { anAuthenticator } from './authenticator.ts'
import { codeAt } from './codes.ts'
import { type Factors, someFactors } from './factors.ts'
import { BEN, ENDPOINT, sha256, T0 } from './grants.ts'

/** The text that the fake proof of identity takes. */
export const PASTED = 'signed caller identity of BEN'
export const REQUEST_HASH = sha256('request g1, revision 1')

export function aRequestView(change: Partial<RequestView> = {}): RequestView {
  return {
    requester: 'Ann Example',
    title: 'Invoke an endpoint',
    mode: 'approval',
    risk: 'medium',
    riskWhy: 'It can read what the model answers.',
    account: '111122223333',
    region: 'eu-west-1',
    permissions: [
      {
        actions: ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointAsync'],
        resources: [ENDPOINT],
        conditions: ['from the networks 192.0.2.0/24'],
      },
    ],
    startsAt: null,
    durationSeconds: 5400,
    lapsesAt: T0 + 7200,
    reason: 'INC-42: look at the churn model',
    ticket: 'INC-42',
    reach: {
      words: 'The model runs as its execution role, and answers with what that can read.',
      role: 'arn:aws:iam::111122223333:role/churn-execution',
    },
    remains: null,
    proof: '24 of 24 simulated calls are decided as they must be: inside the window only, on this ARN only.',
    approved: [],
    stillNeeded: [],
    requestHash: REQUEST_HASH,
    ...change,
  }
}

/** Pages over stores in memory. What the ports are given is kept, and what they answer can be set. */
export function somePages(
  change: {
    readonly ports?: Partial<PagePorts>
    readonly factors?: Factors
    readonly without?: 'proveIdentity'
    readonly outcome?: () => Outcome
  } = {},
) {
  const { factors = someFactors() } = change
  const answers: Array<{ readonly link: Link; readonly proof: Proof }> = []
  const announced: Array<{ readonly person: PersonKey } & FactorChange> = []
  const failures: unknown[] = []
  const all: PagePorts = {
    requestOf: async () => ok(aRequestView()),
    methodsFor: async () => ['passkey'],
    answer: async (link, proof) => {
      answers.push({ link, proof })
      return change.outcome?.() ?? { kind: 'done' }
    },
    nameOf: async (person) =>
      `${person
        .split('/')[1]
        ?.toLowerCase()
        .replace(/^./, (a) => a.toUpperCase())} Example`,
    newFactors: () => ({ waitSeconds: 86_400, risks: ['high', 'critical'] }),
    announce: async (person, change) => {
      announced.push({ person, ...change })
    },
    proveIdentity: async (_person, nonce, pasted) =>
      pasted === `${PASTED} ${nonce}` ? ok(undefined) : err('malformed'),
    proveCommand: (nonce) => `npm run -s cli -- prove ${nonce}`,
    onFailure: (_what, error) => {
      failures.push(error)
    },
    ...change.ports,
  }
  const { proveIdentity, ...others } = all
  const ports: PagePorts =
    change.without === undefined && proveIdentity ? { ...others, proveIdentity } : others
  const { links, clock, keptFactors, challenges, passkeys, totp, backupCodes, relyingParty } = factors
  const methods = { factors: toldFactors(keptFactors), keptFactors, challenges, passkeys, totp, backupCodes }
  const pages = createPages({ relyingParty, links, methods, ports, clock })
  const get = (path: string, method = 'GET') => pages({ method, path, headers: {}, body: '' })
  const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    pages({
      method: 'POST',
      path,
      headers: { origin: relyingParty.origin, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { ...factors, ports, pages, get, post, answers, announced, failures }
}

/** A link's path, for Ben's approval of the request unless something else is said. */
export async function aLink(
  { links }: Factors,
  about: Partial<Omit<Link, 'id' | 'expiresAt'>> = {},
): Promise<string> {
  const { purpose = 'approve', person = BEN } = about
  const isRequest = purpose === 'approve' || purpose === 'confirm'
  const subject = isRequest
    ? { subject: 'g1.1', subjectHash: REQUEST_HASH }
    : { subject: '', subjectHash: '' }
  return linkPath(purpose, await links.issue({ purpose, person, ...subject, ...about }))
}

/** Enrols a passkey, and gives the authenticator that holds it. */
export async function aPasskey(
  of: Pick<Factors, 'passkeys' | 'relyingParty' | 'time'> & { readonly keptFactors: FactorStore },
  person: PersonKey,
  label = 'Work laptop',
) {
  const { passkeys, relyingParty, keptFactors, time } = of
  const authenticator = anAuthenticator(relyingParty, label)
  const begun = await passkeys.beginEnrolment(person, 'somebody')
  if (!begun.ok) throw new Error(begun.error)
  const { challengeId } = begun.value
  const response = authenticator.register(challengeId)
  const added = await passkeys.finishEnrolment({ person, challengeId, label, response })
  if (!added.ok) throw new Error(added.error)
  await tellFactor(keptFactors, person, added.value.id, time.now)
  return authenticator
}

/** Enrols an authenticator app; the answer gives its code at an instant. */
export async function anApp(
  { totp, time, keptFactors }: Pick<Factors, 'totp' | 'time'> & { readonly keptFactors: FactorStore },
  person: PersonKey,
) {
  const begun = await totp.beginEnrolment(person, 'somebody')
  if (!begun.ok) throw new Error(begun.error)
  const { challengeId, key } = begun.value
  const code = codeAt(key.text, time.now)
  const added = await totp.finishEnrolment({ person, challengeId, label: 'Phone', code })
  if (!added.ok) throw new Error(added.error)
  await tellFactor(keptFactors, person, added.value.id, time.now)
  return (at: number) => codeAt(key.text, at)
}

/** Makes backup codes. */
export async function someCodes(
  { backupCodes, time, keptFactors }: Pick<Factors, 'backupCodes' | 'time' | 'keptFactors'>,
  person: PersonKey,
): Promise<void> {
  await backupCodes.issue(person)
  const codes = (await keptFactors.read(person)).factors.find(({ method }) => method === 'backup-code')
  await tellFactor(keptFactors, person, codes?.id ?? '', time.now)
}

/** The JSON of an answer. */
export function jsonOf({ status, body }: PageResponse) {
  return { status, json: JSON.parse(body) }
}
