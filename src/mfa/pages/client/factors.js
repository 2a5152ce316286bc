/** The page of one's factors: each change is confirmed by a factor one has, where one has any. */
import { busy, copy, field, hush, make, maybe, say, send, the } from './page.js'
import { askPasskey, makePasskey } from './passkeys.js'

/**
 * A change that is under way.
 * @typedef {{ kind: string, factorId?: string }} Change
 */

const isFirst = the('factors').dataset.confirmedBy === 'first'
const dialog = maybe('dialog', HTMLDialogElement)
/** @type {Change} */
let change = { kind: '' }
let label = ''
/** What the server began: the options of a new passkey, or the key of an app. @type {any} */
let begun

/** What was said before the page showed the change. */
const said = sessionStorage.getItem('said')
sessionStorage.removeItem('said')
if (said !== null) say({ good: true, words: [said] })

/** @param {string} words */
function showAfresh(words) {
  sessionStorage.setItem('said', words)
  location.reload()
}

/** @param {readonly string[]} words */
function complain(words) {
  say({ words }, dialog?.open ? the('dialog-spoken') : the('spoken'))
}

/**
 * @param {string} step
 * @param {string} heading
 */
function showStep(step, heading) {
  for (const each of document.querySelectorAll('[data-step]')) {
    if (each instanceof HTMLElement) each.hidden = each.dataset.step !== step
  }
  hush(the('dialog-spoken'))
  the('dialog-heading').textContent = heading
  the('cancel').hidden = step === 'codes'
  if (!dialog?.open) dialog?.showModal()
  the('dialog-heading').focus()
}

/**
 * @param {Change} wanted
 * @param {string} heading
 * @param {HTMLElement} button
 */
function want(wanted, heading, button) {
  hush()
  change = wanted
  if (isFirst) void busy(button, () => begin(null))
  else showStep('yes', heading)
}

/** @param {unknown} yes */
async function begin(yes) {
  const sent = await send('begin', { change, yes })
  if (!sent.ok) return complain(sent.words)
  begun = sent.value
  if (change.kind === 'remove') return showAfresh(begun.done)
  if (change.kind === 'add-passkey') return showStep('passkey', 'Make the passkey')
  if (change.kind === 'add-totp') return showKey()
  the('codes').replaceChildren(...begun.codes.map((/** @type {string} */ code) => make('li', code)))
  showStep('codes', 'Your backup codes')
}

function showKey() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', `0 0 ${begun.qr.size} ${begun.qr.size}`)
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', 'The key as a QR code')
  svg.setAttribute('shape-rendering', 'crispEdges')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', begun.qr.path)
  svg.append(path)
  the('qr').replaceChildren(svg)
  the('totp-key').textContent = begun.key
  showStep('totp', 'Add your authenticator app')
}

/** @param {Readonly<Record<string, unknown>>} proof */
async function finish(proof) {
  const sent = await send('finish', { challengeId: begun.challengeId, label, ...proof })
  if (!sent.ok) return complain(sent.words)
  showAfresh(sent.value.done)
}

for (const form of document.querySelectorAll('form[data-add]')) {
  if (!(form instanceof HTMLFormElement)) continue
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const named = form.querySelector('input')
    const button = form.querySelector('button')
    label = named?.value ?? ''
    if (button) want({ kind: form.dataset.add ?? '' }, button.textContent ?? '', button)
  })
}

for (const button of document.querySelectorAll('[data-remove]')) {
  if (!(button instanceof HTMLElement)) continue
  button.addEventListener('click', () => {
    const { remove = '', label: name = '' } = button.dataset
    want({ kind: 'remove', factorId: remove }, `Remove “${name}”?`, button)
  })
}

const passkey = maybe('passkey', HTMLButtonElement)
passkey?.addEventListener('click', () =>
  busy(passkey, async () => {
    hush(the('dialog-spoken'))
    const asked = await send('ask', { change })
    if (!asked.ok) return complain(asked.words)
    const used = await askPasskey(asked.value.options)
    if (!used.ok) return complain(used.words)
    await begin({ challengeId: asked.value.challengeId, response: used.value })
  }),
)

/**
 * A form with one code in it.
 * @param {string} formId
 * @param {string} fieldId
 * @param {(code: string) => Promise<void>} take
 */
function takeCode(formId, fieldId, take) {
  const form = maybe(formId, HTMLFormElement)
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    const typed = field(fieldId)
    const code = typed.value
    void busy(form.querySelector('button'), async () => {
      hush(the('dialog-spoken'))
      typed.value = ''
      await take(code)
    })
  })
}
takeCode('code-form', 'code', (code) => begin({ code }))
takeCode('totp-form', 'totp-code', (code) => finish({ code }))

const makeButton = maybe('make-passkey', HTMLButtonElement)
makeButton?.addEventListener('click', () =>
  busy(makeButton, async () => {
    hush(the('dialog-spoken'))
    const made = await makePasskey(begun.options)
    if (!made.ok) return complain(made.words)
    await finish({ response: made.value })
  }),
)

const copyCodes = maybe('copy-codes', HTMLButtonElement)
copyCodes?.addEventListener('click', () => copy(copyCodes, begun.codes.join('\n')))
maybe('print-codes', HTMLButtonElement)?.addEventListener('click', () => print())
maybe('kept-codes', HTMLButtonElement)?.addEventListener('click', () => location.reload())
maybe('cancel', HTMLButtonElement)?.addEventListener('click', () => dialog?.close())
dialog?.addEventListener('cancel', (event) => {
  // Escape must not lose codes that are shown once.
  if (change.kind === 'backup-codes' && begun?.codes !== undefined) event.preventDefault()
})
dialog?.addEventListener('close', () => {
  begun = undefined
  the('qr').replaceChildren()
  the('totp-key').textContent = ''
})
