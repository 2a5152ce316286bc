import { err, type Result } from '../../base/result.ts'
import type { Links } from '../links.ts'
import type { Link } from '../ports.ts'
import { ACTS } from './acts.ts'
import { type Answer, document, json, refusal } from './exchange.ts'
import { visible } from './html.ts'
import { plainPage } from './layout.ts'
import type { Closed, PagePorts, RequestView } from './ports.ts'
import { requestPage } from './request-view.ts'
import { askPasskey, checkYes, type Methods, methodsAtHand } from './saying-yes.ts'
import { LINK_WORDS, outcomeWords, type YES_WORDS } from './words.ts'

/** What the page of a request needs. */
export interface RequestOptions {
  readonly methods: Methods
  readonly links: Links
  readonly ports: PagePorts
  readonly yesWords: (link: Link, refusal: keyof typeof YES_WORDS) => Promise<string>
}

const CHANGED: Closed = {
  heading: 'The request has changed',
  words: ['It is not the one that this link was made for. Press the button in Slack again.'],
}

/** Shows the request of a link. */
export async function showRequest({ methods, ports }: RequestOptions, link: Link): Promise<Answer> {
  const found = await requestNow(ports, link)
  if (!found.ok) return document(410, plainPage(found.error.heading, found.error.words.map(visible)))
  const suffice = await ports.methodsFor(link)
  const atHand = await methodsAtHand(methods, link.person, suffice)
  const name = await ports.nameOf(link.person)
  return document(200, requestPage(found.value, { act: actOf(link), name, suffice, atHand }))
}

/** Asks the person's passkeys about the request of a link. */
export async function askAboutRequest(options: RequestOptions, link: Link): Promise<Answer> {
  const { methods, ports, yesWords } = options
  const found = await requestNow(ports, link)
  if (!found.ok) return refusal([found.error.heading, ...found.error.words], 410)
  const asked = { ...about(link), methods: await ports.methodsFor(link) }
  const ceremony = await askPasskey(methods, asked)
  return ceremony.ok ? json(200, ceremony.value) : refusal(await yesWords(link, ceremony.error))
}

/** Takes the yes to the request of a link, which is used up by it and by nothing else. */
export async function answerRequest(options: RequestOptions, link: Link, sent: unknown): Promise<Answer> {
  const { methods, links, ports, yesWords } = options
  const yes = ACTS.answer.safeParse(sent)
  if (!yes.success) return refusal('This answer cannot be read.', 400)
  const asked = { ...about(link), methods: await ports.methodsFor(link) }
  const proof = await checkYes(methods, asked, yes.data)
  if (!proof.ok) return refusal(await yesWords(link, proof.error))
  const once = await links.use(link)
  if (!once.ok) return refusal(LINK_WORDS[once.error].words, 410)
  const said = outcomeWords(await ports.answer(link, proof.value), actOf(link))
  return json(200, { ...said, words: said.words.map(visible) })
}

/** What a link is about, as long as it is what it was made for. */
async function requestNow(ports: PagePorts, link: Link): Promise<Result<RequestView, Closed>> {
  const found = await ports.requestOf(link)
  return found.ok && found.value.requestHash !== link.subjectHash ? err(CHANGED) : found
}

function about({ person, subjectHash }: Link) {
  return { person, subjectHash }
}

function actOf({ purpose }: Link): 'approve' | 'confirm' {
  return purpose === 'confirm' ? 'confirm' : 'approve'
}
