import type { FactorMethod } from '../../grants/grant.ts'
import { type Html, html } from './html.ts'

/** How a person says yes on a page: the passkey button, the field for a code, or both. `verb`: e.g. `Approve`. */
export function yesForm(verb: string, methods: readonly FactorMethod[]): Html {
  const hasPasskey = methods.includes('passkey')
  const hasCode = methods.some((method) => method !== 'passkey')
  return html`<div class="yes">
${hasPasskey && html`<button type="button" class="main needs-passkeys" id="passkey">${verb} with a passkey</button>`}
${hasPasskey && hasCode && html`<p class="or"><span>or</span></p>`}
${hasCode && codeForm(verb, methods, !hasPasskey)}
</div>`
}

function codeForm(verb: string, methods: readonly FactorMethod[], isMain: boolean): Html {
  const onlyTotp = !methods.includes('backup-code')
  const onlyBackup = !methods.includes('totp')
  const label = onlyTotp
    ? 'Code of your authenticator app'
    : onlyBackup
      ? 'Backup code'
      : 'Code of your authenticator app, or a backup code'
  return html`<form id="code-form" class="inline">
<label for="code">${label}</label>
<div class="pair">
<input id="code" name="code" type="text" required maxlength="40" spellcheck="false" autocapitalize="characters" autocomplete="${onlyBackup ? 'off' : 'one-time-code'}" inputmode="${onlyTotp ? 'numeric' : 'text'}">
<button type="submit" class="${isMain ? 'main' : 'quiet'}">${verb}</button>
</div>
</form>`
}
