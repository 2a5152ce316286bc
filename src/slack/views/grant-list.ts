import type { KnownBlock } from '@slack/types'
import { parseArn } from '../../base/arn.ts'
import { type Grant, pendingRevision } from '../../grants/grant.ts'
import { actions, type ButtonSpec, context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import { type GrantList, type ListPage, listValue, targetValue } from '../grants/values.ts'
import { listWords, whenAndLeft } from '../grants/words.ts'
import { SLASH, when } from '../words.ts'
import { endNow } from './grant-buttons.ts'
import { headline } from './grant-headline.ts'
import { type GrantScene, shownRevision, titleOf } from './grant-scene.ts'
import { commandButton } from './trouble.ts'

const A_PAGE = 6

const LIST_WORDS: Readonly<Record<GrantList, string>> = {
  mine: 'Your grants',
  active: 'Grants that are open or wait',
  all: 'All grants',
}

/** What a reader may see and do. */
interface Rights {
  readonly mayEnd: (scene: GrantScene) => boolean
  /** Others see what they asked for or decided on, and are told so. */
  readonly seesAll: boolean
}

/** Grants, newest first, some a page. */
export function grantList(
  { list, page }: ListPage,
  scenes: readonly GrantScene[],
  { mayEnd, seesAll }: Rights,
): Message {
  const pages = Math.max(1, Math.ceil(scenes.length / A_PAGE))
  const at = Math.min(page, pages - 1)
  const shown = scenes.slice(at * A_PAGE, (at + 1) * A_PAGE)
  const title = `${LIST_WORDS[list]}: ${scenes.length === 0 ? 'none' : scenes.length.toLocaleString('en-GB')}`
  return {
    text: `${title}.`,
    blocks: [
      section(`*${title}*`),
      ...(scenes.length === 0 ? [section(emptyWords(list))] : shown.flatMap((scene) => row(scene, mayEnd))),
      ...paging(list, at, pages),
      ...(seesAll || list === 'mine'
        ? []
        : [context('You see what you asked for or decided on. Approvers and on-call see all.')]),
      footer(list),
    ],
  }
}

function emptyWords(list: GrantList): string {
  return list === 'mine'
    ? `You have asked for nothing yet. \`${SLASH} request\` begins.`
    : 'There is nothing here that you may see.'
}

function row(scene: GrantScene, mayEnd: (scene: GrantScene) => boolean): readonly KnownBlock[] {
  const { grant } = scene
  const { light, words } = headline(scene)
  const value = targetValue({ id: grant.id, revision: shownRevision(grant).number })
  const says = `${titleOf(scene)}, request ${grant.id}`
  const isOpen = grant.state === 'approved' || grant.state === 'active'
  const [label, action, more] = endNow(scene)
  return [
    section(`${light} ${words}\n${on(grant)}`),
    actions(
      ...(isOpen && mayEnd(scene) ? [{ label, action, value, says: `${label}: ${says}`, ...more }] : []),
      { label: 'History', action: 'grant:history', value, says: `History: ${says}` },
      { label: 'View policy', action: 'grant:policy', value, says: `View policy: ${says}` },
    ),
  ]
}

/** What it is about, and the id to say it by. */
function on(grant: Grant): string {
  const { terms, lapsesAt } = shownRevision(grant)
  const names = terms.resources.map((arn) => inlineCode(parseArn(arn)?.resource ?? arn, 60))
  const lapses = pendingRevision(grant) ? ` · lapses ${whenAndLeft(lapsesAt)}` : ''
  return `${listWords(names, 2)} · request ${inlineCode(grant.id)} · asked ${when(grant.current.askedAt)}${lapses}`
}

function paging(list: GrantList, page: number, pages: number): readonly KnownBlock[] {
  if (pages === 1) return []
  const turn = (label: string, to: number): ButtonSpec => ({
    label,
    action: 'grant:page',
    value: listValue({ list, page: to }),
  })
  return [
    context(`Page ${page + 1} of ${pages}`),
    actions(
      ...(page > 0 ? [turn('Newer', page - 1)] : []),
      ...(page < pages - 1 ? [turn('Older', page + 1)] : []),
    ),
  ]
}

function footer(list: GrantList): KnownBlock {
  const others: ReadonlyArray<readonly [GrantList, string]> = [
    ['mine', 'Mine'],
    ['active', 'Active'],
    ['all', 'All'],
  ]
  return actions(
    ...others
      .filter(([each]) => each !== list)
      .map(([each, label]) => commandButton(label, `grants ${each}`)),
  )
}
