import { ok } from '../src/base/result.ts'
import type { LinkInForce } from '../src/grants/identity/link.ts'
import type { RefusalCode } from '../src/grants/rules/refusal.ts'
import { isComplete, type Vouching } from '../src/grants/rules/vouching.ts'
import type { PersonKey } from '../src/grants/terms.ts'
import type { AccessServices, OwnFactor } from '../src/services.ts'
import type { Message } from '../src/slack/blocks/blocks.ts'
import { defineAction, defineCommand } from '../src/slack/command.ts'
import { refusalWords } from '../src/slack/grants/refusal-words.ts'
import { type IdentityTarget, identityNoticeId, parseIdentity } from '../src/slack/grants/values.ts'
import { userOf } from '../src/slack/grants/words.ts'
import type { Conversation } from '../src/slack/sending/conversation.ts'
import { linkOver, linkYourself, ownLink } from '../src/slack/views/identity.ts'
import {
  enrolLink,
  NO_PAGES,
  ownFactors,
  vouchAsked,
  vouchedFor,
  vouchMessage,
  vouchTaken,
} from '../src/slack/views/mfa.ts'
import { accessNotSetUp } from '../src/slack/views/request-sent.ts'
import { note } from '../src/slack/views/trouble.ts'

const VOUCHING = /^[a-z0-9]{1,64}$/

const readId = (value: string): string | undefined => (VOUCHING.test(value) ? value : undefined)

/** Asks others, in the approvals channel, to vouch for the person. */
const ask = defineAction<string>({
  id: 'mfa:ask',
  parse: (value) => (value === 'first' ? value : undefined),
  run: (_, talk) => withAccess(talk, (access) => askOthers(access, talk)),
})

/** Somebody says that it is really them. */
const vouch = defineAction<string>({
  id: 'mfa:vouch',
  parse: readId,
  run: (id, talk) => withAccess(talk, (access) => vouchFor(id, access, talk)),
})

/** The person takes the page that was vouched for. */
const enrol = defineAction<string>({
  id: 'mfa:enrol',
  parse: readId,
  run: (id, talk) => withAccess(talk, (access) => enrolFirst(id, access, talk)),
})

/** A link to Identity Center ends: one's own, or one that is wrong. */
const endLink = defineAction<IdentityTarget>({
  id: 'identity:end',
  parse: parseIdentity,
  run: (target, talk) => withAccess(talk, (access) => endIdentity(target, access, talk)),
})

/** `/sagemaker mfa`: one's own second factors, and the way to enrol one. */
export const mfa = defineCommand({
  name: 'mfa',
  usage: '',
  summary: 'Your second factors: which you have, whether they count yet, and the page to add or remove them.',
  examples: [],
  parse: () => ok(undefined),
  run: (_, talk) => withAccess(talk, (access) => showOwn(access, talk)),
  actions: [ask, vouch, enrol, endLink],
})

async function withAccess(talk: Conversation, go: (access: AccessServices) => Promise<void>): Promise<void> {
  const { access } = talk.services
  await (access ? go(access) : talk.whisper(accessNotSetUp()))
}

async function showOwn({ factors, access, linking }: AccessServices, talk: Conversation): Promise<void> {
  const { person } = await talk.actor()
  const mayLink = linking?.mayLink(person)
  const linked = mayLink ? await linking?.linkOf(person) : undefined
  const own = await factors.factorsOf(person)
  if (mayLink && !linked) {
    await talk.whisper(linkYourself(await factors.page(person, { purpose: 'identity' })))
    if (own.length === 0) return
  }
  const link = await pageFor(person, own, linked, factors)
  const { newFactors } = access.policy()
  const identity = linked && ownLink(person, linked, newFactors, talk.now())
  await talk.whisper(
    ownFactors({ factors: own, link, now: talk.now(), newFactors, ...(identity && { identity }) }),
  )
}

/** Credentials of AWS prove nothing more about who said themselves whose they are; so there is no page for that. */
async function pageFor(
  person: PersonKey,
  own: readonly OwnFactor[],
  linked: LinkInForce | undefined,
  factors: AccessServices['factors'],
) {
  if (own.length > 0) return factors.page(person, { purpose: 'factors' })
  return linked ? undefined : factors.page(person, { purpose: 'enrol' })
}

async function endIdentity({ person, id }: IdentityTarget, access: AccessServices, talk: Conversation) {
  const ended = await access.linking?.end(await talk.actor(), person, id)
  if (!ended?.ok) return refuse(ended?.error ?? ['not-linked'], talk)
  await talk.whisper(note('The link is ended. Nothing that was given is taken away by it.'))
  await revise(identityNoticeId(id), linkOver(person, ended.value), access, talk)
}

async function askOthers(access: AccessServices, talk: Conversation): Promise<void> {
  const actor = await talk.actor()
  if (!access.factors.hasPages) return talk.whisper(note(`:lock: ${NO_PAGES}`))
  if ((await access.factors.factorsOf(actor.person)).length > 0)
    return talk.whisper(
      note('You have a second factor already. Use it to enrol another one: `/sagemaker mfa`.'),
    )
  const asked = await access.vouchings.ask(actor)
  if (!asked.ok) return refuse(asked.error, talk)
  const notice = { of: noticeId(asked.value.id), kind: 'channel' } as const
  await talk.post({ channel: access.channels.approvals }, vouchMessage(asked.value), notice)
  await talk.whisper(vouchAsked(asked.value))
}

async function vouchFor(id: string, access: AccessServices, talk: Conversation): Promise<void> {
  const vouched = await access.vouchings.vouch(await talk.actor(), id)
  if (!vouched.ok) return refuse(vouched.error, talk)
  const vouching = vouched.value
  await talk.whisper(vouchTaken(vouching))
  if (isComplete(vouching)) await talk.post({ userId: userOf(vouching.person) }, vouchedFor(vouching))
  await showAgain(vouching, access, talk)
}

/** Without a page nothing is used up. */
async function enrolFirst(id: string, access: AccessServices, talk: Conversation): Promise<void> {
  if (!access.factors.hasPages) return talk.whisper(note(`:lock: ${NO_PAGES}`))
  const actor = await talk.actor()
  const used = await access.vouchings.use(actor, id)
  if (!used.ok) return refuse(used.error, talk)
  const link = await access.factors.page(actor.person, { purpose: 'first-factor' })
  await talk.whisper(link === undefined ? note(`:lock: ${NO_PAGES}`) : enrolLink(link))
  await showAgain(used.value, access, talk)
}

/** The record stands; a message that cannot be changed is only old. */
async function revise(
  about: string,
  message: Message,
  access: AccessServices,
  talk: Conversation,
): Promise<void> {
  for (const place of await access.notices.of(about)) {
    try {
      await talk.revise(place, message)
    } catch (error) {
      talk.log.warn({ err: error, about }, 'a message could not be changed')
    }
  }
}

const showAgain = (vouching: Vouching, access: AccessServices, talk: Conversation): Promise<void> =>
  revise(noticeId(vouching.id), vouchMessage(vouching), access, talk)

function refuse(codes: readonly RefusalCode[], talk: Conversation): Promise<void> {
  return talk.whisper(note(`:no_entry_sign: ${refusalWords(codes).join(' ')}`))
}

function noticeId(vouching: string): string {
  return `vouching-${vouching}`
}
