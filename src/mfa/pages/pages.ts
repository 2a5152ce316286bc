import { err, ok, type Result } from '../../base/result.ts'
import { type Clock, epochSeconds } from '../../base/time.ts'
import type { Links } from '../links.ts'
import type { Link, LinkRefusal } from '../ports.ts'
import type { RelyingParty } from '../relying-party.ts'
import { lockedUntil } from '../wrong-codes.ts'
import { assetAt } from './assets.ts'
import { prove, showEnrol } from './enrol.ts'
import { type Answer, document, type PageRequest, type PageResponse, refusal } from './exchange.ts'
import { askAboutChange, beginChange, finishChange, showFactors } from './factors.ts'
import { readAct } from './guard.ts'
import { securityHeaders } from './headers.ts'
import { linkIdentity, showIdentity } from './identity.ts'
import { plainPage } from './layout.ts'
import { PAGES, type PageKind, type Place, placeOf } from './paths.ts'
import type { PagePorts } from './ports.ts'
import { answerRequest, askAboutRequest, showRequest } from './request.ts'
import type { Methods, YesRefusal } from './saying-yes.ts'
import { LINK_WORDS, lockWords, YES_WORDS } from './words.ts'

export interface PagesOptions {
  readonly relyingParty: RelyingParty
  readonly links: Links
  readonly methods: Methods
  readonly ports: PagePorts
  readonly clock: Clock
}

/** Answers requests for the one-time pages. Never throws: what nobody expected goes to `onFailure` and is a page of its own. */
export type Pages = (request: PageRequest) => Promise<PageResponse>

/** What happens on a kind of page: showing it, which changes nothing, and the acts by name. */
interface Page {
  readonly show: (link: Link, place: Place) => Promise<Answer>
  readonly acts: Readonly<Record<string, (link: Link, sent: unknown) => Promise<Answer>>>
}

/** The one-time pages of one deployment. */
export function createPages(options: PagesOptions): Pages {
  const { relyingParty, links, methods, ports, clock } = options

  async function yesWords({ person }: Link, refused: YesRefusal): Promise<string> {
    if (refused !== 'codes-locked') return YES_WORDS[refused]
    const { wrongCodes } = await methods.factors.read(person)
    return lockWords(lockedUntil(wrongCodes) - epochSeconds(clock))
  }

  const request = { methods, links, ports, yesWords }
  const factors = { methods, ports, clock, yesWords }
  const enrol = { factors: methods.factors, links, ports }
  const pages: Readonly<Record<PageKind, Page>> = {
    approve: {
      show: (link) => showRequest(request, link),
      acts: {
        ask: (link) => askAboutRequest(request, link),
        answer: (link, sent) => answerRequest(request, link, sent),
      },
    },
    factors: {
      show: (link, { token }) => showFactors(factors, link, `/enrol/${token}`),
      acts: {
        ask: (link, sent) => askAboutChange(factors, link, sent),
        begin: (link, sent) => beginChange(factors, link, sent),
        finish: (link, sent) => finishChange(factors, link, sent),
      },
    },
    enrol: {
      show: (link) => showEnrol(enrol, link),
      acts: { prove: (link, sent) => prove(enrol, link, sent) },
    },
    identity: {
      show: (link) => showIdentity(enrol, link),
      acts: { prove: (link, sent) => linkIdentity(enrol, link, sent) },
    },
  }

  async function linkOf({ kind, token }: Place): Promise<Result<Link, LinkRefusal>> {
    const found = await links.find(token)
    if (!found.ok) return found
    const opens: readonly string[] = PAGES[kind]
    return opens.includes(found.value.purpose) ? ok(found.value) : err('link-unknown')
  }

  async function shown(place: Place): Promise<Answer> {
    const link = await linkOf(place)
    if (link.ok) return pages[place.kind].show(link.value, place)
    const { heading, words } = LINK_WORDS[link.error]
    return document(link.error === 'link-unknown' ? 404 : 410, plainPage(heading, [words]))
  }

  async function done(sent: PageRequest, place: Place, name: string): Promise<Answer> {
    const { acts } = pages[place.kind]
    const act = Object.hasOwn(acts, name) ? acts[name] : undefined
    if (act === undefined) return refusal('There is nothing here.', 404)
    const read = readAct(sent, relyingParty)
    if (!read.ok) return read.error
    const link = await linkOf(place)
    if (!link.ok) return refusal(LINK_WORDS[link.error].words, 410)
    return act(link.value, read.value)
  }

  async function answered(sent: PageRequest): Promise<Answer> {
    const place = placeOf(sent.path)
    const reads = sent.method === 'GET' || sent.method === 'HEAD'
    if (place !== undefined && place.act !== null) {
      return sent.method === 'POST' ? done(sent, place, place.act) : notAllowed('POST')
    }
    if (!reads) return notAllowed('GET, HEAD')
    if (place !== undefined) return shown(place)
    return (
      assetAt(sent.path) ??
      document(404, plainPage('There is nothing here', [LINK_WORDS['link-unknown'].words]))
    )
  }

  return async (sent) => {
    try {
      return complete(await answered(sent), sent, relyingParty)
    } catch (error) {
      ports.onFailure('page', error)
      return complete(failed(sent), sent, relyingParty)
    }
  }
}

function complete(answer: Answer, { method }: PageRequest, relyingParty: RelyingParty): PageResponse {
  const { status, body, type, allow } = answer
  const headers = {
    ...securityHeaders(relyingParty),
    'content-type': type.startsWith('image/') ? type : `${type}; charset=utf-8`,
    'content-length': String(Buffer.byteLength(body)),
    ...(allow !== undefined && { allow }),
  }
  return { status, headers, body: method === 'HEAD' ? '' : body }
}

function notAllowed(allow: string): Answer {
  return { ...refusal('This method is not for here.', 405), allow }
}

function failed({ method }: PageRequest): Answer {
  const words =
    'Something went wrong here. The message in Slack shows whether anything happened; if not, try again.'
  return method === 'POST' ? refusal(words, 500) : document(500, plainPage('Something went wrong', [words]))
}
