import type { KnownBlock } from '@slack/types'
import { DAY_S, type EpochSeconds, plural } from '../../base/time.ts'
import { endOf, stageOf, type Waiver } from '../../posture/waivers/waiver.ts'
import { actions, type ButtonSpec, context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import { type WaiverList, type WaiverPage, waiverPageValue } from '../waivers/values.ts'
import { when } from '../words.ts'
import { commandButton } from './trouble.ts'
import { riskBlocks, type WaiverScene, waiverButtons } from './waiver.ts'

const A_PAGE = 5
const SOON_DAYS = 14

const LIST_WORDS: Readonly<Record<WaiverList, string>> = {
  open: 'Accepted risks',
  soon: `Accepted risks that end within ${SOON_DAYS} days`,
  ended: 'Accepted risks that are over',
}

const EMPTY_WORDS: Readonly<Record<WaiverList, string>> = {
  open: 'Nobody accepts a risk. The details of a finding have a button to do so, for a time and with a reason.',
  soon: 'Nothing ends soon.',
  ended: 'Nothing has ended yet.',
}

/** The waivers of a list in its order: what waits first, then by their end; what is over with the latest first. */
export function listed(waivers: readonly Waiver[], list: WaiverList, now: EpochSeconds): readonly Waiver[] {
  const stage = (waiver: Waiver) => stageOf(waiver, now)
  const waiting = waivers.filter((waiver) => stage(waiver) === 'waiting')
  const standing = waivers.filter((waiver) => stage(waiver) === 'standing').toSorted(byEnd)
  switch (list) {
    case 'open':
      return [...waiting.toSorted(byEnd), ...standing]
    case 'soon':
      return standing.filter(({ until }) => until <= now + SOON_DAYS * DAY_S)
    case 'ended':
      return waivers
        .filter((waiver) => !waiting.includes(waiver) && !standing.includes(waiver))
        .toSorted((a, b) => byEnd(b, a))
  }
}

function byEnd(a: Waiver, b: Waiver): number {
  return endOf(a) - endOf(b) || (a.id < b.id ? -1 : 1)
}

/** Waivers with their ends, people and reasons, some a page. */
export function waiverList({ list, page }: WaiverPage, scenes: readonly WaiverScene[]): Message {
  const pages = Math.max(1, Math.ceil(scenes.length / A_PAGE))
  const at = Math.min(page, pages - 1)
  const shown = scenes.slice(at * A_PAGE, (at + 1) * A_PAGE)
  const title = `${LIST_WORDS[list]}: ${scenes.length === 0 ? 'none' : scenes.length.toLocaleString('en-GB')}`
  return {
    text: `${title}.`,
    blocks: [
      section(`*${title}*`),
      ...(scenes.length === 0 ? [section(EMPTY_WORDS[list])] : shown.flatMap(row)),
      ...paging(list, at, pages),
      footer(list),
    ],
  }
}

function row(scene: WaiverScene): readonly KnownBlock[] {
  const { waiver } = scene
  const buttons = waiverButtons(scene)
  return [
    ...riskBlocks(scene, 300),
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
    context(
      `Waiver ${inlineCode(waiver.id)} · asked ${when(waiver.askedAt)} · check ${inlineCode(waiver.check)}`,
    ),
  ]
}

function paging(list: WaiverList, page: number, pages: number): readonly KnownBlock[] {
  if (pages === 1) return []
  const turn = (label: string, to: number): ButtonSpec => ({
    label,
    action: 'waiver:page',
    value: waiverPageValue({ list, page: to }),
  })
  return [
    context(`Page ${page + 1} of ${plural(pages, 'page')}`),
    actions(
      ...(page > 0 ? [turn('Previous page', page - 1)] : []),
      ...(page < pages - 1 ? [turn('Next page', page + 1)] : []),
    ),
  ]
}

function footer(list: WaiverList): KnownBlock {
  const others: ReadonlyArray<readonly [WaiverList, string, string]> = [
    ['open', 'All that hold', 'waivers'],
    ['soon', 'Ending soon', 'waivers soon'],
    ['ended', 'Over', 'waivers ended'],
  ]
  return actions(
    ...others.filter(([each]) => each !== list).map(([, label, line]) => commandButton(label, line)),
  )
}
