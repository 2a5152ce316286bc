import type { ModalView } from '@slack/types'
import { DAY_S, type EpochSeconds, plural } from '../../base/time.ts'
import type { Finding } from '../../posture/finding.ts'
import { needsSecondPerson, type Waiver } from '../../posture/waivers/waiver.ts'
import { LONGEST_REASON, type WaiverRefusal } from '../../posture/waivers/waivers.ts'
import { actions, alert, context, modal, section } from '../blocks/blocks.ts'
import { bold, line, name, richText, words } from '../blocks/rich-text.ts'
import { findingId } from '../button-values.ts'
import { dateInput, field, formModal, select, textInput } from '../forms/inputs.ts'
import { dayOf, THIS_RESOURCE, tagChoice, waiverAbout } from '../waivers/values.ts'
import { scopeWords, WAIVER_REFUSAL_WORDS } from '../waivers/words.ts'
import { kindOne, SEVERITY_WORDS, when } from '../words.ts'
import { commandButton } from './trouble.ts'

export const WAIVER_TITLE = 'Accept this risk'

/** How long a waiver lasts that nobody chose another end for. */
const USUAL_DAYS = 30

/** What the form is made from. `tags`: null where AWS did not say. */
export interface WaiverFormFacts {
  readonly reportId: string
  readonly finding: Finding
  readonly tags: Readonly<Record<string, string>> | null
  readonly now: EpochSeconds
  readonly longestDays: number
}

/** Accept a risk: what for, until when, why. */
export function waiverForm({ reportId, finding, tags, now, longestDays }: WaiverFormFacts): ModalView {
  const { check, resource } = finding
  const first = dayOf(now)
  const last = dayOf(now + longestDays * DAY_S)
  const choices = [
    { label: `This ${kindOne(resource.kind)} alone`, value: THIS_RESOURCE },
    ...Object.entries(tags ?? {}).map(([key, value]) => ({
      label: `Everything tagged ${key}=${value}`,
      value: tagChoice(key, value),
    })),
  ]
  return formModal({
    form: 'waiver:form',
    title: WAIVER_TITLE,
    submit: needsSecondPerson(check.severity) ? 'Ask for it' : 'Accept',
    about: waiverAbout({ reportId, finding: findingId(finding), first, last }),
    blocks: [
      richText(
        line(
          bold(`${SEVERITY_WORDS[check.severity]} · ${check.title}\n`),
          name(resource.name, 200),
          words(` ${kindOne(resource.kind)} · ${resource.region}`),
        ),
      ),
      ...(needsSecondPerson(check.severity)
        ? [alert('warning', 'A risk of this severity takes a second person, who has to agree.')]
        : []),
      field(
        {
          block: 'scope',
          label: 'What is it for?',
          hint: scopeHint(tags),
        },
        select({ choices, initial: THIS_RESOURCE }),
      ),
      field(
        {
          block: 'until',
          label: 'Last day',
          hint: `Until the end of that day in UTC, ${plural(longestDays, 'day')} from now at most. Then the finding comes back by itself.`,
        },
        dateInput(dayOf(now + (Math.min(USUAL_DAYS, longestDays) - 1) * DAY_S)),
      ),
      field(
        {
          block: 'reason',
          label: 'Why is it fine for now?',
          hint: 'Everybody who may read audits reads this, and it stays in the record.',
        },
        textInput({ lines: true, least: 3, most: LONGEST_REASON }),
      ),
    ],
  })
}

function scopeHint(tags: WaiverFormFacts['tags']): string {
  if (tags === null) return 'Its tags could not be read from AWS, so it can be accepted for this one alone.'
  return Object.keys(tags).length === 0
    ? 'It has no tags that audits read, so it can be accepted for this one alone.'
    : 'A tag covers every resource that carries it, also those made later.'
}

export function waiverWaits(): ModalView {
  return modal(WAIVER_TITLE, [section(':hourglass_flowing_sand: *Writing it down…*')])
}

/** It was not written down. */
export function waiverRefusedModal(refusal: WaiverRefusal): ModalView {
  return modal(WAIVER_TITLE, [
    section(`:no_entry_sign: *Nothing was accepted.* ${WAIVER_REFUSAL_WORDS[refusal]}`),
  ])
}

/** The tag that was chosen is gone. */
export function tagGoneModal(): ModalView {
  return modal(WAIVER_TITLE, [
    section(
      ':no_entry_sign: *Nothing was accepted.* The resource does not carry that tag any more, or AWS did not say. Press the button again.',
    ),
  ])
}

/** What was written down. `asked`: where a second person was asked; undefined: nowhere that others see. */
export function waiverKeptModal(waiver: Waiver, asked: string | undefined): ModalView {
  return modal(WAIVER_TITLE, [
    ...waiverKept(waiver, asked).map((text) => section(text)),
    actions(commandButton('All accepted risks', 'waivers')),
    context('An audit that began before this still shows the finding as failing.'),
  ])
}

/** The same in sentences. */
export function waiverKept({ from, until, scope }: Waiver, asked: string | undefined): readonly string[] {
  if (from !== null)
    return [
      `:white_check_mark: *Accepted* for ${scopeWords(scope)} until ${when(until)}. From the next audit on it stands apart and leaves the score.`,
    ]
  return [
    `:hourglass_flowing_sand: *A second person has to agree.* Until then nothing changes.`,
    asked === undefined
      ? 'Nobody else sees this here. Ask somebody to open `/sagemaker waivers` and agree there.'
      : `I asked in ${asked}. Anybody else who may can also agree under \`/sagemaker waivers\`.`,
  ]
}
