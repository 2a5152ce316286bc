import type { Result } from '../../base/result.ts'
import type { Waiver, WaiverPerson } from '../../posture/waivers/waiver.ts'
import type { WaiverRefusal, Waivers } from '../../posture/waivers/waivers.ts'
import { defineAction } from '../command.ts'
import { mention, userOf } from '../grants/words.ts'
import type { Conversation } from '../sending/conversation.ts'
import { note } from '../views/trouble.ts'
import { riskTitle, stageSentence, type WaiverScene, waiverMessage } from '../views/waiver.ts'
import { listed, waiverList } from '../views/waiver-list.ts'
import { waiverNotice } from './asking.ts'
import { parseWaiverId, parseWaiverPage, type WaiverPage } from './values.ts'
import { WAIVER_REFUSAL_WORDS } from './words.ts'

/** The second person agrees. */
export const approveWaiver = deciding('waiver:approve', (waivers, person, id) => waivers.approve(person, id))

/** The second person refuses, or the asker takes it back. */
export const refuseWaiver = deciding('waiver:refuse', (waivers, person, id) => waivers.refuse(person, id))

/** Ends one that holds. */
export const endWaiver = deciding('waiver:end', (waivers, person, id) => waivers.end(person, id))

function deciding(
  id: string,
  decide: (waivers: Waivers, person: WaiverPerson, id: string) => Promise<Result<Waiver, WaiverRefusal>>,
) {
  return defineAction<string>({
    id,
    parse: parseWaiverId,
    run: async (waiverId, talk) => {
      const { person } = await talk.actor()
      const decided = await decide(talk.services.waiving.waivers, person, waiverId)
      if (!decided.ok) return talk.whisper(note(`:no_entry_sign: ${WAIVER_REFUSAL_WORDS[decided.error]}`))
      const scene = sceneOf(decided.value, talk)
      await talk.whisper(note(`*${riskTitle(scene)}*\n${stageSentence(scene)}`))
      await tellAsker(scene, person, talk)
      await showAgain(scene, talk)
    },
  })
}

/** Whoever asked learns what others made of it. */
async function tellAsker(scene: WaiverScene, by: WaiverPerson, talk: Conversation): Promise<void> {
  const { askedBy, id } = scene.waiver
  if (askedBy === by) return
  try {
    await talk.post({ userId: userOf(askedBy) }, waiverMessage(scene))
  } catch (error) {
    talk.log.warn({ err: error, waiver: id, asker: mention(askedBy) }, 'the asker of a waiver was not told')
  }
}

/** The record stands; a message that cannot be changed is only old. */
async function showAgain(scene: WaiverScene, talk: Conversation): Promise<void> {
  const { id } = scene.waiver
  for (const place of await talk.services.waiving.places.of(waiverNotice(id))) {
    try {
      await talk.revise(place, waiverMessage(scene))
    } catch (error) {
      talk.log.warn({ err: error, waiver: id }, 'a message about a waiver could not be changed')
    }
  }
}

/** Turns the page of a list: shows another one, because a whisper cannot be changed. */
export const turnWaivers = defineAction<WaiverPage>({
  id: 'waiver:page',
  parse: parseWaiverPage,
  run: showWaivers,
})

/** Whispers a list of waivers. Whoever may read audits may read them. */
export async function showWaivers(page: WaiverPage, talk: Conversation): Promise<void> {
  const all = await talk.services.waiving.waivers.all()
  const scenes = listed(all, page.list, talk.now()).map((waiver) => sceneOf(waiver, talk))
  await talk.whisper(waiverList(page, scenes))
}

function sceneOf(waiver: Waiver, talk: Conversation): WaiverScene {
  const check = talk.services.checks.find(({ id }) => id === waiver.check)
  return { waiver, check, now: talk.now() }
}
