/** The page of a request: takes the yes, once, and says what came of it. */
import { busy, field, hush, maybe, say, send, the } from './page.js'
import { askPasskey } from './passkeys.js'

/** @param {unknown} yes */
async function answer(yes) {
  const sent = await send('answer', yes)
  if (!sent.ok) return say(sent)
  the('answer').remove()
  say(sent.value)
  the('spoken').focus()
  scrollTo(0, 0)
}

const passkey = maybe('passkey', HTMLButtonElement)
passkey?.addEventListener('click', () =>
  busy(passkey, async () => {
    hush()
    const asked = await send('ask', {})
    if (!asked.ok) return say(asked)
    const used = await askPasskey(asked.value.options)
    if (!used.ok) return say(used)
    await answer({ challengeId: asked.value.challengeId, response: used.value })
  }),
)

const form = maybe('code-form', HTMLFormElement)
form?.addEventListener('submit', (event) => {
  event.preventDefault()
  const typed = field('code')
  void busy(form.querySelector('button'), async () => {
    hush()
    if (typed.value.trim() === '') return say({ words: ['Type the code first.'] })
    await answer({ code: typed.value })
    typed.value = ''
    if (typed.isConnected) typed.focus()
  })
})
