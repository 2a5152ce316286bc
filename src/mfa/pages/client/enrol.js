/** The pages of a proof: take what the command printed. */
import { busy, copy, hush, maybe, say, send, the } from './page.js'

const copyCommand = the('copy-command')
copyCommand.addEventListener('click', () => copy(copyCommand, the('command').textContent ?? ''))

const form = maybe('prove-form', HTMLFormElement)
form?.addEventListener('submit', (event) => {
  event.preventDefault()
  void busy(form.querySelector('button'), async () => {
    hush()
    const pasted = maybe('pasted', HTMLTextAreaElement)?.value.trim() ?? ''
    const sent = await send('prove', { pasted })
    if (!sent.ok) return say(sent)
    if (typeof sent.value.next === 'string') return location.replace(sent.value.next)
    the('proof').remove()
    say(sent.value)
    the('spoken').focus()
  })
})
