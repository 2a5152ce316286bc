import { HOUR_S, MINUTE_S, plural } from '../../base/time.ts'
import type { FactorMethod } from '../../grants/grant.ts'
import type { Mode } from '../../grants/terms.ts'
import { type Html, html, type Part, typed } from './html.ts'
import { instant, layout, row, SPOKEN } from './layout.ts'
import type { RequestView } from './ports.ts'
import { METHOD_WORDS } from './words.ts'
import { yesForm } from './yes-form.ts'

/** What a yes of a person is about to do. */
export interface Reader {
  readonly act: 'approve' | 'confirm'
  readonly name: string
  /** Methods that suffice, and those of them that the person has. */
  readonly suffice: readonly FactorMethod[]
  readonly atHand: readonly FactorMethod[]
}

const HEADINGS: Readonly<Record<Mode, string>> = {
  approval: 'Confirm your request',
  auto: 'Confirm your request',
  'break-glass': 'Break the glass',
}

/** The page that shows all of a request, and takes the yes. */
export function requestPage(view: RequestView, reader: Reader): Html {
  const heading = reader.act === 'approve' ? `Approve access for ${view.requester}` : HEADINGS[view.mode]
  return layout({
    title: reader.act === 'approve' ? 'Approve' : 'Confirm',
    script: 'request',
    body: html`<h1>${typed(heading)}</h1>
<p class="lead"><span class="risk risk-${view.risk}">${view.risk} risk</span> ${typed(view.title)}</p>
${view.mode === 'break-glass' && BREAK_GLASS}
${SPOKEN}
<section aria-labelledby="what"><h2 id="what">What is asked for</h2>
<dl>
${row('Who', typed(view.requester))}
${view.ticket !== null && row('Ticket', typed(view.ticket))}
${row('For', spellSpan(view.durationSeconds))}
${row('Start', view.startsAt === null ? 'As soon as it is approved' : instant(view.startsAt))}
${view.startsAt !== null && row('End', instant(view.startsAt + view.durationSeconds))}
${row('Where', html`account <code>${view.account}</code>, Region <code>${view.region}</code>`)}
${row('Risk', html`${view.risk}: ${view.riskWhy}`)}
${row('Reason', html`<div class="reason">${typed(view.reason)}</div>`)}
</dl></section>
<section aria-labelledby="allows"><h2 id="allows">What it allows</h2>
${view.permissions.map(permission)}
<dl>
${row('Really reaches', [typed(view.reach.words), view.reach.role !== null && html`<br><code>${typed(view.reach.role)}</code>`])}
${view.remains !== null && row('Remains afterwards', typed(view.remains))}
${row('Proof', typed(view.proof))}
</dl></section>
<section aria-labelledby="decides"><h2 id="decides">Who decides</h2>
<dl>
${view.approved.length > 0 && row('Said yes', listed(view.approved))}
${row('Also needed', view.stillNeeded.length > 0 ? listed(view.stillNeeded) : 'Nobody else')}
${row('Lapses', instant(view.lapsesAt))}
${row('Request hash', html`<code class="hash">${view.requestHash}</code>`)}
</dl></section>
${answering(reader)}`,
  })
}

const BREAK_GLASS = html`<p class="note bad"><strong>Nobody else is asked.</strong> The access starts at once, everybody who may approve is told, and somebody else reviews it afterwards.</p>`

function answering({ act, name, suffice, atHand }: Reader): Html {
  const doing = act === 'approve' ? 'approving' : 'confirming'
  const verb = act === 'approve' ? 'Approve' : 'Confirm'
  const body: Part =
    atHand.length > 0
      ? html`<div id="answer-spoken" role="status" aria-live="polite"></div>${yesForm(verb, atHand)}<p class="soft">Not ${typed(name)}, or not sure? Close this page; nothing happens.</p>`
      : html`<p class="note bad">${missing(suffice)}</p>`
  return html`<section class="answer" id="answer" aria-labelledby="as"><h2 id="as">You are ${doing} as ${typed(name)}</h2>${body}</section>`
}

function missing(suffice: readonly FactorMethod[]): string {
  if (suffice.length === 0) return 'The access policy lets no second factor suffice for this request.'
  const kinds = suffice.map((method) => METHOD_WORDS[method]).join(' or ')
  return `This needs a second factor that you have not enrolled: ${kinds}. Enrol one with /sagemaker mfa in Slack, then press the button there again.`
}

function permission({ actions, resources, conditions }: RequestView['permissions'][number]): Html {
  return html`<div class="permission">
<h3>Calls</h3><ul>${actions.map((action) => html`<li><code>${typed(action)}</code></li>`)}</ul>
<h3>On</h3><ul>${resources.map((arn) => html`<li><code>${typed(arn)}</code></li>`)}</ul>
${conditions.length > 0 && html`<h3>Only if</h3>${listed(conditions)}`}
</div>`
}

function listed(texts: readonly string[]): Html {
  return html`<ul>${texts.map((text) => html`<li>${typed(text)}</li>`)}</ul>`
}

/** Exact: an hour and a half is not an hour. */
function spellSpan(seconds: number): string {
  const parts: ReadonlyArray<readonly [number, string]> = [
    [Math.floor(seconds / HOUR_S), 'hour'],
    [Math.floor((seconds % HOUR_S) / MINUTE_S), 'minute'],
    [seconds % MINUTE_S, 'second'],
  ]
  return parts.flatMap(([count, unit]) => (count > 0 ? plural(count, unit) : [])).join(' ')
}
