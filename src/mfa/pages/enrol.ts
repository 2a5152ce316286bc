import { createHash } from 'node:crypto'
import type { Links } from '../links.ts'
import type { FactorStore, Link } from '../ports.ts'
import { ACTS } from './acts.ts'
import { enrolPage } from './enrol-view.ts'
import { type Answer, document, json, refusal } from './exchange.ts'
import { html } from './html.ts'
import { plainPage } from './layout.ts'
import { linkPath } from './paths.ts'
import type { PagePorts } from './ports.ts'
import { IDENTITY_WORDS, LINK_WORDS } from './words.ts'

/** What the page of the proof needs. */
export interface EnrolOptions {
  readonly factors: FactorStore
  readonly links: Links
  readonly ports: PagePorts
}

const HAS_FACTORS =
  'You have a second factor already. Change your factors with it: type /sagemaker mfa in Slack.'
const NO_PROOF =
  'Here AWS credentials are no proof. Two people who may approve can vouch for you: ask with /sagemaker mfa in Slack.'

/** Shows how somebody without a factor proves who they are. */
export async function showEnrol({ factors, ports }: EnrolOptions, link: Link): Promise<Answer> {
  if (!ports.proveIdentity) return document(404, plainPage('Not here', [NO_PROOF]))
  const set = await factors.read(link.person)
  if (set.factors.length > 0) return document(409, plainPage('Nothing to prove', [html`${HAS_FACTORS}`]))
  const command = ports.proveCommand(nonceOf(link))
  return document(200, enrolPage({ name: await ports.nameOf(link.person), command }))
}

/** Takes the proof. It uses up the link, and leads to one on which the first factor can be enrolled. */
export async function prove(
  { factors, links, ports }: EnrolOptions,
  link: Link,
  sent: unknown,
): Promise<Answer> {
  const act = ACTS.prove.safeParse(sent)
  if (!act.success) return refusal(IDENTITY_WORDS.malformed, 400)
  if (!ports.proveIdentity) return refusal(NO_PROOF, 404)
  const { person } = link
  if ((await factors.read(person)).factors.length > 0) return refusal(HAS_FACTORS, 409)
  const proven = await ports.proveIdentity(person, nonceOf(link), act.data.pasted)
  if (!proven.ok) return refusal(IDENTITY_WORDS[proven.error])
  const once = await links.use(link)
  if (!once.ok) return refusal(LINK_WORDS[once.error].words, 410)
  const token = await links.issue({ purpose: 'first-factor', person, subject: '', subjectHash: '' })
  return json(200, { next: linkPath('first-factor', token) })
}

/** What is signed. Follows from the link's 256 random bits: known to its holder alone, fresh and single-use as the link is. */
export function nonceOf({ id }: Link): string {
  return createHash('sha256').update(`sagewarden caller identity ${id}`).digest('hex').slice(0, 32)
}
