import type { Link } from '../ports.ts'
import { ACTS } from './acts.ts'
import { type EnrolOptions, nonceOf } from './enrol.ts'
import { identityPage } from './enrol-view.ts'
import { type Answer, document, json, refusal } from './exchange.ts'
import { visible } from './html.ts'
import { plainPage } from './layout.ts'
import { DIRECTORY_WORDS, LINK_WORDS, linkedWords } from './words.ts'

type IdentityOptions = Pick<EnrolOptions, 'links' | 'ports'>

const NOT_HERE =
  'Here people cannot link themselves to Identity Center. Ask whoever keeps sagewarden.yml to list you.'

/** Shows how somebody proves which user of Identity Center they are. */
export async function showIdentity({ ports }: IdentityOptions, link: Link): Promise<Answer> {
  if (!ports.identity) return document(404, plainPage('Not here', [NOT_HERE]))
  const command = ports.proveCommand(nonceOf(link))
  return document(200, identityPage({ name: await ports.nameOf(link.person), command }))
}

/** Takes the proof. It uses up the link, so that one line links once, and only then it means anything. */
export async function linkIdentity(
  { links, ports }: IdentityOptions,
  link: Link,
  sent: unknown,
): Promise<Answer> {
  const act = ACTS.prove.safeParse(sent)
  if (!act.success) return refusal(DIRECTORY_WORDS.malformed, 400)
  if (!ports.identity) return refusal(NOT_HERE, 404)
  const proven = await ports.identity.prove(nonceOf(link), act.data.pasted)
  if (!proven.ok) return refusal(DIRECTORY_WORDS[proven.error])
  const once = await links.use(link)
  if (!once.ok) return refusal(LINK_WORDS[once.error].words, 410)
  const linked = await ports.identity.link(link.person, proven.value)
  if (!linked.ok) return refusal(linked.error)
  const said = linkedWords(proven.value.userName, ports.newFactors())
  return json(200, { ...said, words: said.words.map(visible) })
}
