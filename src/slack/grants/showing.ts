import { nearest } from '../../base/nearest.ts'
import type { Grant } from '../../grants/grant.ts'
import type { Target } from '../../grants/lifecycle/answering.ts'
import type { AccessServices } from '../../services.ts'
import type { Modal } from '../blocks/blocks.ts'
import { modal } from '../blocks/blocks.ts'
import { defineAction } from '../command.ts'
import type { Conversation } from '../sending/conversation.ts'
import { unknownGrant } from '../views/grant-answers.ts'
import { historyMessage } from '../views/grant-history.ts'
import { grantList } from '../views/grant-list.ts'
import { policyModal } from '../views/grant-policy.ts'
import { loadingModal } from '../views/trouble.ts'
import { accessFor, accessInModal } from './setup.ts'
import { mayEnd, maySee, overseesAll, plainScene, type Viewer, viewerOf } from './sight.ts'
import { type ListPage, parseListPage, parseTarget } from './values.ts'

/** View policy: the documents themselves, and whether they are what the record says. */
export const viewPolicy = shownInModal('grant:policy', 'Policy', (grant, access) =>
  policyModal(grant, access.access.documents(grant)),
)

/** History: every step, in words. */
export const viewHistory = shownInModal('grant:history', 'History', (grant, access, now) =>
  modal('History', historyMessage(plainScene(access, grant, now)).blocks),
)

/** A button that shows something of a grant, to those who may see it. */
function shownInModal(
  id: string,
  title: string,
  view: (grant: Grant, access: AccessServices, now: number) => Modal,
) {
  return defineAction<Target>({
    id,
    parse: parseTarget,
    opens: () => loadingModal(title),
    run: async (target, talk) => {
      const access = await accessInModal(talk)
      if (!access) return
      const grant = await seenGrant(target.id, access, talk)
      await talk.fill(
        grant ? view(grant, access, talk.now()) : modal(title, unknownGrant(target.id, 'history', []).blocks),
      )
    },
  })
}

/** The grant of an id, for somebody who may see it. What somebody may not see is to them as if it were not there. */
export async function seenGrant(
  id: string,
  access: AccessServices,
  talk: Conversation,
): Promise<Grant | undefined> {
  const grant = await access.access.grants.byId(id)
  if (!grant) return undefined
  const viewer = await viewerOf(access, (await talk.actor()).person)
  return maySee(grant, viewer, access.access.policy()) ? grant : undefined
}

/** The ids nearest to a misspelt one, among those that this person may see. */
export async function nearestGrants(
  typed: string,
  access: AccessServices,
  talk: Conversation,
): Promise<readonly string[]> {
  const viewer = await viewerOf(access, (await talk.actor()).person)
  const grants = await visible({ list: 'all', page: 0 }, access, viewer)
  return nearest(
    typed,
    grants.map(({ id }) => id),
  )
}

/** Turns the page of a list: shows another one, because a whisper cannot be changed. */
export const turnList = defineAction<ListPage>({
  id: 'grant:page',
  parse: parseListPage,
  run: showList,
})

/** Whispers a list of grants: all of them to those who see to them, and to others their own. */
export async function showList(page: ListPage, talk: Conversation): Promise<void> {
  const access = await accessFor(talk)
  if (!access) return
  const viewer = await viewerOf(access, (await talk.actor()).person)
  const policy = access.access.policy()
  const scenes = (await visible(page, access, viewer)).map((grant) => plainScene(access, grant, talk.now()))
  await talk.whisper(
    grantList(page, scenes, {
      mayEnd: ({ grant }) => mayEnd(grant, viewer, policy),
      seesAll: overseesAll(viewer, policy),
    }),
  )
}

async function visible(
  { list }: ListPage,
  { access }: AccessServices,
  viewer: Viewer,
): Promise<readonly Grant[]> {
  const { person } = viewer
  const policy = access.policy()
  const grants = await access.list(list === 'mine' ? { which: 'mine', person } : { which: list })
  return grants.filter((grant) => maySee(grant, viewer, policy))
}
