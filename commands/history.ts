import { err, ok } from '../src/base/result.ts'
import { defineCommand } from '../src/slack/command.ts'
import { accessFor } from '../src/slack/grants/setup.ts'
import { nearestGrants, seenGrant, showList } from '../src/slack/grants/showing.ts'
import { plainScene } from '../src/slack/grants/sight.ts'
import { parseGrantId } from '../src/slack/grants/values.ts'
import type { Conversation } from '../src/slack/sending/conversation.ts'
import { unknownGrant } from '../src/slack/views/grant-answers.ts'
import { historyMessage } from '../src/slack/views/grant-history.ts'

/** `/sagemaker history <id>`: every step of a grant's record, with who, when and how it was proved. */
export const history = defineCommand<string | undefined>({
  name: 'history',
  usage: '[id]',
  summary: 'Every step of a request: who did what when, how it was proved, and the hash that names it all.',
  examples: [],
  parse: ([word]) => {
    if (word === undefined) return ok(undefined)
    const id = parseGrantId(word.toLowerCase())
    return id === undefined ? err(unknownGrant(word, 'history', [])) : ok(id)
  },
  run: (id, talk) => (id === undefined ? showList({ list: 'all', page: 0 }, talk) : tell(id, talk)),
})

async function tell(id: string, talk: Conversation): Promise<void> {
  const access = await accessFor(talk)
  if (!access) return
  const grant = await seenGrant(id, access, talk)
  await talk.whisper(
    grant
      ? historyMessage(plainScene(access, grant, talk.now()))
      : unknownGrant(id, 'history', await nearestGrants(id, access, talk)),
  )
}
