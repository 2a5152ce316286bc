import { type EpochSeconds, plural } from '../../base/time.ts'
import type { Risk } from '../../grants/terms.ts'
import type { Factor } from '../ports.ts'
import { type Html, html, type Part, typed } from './html.ts'
import { instant, layout, SPOKEN } from './layout.ts'
import { yesForm } from './yes-form.ts'

const PASSKEY_WORDS =
  'It signs each request by itself, and no fake page can use it. The best choice, and the one for risky requests.'

/** What the page of somebody's factors shows. */
export interface FactorsView {
  readonly name: string
  readonly factors: readonly Factor[]
  /** Whether a first factor may be enrolled: the link says that another proof was given. */
  readonly mayEnrolFirst: boolean
  readonly waiting: { readonly waitSeconds: number; readonly risks: readonly Risk[] }
  /** Where a person without any factor proves who they are; null where that is no way. */
  readonly proveAt: string | null
  readonly now: EpochSeconds
}

/** The page on which people see and change their second factors. */
export function factorsPage(view: FactorsView): Html {
  const { factors, name, mayEnrolFirst } = view
  const isFirst = factors.length === 0
  const mayAdd = !isFirst || mayEnrolFirst
  return layout({
    title: 'Your second factors',
    script: 'factors',
    body: html`<h1>Your second factors</h1>
<p class="lead">For ${typed(name)}. What shows, beside your Slack session, that it is you who approves.</p>
${SPOKEN}
<section aria-labelledby="have" id="factors" data-confirmed-by="${isFirst ? 'first' : 'factor'}"><h2 id="have">Enrolled</h2>
${isFirst ? html`<p>None yet.</p>` : html`<ul class="cards">${factors.map((factor) => card(factor, view))}</ul>`}
</section>
${mayAdd ? adding(factors) : notProven(view.proveAt)}
${mayAdd && dialog(factors)}`,
  })
}

function card(factor: Factor, { waiting, now }: FactorsView): Html {
  const countsAt = factor.enrolledAt + waiting.waitSeconds
  const waits = waiting.risks.length > 0 && now < countsAt
  return html`<li class="card">
<div><h3>${typed(factor.label)}</h3>
<p class="soft">${kind(factor)}. Added ${instant(factor.enrolledAt)}, ${factor.lastUsedAt === null ? 'never used' : html`last used ${instant(factor.lastUsedAt)}`}.</p>
${waits && html`<p class="soft">Counts for ${waiting.risks.join(' and ')} risk from ${instant(countsAt)}.</p>`}</div>
<button type="button" class="quiet danger" data-remove="${factor.id}" data-label="${factor.label}" aria-label="Remove ${factor.label}">Remove</button>
</li>`
}

function kind(factor: Factor): string {
  switch (factor.method) {
    case 'passkey':
      return 'Passkey'
    case 'totp':
      return 'Authenticator app'
    case 'backup-code':
      return `${plural(factor.hashes.length, 'code')} left`
  }
}

function adding(factors: readonly Factor[]): Html {
  const has = (method: Factor['method']) => factors.some((factor) => factor.method === method)
  const codes = html`<form class="choice" data-add="backup-codes"><h3>Backup codes</h3>
<p>Ten codes for the day when your phone is gone. Each works once.${has('backup-code') && ' New ones end the old ones.'}</p>
<button type="submit" class="quiet">Make backup codes</button></form>`
  return html`<section aria-labelledby="add"><h2 id="add">Add</h2>
<div class="choices">
${choice('add-passkey', 'Passkey', PASSKEY_WORDS, 'e.g. Work laptop', 'Add a passkey')}
${!has('totp') && choice('add-totp', 'Authenticator app', 'A six-digit code that changes twice a minute. Suffices where the access policy says so.', 'e.g. Phone', 'Add an app')}
${factors.length > 0 && codes}
</div></section>`
}

function choice(add: string, heading: string, words: string, example: string, verb: string): Html {
  return html`<form class="choice${add === 'add-passkey' ? ' needs-passkeys' : ''}" data-add="${add}"><h3>${heading}</h3>
<p>${words}</p>
<label for="${add}-label">Name</label>
<div class="pair"><input id="${add}-label" name="label" type="text" required maxlength="40" placeholder="${example}" autocomplete="off">
<button type="submit" class="quiet">${verb}</button></div></form>`
}

function notProven(proveAt: string | null): Html {
  const ways: readonly Part[] = [
    proveAt !== null &&
      html`<p><a class="button main" href="${proveAt}">Prove it with your AWS credentials</a></p>`,
    html`<p>${proveAt === null ? 'Two' : 'Or two'} people who may approve can vouch for you in Slack: ask with <code>/sagemaker mfa</code>.</p>`,
  ]
  return html`<section aria-labelledby="prove"><h2 id="prove">First show that it is you</h2>
<p>A first factor needs a proof that does not come from Slack. Otherwise whoever has your Slack session could enrol theirs.</p>
${ways}</section>`
}

function dialog(factors: readonly Factor[]): Html {
  const methods = [...new Set(factors.map(({ method }) => method))]
  return html`<dialog id="dialog" aria-labelledby="dialog-heading">
<h2 id="dialog-heading" tabindex="-1"></h2>
<div id="dialog-spoken" role="status" aria-live="polite"></div>
<div data-step="yes"><p>First say with a factor you have that it is you.</p>${yesForm('Confirm', methods)}</div>
<div data-step="passkey" hidden><p>Your browser now asks where to keep it. It wants your PIN, finger or face.</p>
<div class="yes"><button type="button" class="main" id="make-passkey">Make the passkey</button></div></div>
<div data-step="totp" hidden><p>Scan this with the app, or type the key. Nobody else should see it.</p>
<div class="qr" id="qr"></div>
<p>Key: <code class="key" id="totp-key"></code></p>
<form id="totp-form" class="inline"><label for="totp-code">The code that the app shows now</label>
<div class="pair"><input id="totp-code" type="text" inputmode="numeric" autocomplete="one-time-code" required maxlength="12">
<button type="submit" class="main">Finish</button></div></form></div>
<div data-step="codes" hidden><p>They are shown once, now. Keep them where your phone is not.</p>
<ol class="codes" id="codes"></ol>
<div class="pair"><button type="button" class="quiet" id="copy-codes">Copy</button><button type="button" class="quiet" id="print-codes">Print</button>
<button type="button" class="main" id="kept-codes">I have kept them</button></div></div>
<div class="close"><button type="button" class="quiet" id="cancel">Cancel</button></div>
</dialog>`
}
