import { err, ok } from '../../base/result.ts'
import type { Target } from '../../grants/lifecycle/answering.ts'
import type { MoreTime } from '../../grants/lifecycle/asking.ts'
import { defineAction } from '../command.ts'
import { defineForm, type Filled } from '../forms/form.ts'
import { doneModal, grantRefusedModal } from '../views/grant-answers.ts'
import { moreTimeForm, reviewForm } from '../views/grant-forms.ts'
import { loadingModal } from '../views/trouble.ts'
import { refusalWords } from './refusal-words.ts'
import { accessInModal } from './setup.ts'
import { plainScene } from './sight.ts'
import { parseTarget } from './values.ts'

const TOO_OLD = 'This form is too old. Press the button of the message again.'

/** More time: the form at once, then with the end as it is. */
export const moreTime = defineAction<Target>({
  id: 'grant:more',
  parse: parseTarget,
  opens: () => loadingModal('More time'),
  run: async (target, talk) => {
    const access = await accessInModal(talk)
    if (!access) return
    const grant = await access.access.grants.byId(target.id)
    await talk.fill(
      grant?.state === 'active' && grant.next === null
        ? moreTimeForm(target, { grant })
        : grantRefusedModal(
            [grant ? (grant.next ? 'extension-pending' : 'wrong-state') : 'not-found'],
            grant,
          ),
    )
  },
})

interface AskedMore {
  readonly target: Target
  readonly more: MoreTime
  readonly filled: Filled
}

export const moreTimeAsked = defineForm<AskedMore>({
  id: 'grant:more',
  parse: (filled, about) => {
    const target = parseTarget(about)
    const until = Number(filled.until)
    const reason = filled.reason?.trim() ?? ''
    const ticket = filled.ticket?.trim() ?? ''
    if (!target) return err({ until: TOO_OLD })
    if (!Number.isSafeInteger(until) || until <= 0) return err({ until: 'Choose a day and a time.' })
    if (reason === '') return err({ reason: 'Say in a sentence why.' })
    return ok({ target, more: { until, reason, ticket: ticket === '' ? null : ticket }, filled })
  },
  waits: () => loadingModal('More time'),
  run: async ({ target, more, filled }, talk) => {
    const access = await accessInModal(talk)
    if (!access) return
    const asked = await access.access.grants.extend(await talk.actor(), target.id, more)
    if (asked.ok) {
      await talk.fill(doneModal('Asked for', plainScene(access, asked.value, talk.now()), 'requester'))
      return
    }
    const { codes, grant } = asked.error
    await talk.fill(
      grant?.state === 'active' && grant.next === null
        ? moreTimeForm(target, { grant, filled, problem: refusalWords(codes).join(' ') })
        : grantRefusedModal(codes, grant),
    )
  },
})

/** The look back at a use of break-glass. */
export const review = defineAction<Target>({
  id: 'grant:review',
  parse: parseTarget,
  opens: (target) => reviewForm(target),
  run: async (target, talk) => {
    const access = await accessInModal(talk)
    if (!access) return
    const grant = await access.access.grants.byId(target.id)
    if (!grant?.review || grant.review.outcome !== null)
      await talk.fill(grantRefusedModal([grant ? 'no-review-due' : 'not-found'], grant))
  },
})

interface Reviewed {
  readonly target: Target
  readonly verdict: 'justified' | 'unjustified'
  readonly note: string
}

export const reviewed = defineForm<Reviewed>({
  id: 'grant:review',
  parse: ({ verdict, note = '' }, about) => {
    const target = parseTarget(about)
    if (!target) return err({ verdict: TOO_OLD })
    if (verdict !== 'justified' && verdict !== 'unjustified') return err({ verdict: 'Choose one.' })
    return note.trim() === ''
      ? err({ note: 'Say what you found.' })
      : ok({ target, verdict, note: note.trim() })
  },
  waits: () => loadingModal('Look back'),
  run: async ({ target, verdict, note }, talk) => {
    const access = await accessInModal(talk)
    if (!access) return
    const given = { action: 'review', verdict, note } as const
    const answered = await access.access.grants.answer(await talk.actor(), target, given)
    await talk.fill(
      answered.ok
        ? doneModal('Recorded', plainScene(access, answered.value, talk.now()))
        : grantRefusedModal(answered.error.codes, answered.error.grant),
    )
  },
})
