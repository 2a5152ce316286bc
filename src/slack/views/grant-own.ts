import type { KnownBlock } from '@slack/types'
import { actions, type ButtonSpec, context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, shortenMiddle } from '../blocks/escape.ts'
import { bold, bullets, line, name, preformatted, quote, richText, words } from '../blocks/rich-text.ts'
import { when } from '../words.ts'
import { grantButtons } from './grant-buttons.ts'
import { approvalLines, remains, requestFields, whatAndWhy } from './grant-facts.ts'
import { headline } from './grant-headline.ts'
import { type GrantScene, phaseOf, shownRevision } from './grant-scene.ts'
import { profileBlock, profileName, steps, switchRoleUrl } from './grant-usage.ts'

/** The requester's own message: where it stands, how to use it while it works, and what they can do about it. */
export function ownMessage(scene: GrantScene): Message {
  const { light, words: said, next } = headline(scene, 'requester')
  const end = scene.grant.end?.words.trim() ?? ''
  return {
    text: `${said}. ${next}`.replaceAll('*', '').trim(),
    blocks: [
      section(`${light} ${said}${next === '' ? '' : `\n${next}`}`),
      ...(end === '' ? [] : [richText(quote(shortenMiddle(end, 600)))]),
      ...body(scene),
      actions(...linkButtons(scene), ...grantButtons(scene, { kind: 'requester' })),
      context(`Request ${inlineCode(scene.grant.id)} · asked ${when(scene.grant.current.askedAt)}`),
    ],
  }
}

function body(scene: GrantScene): readonly KnownBlock[] {
  const { terms } = shownRevision(scene.grant)
  const approvals = approvalLines(scene)
  const who = approvals.length > 0 ? [section(approvals.slice(0, 12).join('\n'))] : []
  switch (phaseOf(scene.grant, scene.now)) {
    case 'active':
    case 'more-time':
    case 'more-time-own-factor':
    case 'extending':
      return [whatAndWhy(terms), ...usage(scene), ...who]
    case 'pending':
    case 'own-factor':
    case 'scheduled':
    case 'granting':
      return [whatAndWhy(terms), requestFields(scene), ...who]
    default:
      return [whatAndWhy(terms), ...remains(scene), ...who]
  }
}

/** Only ever shown while AWS has the role. */
function usage(scene: GrantScene): readonly KnownBlock[] {
  const { grant, entitlement } = scene
  const { role } = grant
  if (role === null) return []
  const how = entitlement ? steps(grant, entitlement) : []
  const commands = how.filter((step) => step.startsWith('aws '))
  const advice = how.filter((step) => !step.startsWith('aws '))
  return [
    richText(
      line(
        bold('On the command line\n'),
        words('Add this to '),
        name('~/.aws/config'),
        words(', then use it:'),
      ),
      preformatted(profileBlock(grant, role)),
      preformatted([`export AWS_PROFILE=${profileName(grant)}`, ...commands].join('\n')),
      ...(advice.length > 0 ? [bullets(advice.map((each) => [words(each)]))] : []),
    ),
    ...(grant.current.terms.principal.kind === 'iam-user'
      ? [context('AWS asks for your second factor, and again when it is more than 15 minutes old.')]
      : []),
    ...remains(scene),
  ]
}

function linkButtons({ grant }: GrantScene): readonly ButtonSpec[] {
  const url = grant.state === 'active' && grant.role ? switchRoleUrl(grant, grant.role) : undefined
  return url === undefined
    ? []
    : [{ label: 'Switch role in the console', action: 'grant:console', value: grant.id, url }]
}
