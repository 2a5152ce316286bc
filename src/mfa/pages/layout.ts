import { type EpochSeconds, isoTime } from '../../base/time.ts'
import { type Html, html, type Part } from './html.ts'

/** One page of Sagewarden. `script`: what the page's script is to do with it; absent: nothing. */
export function layout(page: {
  readonly title: string
  readonly script?: 'request' | 'factors' | 'enrol'
  readonly body: Part
}): Html {
  const { title, script, body } = page
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Sagewarden</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/page.css">
${script && html`<script type="module" src="/assets/${script}.js"></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><img src="/assets/icon.svg" alt="" width="24" height="24"> Sagewarden</header>
<main id="main" tabindex="-1">
${body}
</main>
<footer class="foot">This page is for one person and works for five minutes. Sagewarden never asks for a code or a passkey in chat or by e-mail.</footer>
</body>
</html>
`
}

/** A page that says one thing. */
export function plainPage(heading: string, words: readonly Part[]): Html {
  return layout({
    title: heading,
    body: html`<h1>${heading}</h1>${words.map((each) => html`<p>${each}</p>`)}`,
  })
}

/** What every page with a script has: where it says what came of an act, and words for browsers that cannot. */
export const SPOKEN = html`<noscript><p class="note bad">This page needs JavaScript, because passkeys do.</p></noscript>
<div class="note bad" id="no-passkeys" hidden>
<p>This browser has no passkeys. That is so in windows that apps open by themselves. Open this page in your system’s own browser: copy its address there.</p>
<button type="button" class="quiet" id="copy-address">Copy the address</button>
</div>
<div id="spoken" role="status" aria-live="polite" tabindex="-1"></div>`

/** An instant: in UTC as it is sent; the page's script adds the reader's own time. */
export function instant(at: EpochSeconds): Html {
  const iso = isoTime(at)
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`
}

/** A name and what it holds, as a row. */
export function row(name: string, value: Part): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}
