/** What all pages share: sending acts, saying what came of them, times in the reader's own zone. */

/**
 * @typedef {{ ok: true, value: any } | { ok: false, words: readonly string[] }} Sent
 * @typedef {{ good?: boolean, heading?: string, words: readonly string[], at?: number }} Said
 */

/**
 * The element of this id, where there is one of this kind.
 * @template {HTMLElement} E
 * @param {string} id
 * @param {new () => E} kind
 * @returns {E | undefined}
 */
export function maybe(id, kind) {
  const found = document.getElementById(id)
  return found instanceof kind ? found : undefined
}

/** @param {string} id */
export function the(id) {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`#${id} is not on this page`)
  return found
}

/**
 * The field of this id, for one line of text.
 * @param {string} id
 */
export function field(id) {
  const found = maybe(id, HTMLInputElement)
  if (found === undefined) throw new Error(`#${id} is no field of this page`)
  return found
}

/**
 * Sends an act of this page.
 * @param {string} act
 * @param {unknown} body
 * @returns {Promise<Sent>}
 */
export async function send(act, body) {
  try {
    const response = await fetch(`${location.pathname}/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    })
    const value = await response.json()
    return response.ok ? { ok: true, value } : { ok: false, words: value.problem }
  } catch {
    return { ok: false, words: ['Sagewarden does not answer. Check your connection and try again.'] }
  }
}

/**
 * Says what came of an act, aloud too.
 * @param {Said} said
 * @param {HTMLElement} [where]
 */
export function say({ good = false, heading, words, at }, where = the('spoken')) {
  const lines = words.map((text) => make('p', text))
  if (at !== undefined) {
    const line = make('p', 'Decided at ')
    line.append(localTime(new Date(at * 1000)))
    lines.push(line)
  }
  where.className = `note ${good ? 'good' : 'bad'}`
  where.replaceChildren(...(heading === undefined ? [] : [make('h2', heading)]), ...lines)
  where.scrollIntoView({ block: 'nearest' })
}

/** @param {HTMLElement} [where] */
export function hush(where = the('spoken')) {
  where.className = ''
  where.replaceChildren()
}

/**
 * @param {string} name
 * @param {string} text
 */
export function make(name, text) {
  const element = document.createElement(name)
  element.dir = 'auto'
  element.textContent = text
  return element
}

/**
 * Does one thing at a time: its button is busy until it is done.
 * @param {HTMLElement | null | undefined} button
 * @param {() => Promise<void>} what
 */
export async function busy(button, what) {
  if (document.body.hasAttribute('aria-busy')) return
  document.body.setAttribute('aria-busy', 'true')
  button?.setAttribute('aria-disabled', 'true')
  try {
    await what()
  } finally {
    document.body.removeAttribute('aria-busy')
    button?.removeAttribute('aria-disabled')
  }
}

/**
 * Copies a text, and says so on the button.
 * @param {HTMLElement} button
 * @param {string} text
 */
export async function copy(button, text) {
  const before = button.textContent
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'Select and copy it by hand'
  }
  setTimeout(() => {
    button.textContent = before
  }, 3000)
}

/** @param {Date} at */
function localTime(at) {
  const time = document.createElement('time')
  time.dateTime = at.toISOString()
  time.textContent = new Intl.DateTimeFormat(undefined, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at)
  return time
}

for (const time of document.querySelectorAll('time')) {
  const local = localTime(new Date(time.dateTime))
  local.title = time.textContent
  time.replaceWith(local)
}

const copyAddress = maybe('copy-address', HTMLButtonElement)
copyAddress?.addEventListener('click', () => copy(copyAddress, location.href))
if (!('PublicKeyCredential' in window) && document.querySelector('.needs-passkeys') !== null) {
  the('no-passkeys').hidden = false
  for (const button of document.querySelectorAll('button.needs-passkeys, .needs-passkeys button')) {
    if (button instanceof HTMLButtonElement) button.disabled = true
  }
}
