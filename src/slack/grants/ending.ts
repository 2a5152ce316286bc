import type { Answer, Target } from '../../grants/lifecycle/answering.ts'
import { defineAction } from '../command.ts'
import type { Conversation } from '../sending/conversation.ts'
import { doneMessage, grantRefused } from '../views/grant-answers.ts'
import { accessFor } from './setup.ts'
import { plainScene } from './sight.ts'
import { parseTarget } from './values.ts'

/** Ends access early. Which revision the message showed does not matter: the grant ends as a whole. */
export const endNow = ending('grant:end', { action: 'revoke', reason: '' })

/** The requester needs it no longer. */
export const imDone = ending('grant:done', { action: 'revoke', reason: '' })

/** The requester takes back what waits. */
export const withdraw = ending('grant:withdraw', { action: 'withdraw' })

function ending(id: string, given: Answer) {
  return defineAction<Target>({
    id,
    parse: parseTarget,
    run: (target, talk) => answerAndTell(target, given, talk),
  })
}

/** Gives an answer that needs no second factor, and says where the grant stands then. */
export async function answerAndTell(target: Target, given: Answer, talk: Conversation): Promise<void> {
  const access = await accessFor(talk)
  if (!access) return
  const actor = await talk.actor()
  const answered = await access.access.grants.answer(actor, target, given)
  if (!answered.ok) return talk.whisper(grantRefused(answered.error.codes, answered.error.grant))
  const isOwn = answered.value.current.terms.requester === actor.person
  const scene = plainScene(access, answered.value, talk.now())
  await talk.whisper(doneMessage(scene, isOwn ? 'requester' : 'others'))
}
