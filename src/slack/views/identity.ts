import type { KnownBlock } from '@slack/types'
import type { IdentityLink, LinkInForce } from '../../grants/identity/link.ts'
import type { AccessPolicy } from '../../grants/rules/access-policy.ts'
import type { PersonKey } from '../../grants/terms.ts'
import {
  actions,
  alert,
  type ButtonSpec,
  context,
  type Message,
  type Modal,
  modal,
  section,
} from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import { identityValue } from '../grants/values.ts'
import { listWords, mention } from '../grants/words.ts'
import { SLASH, when } from '../words.ts'
import { NO_PAGES } from './mfa.ts'

type NewFactors = AccessPolicy['newFactors']

const WHY =
  'I do not know who you are in AWS. Link yourself, once, to your own user in Identity Center: a page gives you a command, you run it with the AWS credentials of that user, and paste what it prints.'

const PRIVATE = 'The link works once, for five minutes, for you alone. Do not pass it on.'

/** How somebody links themself whom sagewarden.yml does not list. `link`: their one-time page; undefined without pages. */
export function linkYourself(link: string | undefined): Message {
  return {
    text: 'I do not know who you are in AWS yet. Link yourself to Identity Center first.',
    blocks: [section(`:bust_in_silhouette: ${WHY}`), ...pageBlocks(link)],
  }
}

/** The same in the place of the form for a request. */
export function linkYourselfModal(link: string | undefined): Modal {
  return modal('Who are you in AWS?', [
    alert('info', 'Before you can ask for access, I have to know to which AWS user it would be given.'),
    section(WHY),
    ...pageBlocks(link),
    context(`Then type \`${SLASH} request\` again.`),
  ])
}

function pageBlocks(link: string | undefined): readonly KnownBlock[] {
  if (link === undefined) return [section(`:lock: ${NO_PAGES}`)]
  const page: ButtonSpec = {
    label: 'Link yourself on the page',
    action: 'page:open',
    value: 'page',
    url: link,
  }
  return [actions({ ...page, style: 'primary' }), context(PRIVATE)]
}

/** A person's own link, with the button that ends it. */
export function ownLink(
  person: PersonKey,
  link: LinkInForce,
  { risks, waitSeconds }: NewFactors,
  now: number,
): readonly KnownBlock[] {
  const counts = link.announcedAt + waitSeconds
  const waits =
    now < counts && risks.length > 0
      ? `\n:hourglass: It counts for requests of ${listWords(risks)} risk from ${when(counts)} on.`
      : ''
  return [
    section(
      `*You in AWS:* ${inlineCode(link.userName, 80)} in Identity Center\nLinked ${when(link.announcedAt)}${waits}`,
    ),
    actions(endButton(person, link)),
  ]
}

/** In the approvals channel: a stranger who linked themself is found by the person's colleagues. */
export function linkAnnounced(
  person: PersonKey,
  link: IdentityLink,
  { risks, waitSeconds }: NewFactors,
): Message {
  const waits =
    waitSeconds > 0 && risks.length > 0
      ? ` For ${listWords(risks)} risk that counts from ${when(link.provedAt + waitSeconds)} on.`
      : ''
  return {
    text: 'Somebody linked themself to Identity Center.',
    blocks: [
      section(
        `:link: ${mention(person)} linked themself to the Identity Center user ${inlineCode(link.userName, 80)}. Access that they ask for is given to that user.${waits}`,
      ),
      context(
        `If these two are not one person, end the link at once. User id ${inlineCode(link.userId, 60)}`,
      ),
      actions(endButton(person, link)),
    ],
  }
}

/** The same once the link has ended. */
export function linkOver(person: PersonKey, { userName, end }: IdentityLink): Message {
  const by = end ? ` ${mention(end.by)} ended it ${when(end.at)}.` : ''
  return {
    text: 'A link to Identity Center has ended.',
    blocks: [
      section(
        `:no_entry_sign: ${mention(person)} is not linked to the Identity Center user ${inlineCode(userName, 80)} any more.${by}`,
      ),
      context(`Access that was given stays until its end: \`${SLASH} grants active\` shows it, and ends it.`),
    ],
  }
}

function endButton(person: PersonKey, { id }: IdentityLink): ButtonSpec {
  return {
    label: 'End this link',
    action: 'identity:end',
    value: identityValue({ person, id }),
    style: 'danger',
    confirm: {
      title: 'End this link?',
      text: 'Requests that wait for this person can then not be approved. They can prove anew who they are.',
      yes: 'End it',
    },
  }
}
