import { err, ok } from '../src/base/result.ts'
import { defineCommand } from '../src/slack/command.ts'
import { answerAndTell } from '../src/slack/grants/ending.ts'
import { accessFor } from '../src/slack/grants/setup.ts'
import { nearestGrants, showList } from '../src/slack/grants/showing.ts'
import { parseGrantId } from '../src/slack/grants/values.ts'
import type { Conversation } from '../src/slack/sending/conversation.ts'
import { unknownGrant } from '../src/slack/views/grant-answers.ts'

/** What to end, and why; nothing: a list to choose from. */
type Revoke = { readonly id: string; readonly reason: string } | undefined

/** `/sagemaker revoke <id> [reason]`: ends access at once. Without an id: what is open, with a button to each. */
export const revoke = defineCommand<Revoke>({
  name: 'revoke',
  usage: '[id] [reason…]',
  summary: 'Ends temporary access at once. The requester, the approvers and on-call may.',
  examples: [],
  parse: ([word, ...reason]) => {
    if (word === undefined) return ok(undefined)
    const id = parseGrantId(word.toLowerCase())
    return id === undefined ? err(unknownGrant(word, 'revoke', [])) : ok({ id, reason: reason.join(' ') })
  },
  run: (asked, talk) => (asked ? end(asked, talk) : showList({ list: 'active', page: 0 }, talk)),
})

async function end({ id, reason }: NonNullable<Revoke>, talk: Conversation): Promise<void> {
  const access = await accessFor(talk)
  if (!access) return
  const grant = await access.access.grants.byId(id)
  if (!grant) return talk.whisper(unknownGrant(id, 'revoke', await nearestGrants(id, access, talk)))
  await answerAndTell({ id, revision: grant.revisions }, { action: 'revoke', reason }, talk)
}
