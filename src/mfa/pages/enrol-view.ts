import { type Html, html, typed } from './html.ts'
import { layout, SPOKEN } from './layout.ts'

/** The page on which somebody without a factor proves who they are. */
export function enrolPage({ name, command }: { readonly name: string; readonly command: string }): Html {
  return layout({
    title: 'Show that it is you',
    script: 'enrol',
    body: html`<h1>Show that it is you</h1>
<p class="lead">For ${typed(name)}. Your first second factor needs a proof that does not come from Slack: that you hold your own AWS credentials.</p>
${SPOKEN}
<section aria-labelledby="run"><h2 id="run">1. Run this</h2>
<p>In the shell in which you use AWS, in the folder of Sagewarden:</p>
<pre class="command" id="command" tabindex="0">${command}</pre>
<p><button type="button" class="quiet" id="copy-command">Copy the command</button></p>
<p class="soft">It signs one request that asks AWS who you are, together with the number in the command. It sends nothing, and it prints neither a key nor a token that could do anything else.</p></section>
<section aria-labelledby="paste"><h2 id="paste">2. Paste what it prints</h2>
<form id="prove-form"><label for="pasted">Output of the command</label>
<textarea id="pasted" rows="6" required maxlength="16000" spellcheck="false" autocomplete="off" aria-describedby="pasted-note"></textarea>
<p class="soft under-field" id="pasted-note">Paste it here and nowhere else. If somebody asked you to send it to them, stop: it would enrol their factor as yours.</p>
<button type="submit" class="main">Go on</button></form></section>`,
  })
}
