/** The page of a request: takes the yes, once, and says what came of it. */
import { busy, field, hush, maybe, say, send, the } from './page.js'
import { askPasskey } from './passkeys.js'

/**
 * Says beside the buttons that nothing has happened, and why.
 * @param {{ words: readonly string[] }} refused
 */
function complain({ words }) {
  say({ words }, the('answer-spoken'))
}

/** @param {unknown} yes */
async function answer(yes) {
  const sent = await send('answer', yes)
  if (!sent.ok) return complain(sent)
  the('answer').remove()
  say(sent.value)
  the('spoken').focus()
}

const passkey = maybe('passkey', HTMLButtonElement)
passkey?.addEventListener('click', () =>
  busy(passkey, async () => {
    hush(the('answer-spoken'))
    const asked = await send('ask', {})
    if (!asked.ok) return complain(asked)
    const used = await askPasskey(asked.value.options)
    if (!used.ok) return complain(used)
    await answer({ challengeId: asked.value.challengeId, response: used.value })
  }),
)

const form = maybe('code-form', HTMLFormElement)
form?.addEventListener('submit', (event) => {
  event.preventDefault()
  const typed = field('code')
  void busy(form.querySelector('button'), async () => {
    hush(the('answer-spoken'))
    await answer({ code: typed.value })
    typed.value = ''
    if (typed.isConnected) typed.focus()
  })
})
