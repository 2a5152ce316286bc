import { createHash } from 'node:crypto'
import type { Result } from '../../base/result.ts'
import { type Clock, epochSeconds } from '../../base/time.ts'
import { removeFactor, tellFactor } from '../factor-sets.ts'
import type { EnrolmentBasis, Factor, FactorSet, Link } from '../ports.ts'
import { ACTS, type Change, type SaidYes } from './acts.ts'
import { type Answer, document, json, refusal } from './exchange.ts'
import { factorsPage } from './factors-view.ts'
import type { PagePorts } from './ports.ts'
import { askPasskey, checkYes, type Methods, type YesRefusal } from './saying-yes.ts'

/** What the page of one's factors needs. */
export interface FactorsOptions {
  readonly methods: Methods
  readonly ports: PagePorts
  readonly clock: Clock
  readonly yesWords: (link: Link, refusal: YesRefusal) => Promise<string>
}

/** By which methods changes are confirmed: any that the person has. */
const ANY = ['passkey', 'totp', 'backup-code'] as const

/** Shows a person's factors. `proveAt`: the page for the proof that a first one needs. */
export async function showFactors(options: FactorsOptions, link: Link, proveAt: string): Promise<Answer> {
  const { methods, ports, clock } = options
  const { factors } = await methods.factors.read(link.person)
  return document(
    200,
    factorsPage({
      name: await ports.nameOf(link.person),
      factors,
      mayEnrolFirst: link.purpose === 'first-factor',
      waiting: ports.newFactors(),
      proveAt: ports.proveIdentity ? proveAt : null,
      now: epochSeconds(clock),
    }),
  )
}

/** Asks the person's passkeys whether this change is meant. */
export async function askAboutChange(options: FactorsOptions, link: Link, sent: unknown): Promise<Answer> {
  const asked = ACTS.ask.safeParse(sent)
  if (!asked.success) return unreadable()
  const ceremony = await askPasskey(options.methods, aboutChange(link, asked.data.change))
  return ceremony.ok ? json(200, ceremony.value) : refusal(await options.yesWords(link, ceremony.error))
}

/** Begins a change that was confirmed, or that the link allows as the first one; the ones of a single step are done by it. */
export async function beginChange(options: FactorsOptions, link: Link, sent: unknown): Promise<Answer> {
  const begin = ACTS.begin.safeParse(sent)
  if (!begin.success) return unreadable()
  const { change, yes } = begin.data
  const basis = await basisNow(options.methods, link)
  const refused = await unconfirmed(options, link, change, yes, basis)
  return refused ?? started(options, link, change, basis)
}

/** Ends the enrolment of a passkey or an app. */
export async function finishChange(options: FactorsOptions, link: Link, sent: unknown): Promise<Answer> {
  const { methods, yesWords } = options
  const finish = ACTS.finish.safeParse(sent)
  if (!finish.success) return unreadable()
  const answer = { ...finish.data, person: link.person, basis: await basisNow(methods, link) }
  const added: Result<Factor, YesRefusal> =
    'code' in answer
      ? await methods.totp.finishEnrolment(answer)
      : await methods.passkeys.finishEnrolment({ ...answer, response: answer.response })
  if (!added.ok) return refusal(await yesWords(link, added.error))
  return (await notAnnounced(options, link, added.value)) ?? done(`Added ${added.value.label}.`)
}

/** The basis on which the person can enrol: the proof that the link stands for, as long as there is nothing to confirm with. */
async function basisNow({ factors }: Methods, { person, purpose }: Link): Promise<EnrolmentBasis> {
  const set: FactorSet = await factors.read(person)
  return purpose === 'first-factor' && set.factors.length === 0 ? 'first' : 'confirmed'
}

/** Why a change may not begin, or undefined where it may. */
async function unconfirmed(
  { methods, yesWords }: FactorsOptions,
  link: Link,
  change: Change,
  yes: SaidYes | null,
  basis: EnrolmentBasis,
): Promise<Answer | undefined> {
  const enrols = change.kind === 'add-passkey' || change.kind === 'add-totp'
  if (basis === 'first' && enrols) return undefined
  if (yes === null) return refusal('This needs one of your factors first. Reload the page.', 403)
  const proof = await checkYes(methods, aboutChange(link, change), yes)
  return proof.ok ? undefined : refusal(await yesWords(link, proof.error))
}

async function started(
  options: FactorsOptions,
  link: Link,
  change: Change,
  basis: EnrolmentBasis,
): Promise<Answer> {
  const { methods, ports, yesWords } = options
  const { person } = link
  const answered = async <T>(result: Result<T, YesRefusal>, say: (value: T) => Answer | Promise<Answer>) =>
    result.ok ? say(result.value) : refusal(await yesWords(link, result.error))
  switch (change.kind) {
    case 'add-passkey': {
      const name = await ports.nameOf(person)
      return answered(await methods.passkeys.beginEnrolment(person, name, basis), (begun) => json(200, begun))
    }
    case 'add-totp': {
      const name = await ports.nameOf(person)
      return answered(await methods.totp.beginEnrolment(person, name, basis), ({ challengeId, key }) =>
        json(200, { challengeId, qr: key.qr, key: key.text }),
      )
    }
    case 'backup-codes':
      return answered(await methods.backupCodes.issue(person), async (codes) => {
        const { factors } = await methods.keptFactors.read(person)
        const factor = factors.find(({ method }) => method === 'backup-code')
        const withdrawn = factor && (await notAnnounced(options, link, factor))
        return withdrawn ?? json(200, { codes })
      })
    case 'remove':
      return answered(await removeFactor(methods.factors, person, change.factorId), async (factor) => {
        await announced(options, link, 'removed', factor)
        return done(`Removed ${factor.label}.`)
      })
  }
}

/**
 * A factor that nobody was told of is not kept, and counts for nothing until they are: the announcement is what lets a theft
 * be noticed.
 */
async function notAnnounced(
  options: FactorsOptions,
  link: Link,
  factor: Factor,
): Promise<Answer | undefined> {
  const { methods, clock } = options
  if (await announced(options, link, 'added', factor)) {
    const told = await tellFactor(methods.keptFactors, link.person, factor.id, epochSeconds(clock))
    if (told.ok) return undefined
  }
  await removeFactor(methods.keptFactors, link.person, factor.id)
  return refusal(
    'It could not be announced in Slack, as every new factor is, and was therefore not kept. Try again later.',
    503,
  )
}

async function announced(
  { ports }: FactorsOptions,
  { person }: Link,
  change: 'added' | 'removed',
  { id, method, label, enrolledAt }: Factor,
): Promise<boolean> {
  try {
    await ports.announce(person, { change, factor: { id, method, label, enrolledAt } })
    return true
  } catch (error) {
    ports.onFailure('announce', error)
    return false
  }
}

/** A yes is bound to one change by one link. */
function aboutChange({ id, person }: Link, change: Change) {
  const what = change.kind === 'remove' ? `remove ${change.factorId}` : change.kind
  const subjectHash = createHash('sha256').update(`factors ${id} ${what}`).digest('hex')
  return { person, subjectHash, methods: ANY }
}

function done(words: string): Answer {
  return json(200, { done: words })
}

function unreadable(): Answer {
  return refusal('This cannot be read. Reload the page and try again.', 400)
}
