import { err, ok } from '../../base/result.ts'
import { DAY_S } from '../../base/time.ts'
import type { Finding } from '../../posture/finding.ts'
import type { Waiver } from '../../posture/waivers/waiver.ts'
import type { Message } from '../blocks/blocks.ts'
import { findingId, parseFindingValue } from '../button-values.ts'
import { defineAction } from '../command.ts'
import { conclude } from '../forms/conclude.ts'
import { defineForm } from '../forms/form.ts'
import type { Conversation } from '../sending/conversation.ts'
import { findingGoneModal } from '../views/finding.ts'
import { goneModal, loadingModal, note } from '../views/trouble.ts'
import { waiverMessage } from '../views/waiver.ts'
import {
  tagGoneModal,
  WAIVER_TITLE,
  waiverForm,
  waiverKept,
  waiverKeptModal,
  waiverRefusedModal,
  waiverWaits,
} from '../views/waiver-form.ts'
import { chosenScope, endOfDay, readWaiverAbout, THIS_RESOURCE, type WaiverAbout } from './values.ts'
import { WAIVER_REFUSAL_WORDS } from './words.ts'

type Sought = Pick<WaiverAbout, 'reportId' | 'finding'>

/** Accept this risk: the form, with the tags that the resource has now. */
export const acceptRisk = defineAction<Sought>({
  id: 'waiver:form',
  parse: parseFindingValue,
  opens: () => loadingModal(WAIVER_TITLE),
  run: async (sought, talk) => {
    const finding = await soughtFinding(sought, talk)
    if (!finding) return
    const { waivers } = talk.services.waiving
    const tags = (await tagsOf(finding, talk)) ?? null
    const { reportId } = sought
    const { longestDays } = waivers
    await talk.fill(waiverForm({ reportId, finding, tags, now: talk.now(), longestDays }))
  },
})

interface WaiverTyped extends Sought {
  readonly scope: string
  /** Epoch seconds: the end of the day that was chosen. */
  readonly until: number
  readonly reason: string
}

/** The form, filled in. */
export const riskAccepted = defineForm<WaiverTyped>({
  id: 'waiver:form',
  parse: ({ scope = THIS_RESOURCE, until: day, reason = '' }, about) => {
    const read = readWaiverAbout(about)
    if (!read) return err({ reason: 'This form is too old. Press the button of the finding again.' })
    const until = endOfDay(day)
    if (day === undefined || until === undefined) return err({ until: 'Choose a day.' })
    if (day < read.first) return err({ until: 'That day has passed. Choose a later one.' })
    if (day > read.last) return err({ until: `Choose ${read.last} at the latest.` })
    if (reason.trim() === '') return err({ reason: 'Say in a sentence why it is fine for now.' })
    const { reportId, finding } = read
    return ok({ reportId, finding, scope, until, reason: reason.trim() })
  },
  waits: waiverWaits,
  run: accept,
})

async function accept(typed: WaiverTyped, talk: Conversation): Promise<void> {
  const finding = await soughtFinding(typed, talk)
  if (!finding) return
  const { waivers } = talk.services.waiving
  const { check, resource } = finding
  const tags = typed.scope === THIS_RESOURCE ? {} : await tagsOf(finding, talk)
  const scope = chosenScope(typed.scope, resource.arn, tags ?? {})
  if (!scope) return void (await talk.fill(tagGoneModal()))
  const { person } = await talk.actor()
  const asked = await waivers.ask(person, {
    account: resource.account,
    check: check.id,
    severity: check.severity,
    scope,
    reason: typed.reason,
    // The last day may end some hours later than so many days from now.
    until: Math.min(typed.until, talk.now() + waivers.longestDays * DAY_S),
  })
  if (!asked.ok) {
    const words = note(`:no_entry_sign: ${WAIVER_REFUSAL_WORDS[asked.error]}`)
    return conclude(talk, waiverRefusedModal(asked.error), words)
  }
  const waiver = asked.value
  const message = waiverMessage({ waiver, check, now: talk.now() })
  const where = waiver.from === null ? await askSecond(waiver, message, talk) : undefined
  await conclude(talk, waiverKeptModal(waiver, where), note(waiverKept(waiver, where).join('\n')))
}

/** Asks where others see it: among those who approve access, or where the audit was shown. The channel as mrkdwn. */
async function askSecond(waiver: Waiver, message: Message, talk: Conversation): Promise<string | undefined> {
  try {
    const channel = await channelOfOthers(talk)
    if (channel === undefined) return undefined
    await talk.post({ channel }, message, { of: waiverNotice(waiver.id), kind: 'channel' })
    return `<#${channel}>`
  } catch (error) {
    talk.log.warn({ err: error, waiver: waiver.id }, 'a second person could not be asked in a channel')
    return undefined
  }
}

async function channelOfOthers(talk: Conversation): Promise<string | undefined> {
  const { access } = talk.services
  const { channelId, isDirect } = talk.asker
  const channel = access?.channels.approvals ?? (isDirect ? undefined : channelId)
  return channel !== undefined && (await talk.mayShow(channel)) ? channel : undefined
}

/** The name under which the messages about a waiver are kept. */
export function waiverNotice(id: string): string {
  return `waiver-${id}`
}

/** The failing finding of a kept audit; where it is not there the modal says so. */
async function soughtFinding(
  { reportId, finding }: Sought,
  talk: Conversation,
): Promise<Finding | undefined> {
  const report = await talk.services.audits.byId(reportId)
  const found = report?.findings.find((each) => each.status === 'fail' && findingId(each) === finding)
  if (!found) await talk.fill(report ? findingGoneModal() : goneModal())
  return found
}

/** The resource's tags now; undefined where AWS does not say. */
async function tagsOf({ resource }: Finding, talk: Conversation) {
  try {
    return await talk.services.waiving.tagsOf(resource)
  } catch (error) {
    talk.log.warn({ err: error }, 'the tags of a resource could not be read')
    return undefined
  }
}
