import { nearest } from '../src/base/nearest.ts'
import { err, ok } from '../src/base/result.ts'
import type { Access, FormProblem } from '../src/grants/access.ts'
import type { Entitlement } from '../src/grants/entitlement.ts'
import { type Grant, pendingRevision } from '../src/grants/grant.ts'
import type { AccessServices } from '../src/services.ts'
import { defineAction, defineCommand } from '../src/slack/command.ts'
import { defineForm, defineOptions, type Filled } from '../src/slack/forms/form.ts'
import {
  type RequestAbout,
  type RequestDraft,
  readAbout,
  readRequest,
  resolved,
} from '../src/slack/grants/request-form.ts'
import { knownChoice, resourceChoices } from '../src/slack/grants/resource-choice.ts'
import type { Conversation } from '../src/slack/sending/conversation.ts'
import { linkYourself, linkYourselfModal } from '../src/slack/views/identity.ts'
import { requestModal } from '../src/slack/views/request-form.ts'
import { previewModal } from '../src/slack/views/request-preview.ts'
import {
  accessNotSetUp,
  checkingModal,
  needsOwnFactor,
  notSentMessage,
  notSentModal,
  problemsModal,
  sendingModal,
  sentMessage,
  sentModal,
} from '../src/slack/views/request-sent.ts'
import { foundNotice, offEntitlement, unknownEntitlement } from '../src/slack/views/request-words.ts'
import { loadingModal } from '../src/slack/views/trouble.ts'

/** What the words behind the command ask for. */
interface Wanted {
  readonly access?: Access
  readonly entitlement?: Entitlement
  /** Part of the name of what it is about; empty: nothing was said. */
  readonly sought: string
}

/** A form that is to be shown for another choice. What stands in fields of the same name, Slack keeps by itself. */
interface Rebuilt extends RequestAbout {
  readonly access: Access
  readonly chosen: Entitlement
}

const CONFIRM_S = 300

/** Chosen in the form: what is asked for. Puts up its fields; what was typed in the others stays. */
const choose = defineAction<Rebuilt>({
  id: 'request:choose',
  parse: (value, { access }, { about }) => rebuilt(value, about, access?.access),
  run: async ({ id, chosen, access }, talk) => {
    await talk.fill(requestModal({ id, entitlement: chosen, filled: {} }, access))
  },
})

/** Continue, pressed before the fields were there. */
const what = defineForm<Rebuilt>({
  id: 'request:what',
  parse: (filled, about, { access }) => {
    const target = rebuilt(filled.entitlement ?? '', about, access?.access)
    return target ? ok(target) : err({ entitlement: 'Choose what you need to do.' })
  },
  waits: ({ id, chosen, access }) => requestModal({ id, entitlement: chosen, filled: {} }, access),
})

/** Preview: checks, looks at AWS and proves; the form stays beneath with everything that was typed. */
const draft = defineForm<RequestDraft & { readonly access: Access }>({
  id: 'request:form',
  parse: (filled, about, { access }) => {
    if (!access) return err({ reason: 'Temporary access is not set up any more.' })
    const read = readRequest(filled, about, access.access)
    return read.ok ? ok({ ...read.value, access: access.access }) : read
  },
  keepsForm: true,
  waits: checkingModal,
  run: runDraft,
})

/** Sends what was previewed. */
const send = defineForm<{ readonly id: string; readonly services: AccessServices }>({
  id: 'request:send',
  parse: (_, about, { access }) => {
    const id = readAbout(about)?.id
    return id !== undefined && access ? ok({ id, services: access }) : err({})
  },
  waits: sendingModal,
  run: runSend,
})

/** Resources that audits have seen, while somebody types. */
const find = defineOptions({
  id: 'request:find',
  find: async (typed, { block, filled, about }, { access }) => {
    const id = filled.entitlement ?? readAbout(about)?.entitlement
    const entitlement = access?.access.entitlements.find((each) => each.id === id)
    const parameter = entitlement?.parameters[block.replace('parameter:', '')]
    if (!access || parameter?.type !== 'resource') return []
    return resourceChoices(access.access.find, parameter.kind, typed, access.access.account)
  },
})

/** `/sagemaker request [entitlement] [resource…]`: a form, a preview, and the right people are asked. */
export const request = defineCommand<Wanted>({
  name: 'request',
  usage: '[what] [resource…]',
  summary:
    'Asks for access to one thing, for a limited time. You see what it allows before anybody is asked.',
  examples: ['/sagemaker request', '/sagemaker request invoke-endpoint churn'],
  parse: ([word, ...rest], { access }) => {
    if (!access) return ok({ sought: '' })
    const wanted = { access: access.access, sought: rest.join(' ') }
    if (word === undefined) return ok(wanted)
    const { entitlements } = access.access
    const entitlement = entitlements.find(({ id }) => id === word.toLowerCase())
    if (entitlement?.off !== undefined) return err(offEntitlement(entitlement))
    if (entitlement) return ok({ ...wanted, entitlement })
    const open = entitlements.filter(({ off }) => off === undefined)
    const ids = nearest(
      word,
      open.map(({ id }) => id),
    )
    return err(
      unknownEntitlement(
        word,
        ids.flatMap((id) => open.find((each) => each.id === id) ?? []),
      ),
    )
  },
  opens: ({ access, entitlement, sought }) => {
    if (!access) return undefined
    if (entitlement && sought !== '') return loadingModal('Request access')
    return requestModal({ id: access.newId(), filled: {}, ...(entitlement && { entitlement }) }, access)
  },
  run: async ({ access, entitlement, sought }, talk) => {
    if (!access) return talk.whisper(accessNotSetUp())
    if (await askedToLink(talk)) return
    if (entitlement && sought !== '') await fillFound(access, entitlement, sought, talk)
  },
  actions: [choose],
  forms: [what, draft, send],
  options: [find],
})

/** Whether the person has to say first who they are in AWS; then the way to it stands in the place of the form. */
async function askedToLink(talk: Conversation): Promise<boolean> {
  const { linking, factors } = talk.services.access ?? {}
  if (!linking || !factors) return false
  const { person } = await talk.actor()
  if (!linking.mayLink(person) || (await linking.linkOf(person))) return false
  const page = await factors.page(person, { purpose: 'identity' })
  if (!(await talk.fill(linkYourselfModal(page)))) await talk.whisper(linkYourself(page))
  return true
}

/** The form with the resource that the words name, where there is exactly one. */
async function fillFound(access: Access, entitlement: Entitlement, sought: string, talk: Conversation) {
  const [first] = Object.entries(entitlement.parameters).filter(([, { type }]) => type === 'resource')
  const [block, parameter] = first ?? []
  const kind = parameter?.type === 'resource' ? parameter.kind : undefined
  const found = kind ? await access.find(kind, sought, 100) : []
  const exact = found.filter(({ name, arn }) => name === sought || arn === sought)
  const matches = exact.length === 1 ? exact : found
  const [match] = matches.length === 1 ? matches : []
  const notice = kind && foundNotice(kind, sought, matches.length)
  const filled: Filled = match ? { [`parameter:${block}`]: knownChoice(match).value } : {}
  const state = { id: access.newId(), entitlement, filled, ...(notice === undefined ? {} : { notice }) }
  await talk.fill(requestModal(state, access))
}

async function runDraft(
  target: RequestDraft & { readonly access: Access },
  talk: Conversation,
): Promise<void> {
  const { id, entitlement, access } = target
  const showAgain = async (problems: readonly FormProblem[]) => {
    await talk.amend(requestModal({ id, entitlement, filled: target.filled, problems }, access))
  }
  const form = await resolved(target, access)
  const drafted = form.ok ? await access.draft(await talk.actor(), id, form.value) : form
  if (drafted.ok) {
    await talk.fill(previewModal(drafted.value, access.policy()))
    return showAgain([])
  }
  await showAgain(drafted.error)
  await talk.fill(problemsModal(drafted.error, entitlement))
}

async function runSend(
  { id, services }: { readonly id: string; readonly services: AccessServices },
  talk: Conversation,
): Promise<void> {
  const sent = await services.access.send(await talk.actor(), id)
  if (!sent.ok) {
    const { codes } = sent.error
    if (!(await talk.fill(notSentModal(codes)))) await talk.whisper(notSentMessage(codes))
    return
  }
  const grant = sent.value
  const link = needsOwnFactor(grant) ? await linkFor(grant, services, talk) : undefined
  if (!(await talk.fill(sentModal({ grant, link })))) await talk.whisper(sentMessage({ grant, link }))
}

/** The one-time page on which the requester's own factor decides; everybody sees that it is open. */
async function linkFor(grant: Grant, { factors, confirming }: AccessServices, talk: Conversation) {
  const { person } = await talk.actor()
  const { number: revision, requestHash } = pendingRevision(grant) ?? grant.current
  const target = { id: grant.id, revision }
  const link = await factors.page(person, { purpose: 'approve', target, requestHash })
  if (link !== undefined) await confirming(grant, person, talk.now() + CONFIRM_S)
  return link
}

function rebuilt(value: string, about: string, access: Access | undefined): Rebuilt | undefined {
  const remembered = readAbout(about)
  const chosen = access?.entitlements.find(({ id, off }) => id === value && off === undefined)
  return remembered && chosen && access ? { id: remembered.id, chosen, access } : undefined
}
