import { type Html, html, typed } from './html.ts'
import { layout, SPOKEN } from './layout.ts'

/** Whose proof it is, and how it is made. */
interface Proving {
  readonly name: string
  readonly command: string
}

/** The page on which somebody without a factor proves who they are. */
export function enrolPage({ name, command }: Proving): Html {
  return proofPage({
    title: 'Show that it is you',
    lead: html`For ${typed(name)}. Your first second factor needs a proof that does not come from Slack: that you hold your own AWS credentials.`,
    where: 'In the shell in which you use AWS, in the folder of Sagewarden:',
    warning: 'it would enrol their factor as yours',
    command,
  })
}

/** The page on which somebody proves which user of Identity Center they are. */
export function identityPage({ name, command }: Proving): Html {
  return proofPage({
    title: 'Link yourself to Identity Center',
    lead: html`For ${typed(name)}. Show which user of Identity Center you are, by the AWS credentials that it gives you. The approvers are told, and from then on access that you ask for is given to that user.`,
    where: 'Sign in through Identity Center (aws sso login), and in that shell, in the folder of Sagewarden:',
    warning: 'it would link their Slack account to your user',
    command,
  })
}

function proofPage(page: {
  readonly title: string
  readonly lead: Html
  readonly where: string
  readonly warning: string
  readonly command: string
}): Html {
  const { title, lead, where, warning, command } = page
  return layout({
    title,
    script: 'enrol',
    body: html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${SPOKEN}
<div id="proof"><section aria-labelledby="run"><h2 id="run">1. Run this</h2>
<p>${where}</p>
<pre class="command" id="command" tabindex="0">${command}</pre>
<p><button type="button" class="quiet" id="copy-command">Copy the command</button></p>
<p class="soft">It signs one request that asks AWS who you are, together with the number in the command. It sends nothing, and it prints neither a key nor a token that could do anything else.</p></section>
<section aria-labelledby="paste"><h2 id="paste">2. Paste what it prints</h2>
<form id="prove-form"><label for="pasted">Output of the command</label>
<textarea id="pasted" rows="6" required maxlength="16000" spellcheck="false" autocomplete="off" aria-describedby="pasted-note"></textarea>
<p class="soft under-field" id="pasted-note">Paste it here and nowhere else. If somebody asked you to send it to them, stop: ${warning}.</p>
<button type="submit" class="main">Go on</button></form></section></div>`,
  })
}
