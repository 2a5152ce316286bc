import { err, ok } from '../../base/result.ts'
import { type Grant, pendingRevision } from '../../grants/grant.ts'
import type { Target } from '../../grants/lifecycle/answering.ts'
import type { Refused } from '../../grants/lifecycle/move.ts'
import type { AccessServices, CodeRefusal } from '../../services.ts'
import { defineAction } from '../command.ts'
import { conclude } from '../forms/conclude.ts'
import { defineForm } from '../forms/form.ts'
import type { Conversation } from '../sending/conversation.ts'
import {
  codeOffer,
  doneMessage,
  doneModal,
  factorMissing,
  grantRefused,
  grantRefusedModal,
  pageLink,
} from '../views/grant-answers.ts'
import { codeForm, denyForm } from '../views/grant-forms.ts'
import type { GrantScene } from '../views/grant-scene.ts'
import { loadingModal, note } from '../views/trouble.ts'
import { when } from '../words.ts'
import { factorWay, PAGE_SECONDS } from './factors.ts'
import { accessFor, accessInModal } from './setup.ts'
import { plainScene } from './sight.ts'
import { parseTarget, targetValue } from './values.ts'

type Deciding = 'approve' | 'confirm'

/** Approve: first whether they may, then the second factor. The decision itself is made where that is checked. */
export const approve = defineAction<Target>({
  id: 'grant:approve',
  parse: parseTarget,
  run: (target, talk) => begin(target, 'approve', talk),
})

/** The requester's own second factor, where a rule or break-glass decides. */
export const confirm = defineAction<Target>({
  id: 'grant:confirm',
  parse: parseTarget,
  run: (target, talk) => begin(target, 'confirm', talk),
})

async function begin(target: Target, action: Deciding, talk: Conversation): Promise<void> {
  const access = await accessFor(talk)
  if (!access) return
  const actor = await talk.actor()
  const decision = await access.access.grants.mayAnswer(actor, target, action)
  const grant = await access.access.grants.byId(target.id)
  const revision = grant && pendingRevision(grant)
  if (!decision.allowed || !revision)
    return talk.whisper(grantRefused(decision.allowed ? ['wrong-state'] : decision.codes, grant))
  const own = await access.factors.factorsOf(actor.person)
  const way = factorWay(own, {
    allowed: (await access.access.standing(grant)).factors,
    revision,
    newFactors: access.access.policy().newFactors,
    hasPages: access.factors.hasPages,
    now: talk.now(),
  })
  if (way.way === 'none') return talk.whisper(factorMissing(way.missing, grant.id))
  if (way.way === 'code')
    return talk.whisper(codeOffer(`${action}.${targetValue(target)}`, grant.id, way.methods))
  await openPage(access, grant, target, talk)
}

async function openPage(
  access: AccessServices,
  grant: Grant,
  target: Target,
  talk: Conversation,
): Promise<void> {
  const { person } = await talk.actor()
  const { requestHash } = pendingRevision(grant) ?? grant.current
  const url = await access.factors.page(person, { purpose: 'approve', target, requestHash })
  if (url === undefined)
    return talk.whisper(
      factorMissing(['There is no page to confirm on: this bot has no public address.'], grant.id),
    )
  const until = talk.now() + PAGE_SECONDS
  await talk.whisper(pageLink(url, until, plainScene(access, grant, talk.now())))
  try {
    await access.confirming(grant, person, until)
  } catch (error) {
    talk.log.warn({ err: error, grant: grant.id }, 'nobody could be shown that somebody confirms')
  }
}

interface CodeTarget {
  readonly action: Deciding
  readonly target: Target
}

function parseCodeTarget(text: string, between: string): CodeTarget | undefined {
  const [word = '', ...rest] = text.split(between)
  const target = parseTarget(rest.join(between))
  const action = word === 'approve' || word === 'confirm' ? word : undefined
  return target && action && { action, target }
}

/** Opens the form for a code. */
export const typeCode = defineAction<CodeTarget>({
  id: 'grant:code',
  parse: (value) => parseCodeTarget(value, '.'),
  opens: ({ target, action }) => codeForm(target, action),
})

interface TypedCode extends CodeTarget {
  readonly code: string
}

/** The code itself is in no value, no log and no message. */
export const code = defineForm<TypedCode>({
  id: 'grant:code',
  parse: (filled, about) => {
    const read = parseCodeTarget(about, ' ')
    const typed = filled.code?.replace(/[\s-]/g, '') ?? ''
    if (!read) return err({ code: 'This form is too old. Press the button of the message again.' })
    if (!/^[A-Za-z0-9]{6,32}$/.test(typed))
      return err({ code: 'A code has six digits; a backup code is longer. Type it as it stands.' })
    return ok({ ...read, code: typed })
  },
  waits: () => loadingModal('Confirm with a code'),
  run: answerCode,
})

async function answerCode({ action, target, code: typed }: TypedCode, talk: Conversation): Promise<void> {
  const access = await accessInModal(talk)
  if (!access) return
  const answered = await access.factors.answerByCode(await talk.actor(), target, action, typed)
  if (answered.ok) {
    const title = action === 'approve' ? 'Approved' : 'Confirmed'
    return done(title, plainScene(access, answered.value, talk.now()), talk)
  }
  const { error } = answered
  if (error.kind === 'refused') return refuse(error.refused, talk)
  const problem = codeWords(error)
  await conclude(talk, codeForm(target, action, { problem }), note(`:no_entry_sign: ${problem}`))
}

function done(title: string, scene: GrantScene, talk: Conversation): Promise<void> {
  return conclude(talk, doneModal(title, scene), doneMessage(scene))
}

function refuse({ codes, grant }: Refused, talk: Conversation): Promise<void> {
  return conclude(talk, grantRefusedModal(codes, grant), grantRefused(codes, grant))
}

function codeWords({ code: why, lockedUntil }: Extract<CodeRefusal, { kind: 'factor' }>): string {
  if (lockedUntil !== null)
    return `Too many wrong codes. Codes work again from ${when(lockedUntil, '{time}')} on.`
  switch (why) {
    case 'code-wrong':
      return 'That code is wrong or too old. Type the one that your app shows now.'
    case 'code-used':
      return 'That code was used already. Wait for the next one.'
    case 'factor-unknown':
      return 'You have no authenticator app and no backup codes that this code could be of.'
    default:
      return 'That code was not taken. Type the one that your app shows now.'
  }
}

/** Deny: the form at once; whoever is too late is told so in it. */
export const deny = defineAction<Target>({
  id: 'grant:deny',
  parse: parseTarget,
  opens: (target) => denyForm(target),
  run: async (target, talk) => {
    const access = await accessInModal(talk)
    if (!access) return
    const grant = await access.access.grants.byId(target.id)
    if (!grant || pendingRevision(grant)?.number !== target.revision)
      await talk.fill(grantRefusedModal([grant ? 'wrong-state' : 'not-found'], grant))
  },
})

interface Denial {
  readonly target: Target
  readonly reason: string
}

export const denial = defineForm<Denial>({
  id: 'grant:deny',
  parse: ({ reason = '' }, about) => {
    const target = parseTarget(about)
    if (!target) return err({ reason: 'This form is too old. Press the button of the message again.' })
    return reason.trim() === ''
      ? err({ reason: 'Say in a sentence why.' })
      : ok({ target, reason: reason.trim() })
  },
  waits: () => loadingModal('Deny this request'),
  run: async ({ target, reason }, talk) => {
    const access = await accessInModal(talk)
    if (!access) return
    const answered = await access.access.grants.answer(await talk.actor(), target, { action: 'deny', reason })
    await (answered.ok
      ? done('Denied', plainScene(access, answered.value, talk.now()), talk)
      : refuse(answered.error, talk))
  },
})
