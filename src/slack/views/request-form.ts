import type { ModalView } from '@slack/types'
import { plural } from '../../base/time.ts'
import type { Access } from '../../grants/access.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import { alert, context, section } from '../blocks/blocks.ts'
import type { Choice } from '../forms/form.ts'
import { field, formModal, select } from '../forms/inputs.ts'
import { aboutText } from '../grants/request-form.ts'
import { lasting, RISK_WORDS } from '../grants/words.ts'
import { fieldsOf, type RequestFormState, wrongs } from './request-fields.ts'

type Blocks = ModalView['blocks']

const TITLE = 'Request access'

/** The form: what is wanted, and once that is chosen, everything that has to be said about it. */
export function requestModal(state: RequestFormState, access: Access): ModalView {
  const { id, entitlement } = state
  const choose = chooser(state, access)
  if (!entitlement)
    return formModal({
      form: 'request:what',
      title: TITLE,
      submit: 'Continue',
      about: aboutText({ id }),
      blocks: [
        ...notices(state),
        ...choose,
        context(
          'You get exactly this and nothing else, for a limited time, once the right people have agreed.',
        ),
        ...switchedOff(access.entitlements),
      ],
    })
  return formModal({
    form: 'request:form',
    title: TITLE,
    submit: 'Preview',
    about: aboutText({ id, entitlement: entitlement.id }),
    blocks: [
      ...notices(state),
      ...choose,
      ...aboutEntitlement(entitlement),
      ...fieldsOf(entitlement, state, access),
    ],
  })
}

function notices({ problems = [], notice }: RequestFormState): Blocks {
  if (problems.length > 0)
    return [
      alert(
        'error',
        `${plural(problems.length, 'thing needs', 'things need')} another look. Nothing was sent.`,
      ),
    ]
  return notice === undefined ? [] : [alert('info', notice)]
}

function chooser({ entitlement, problems = [] }: RequestFormState, { entitlements }: Access): Blocks {
  const choices = entitlements
    .filter(({ off }) => off === undefined)
    .map((each): Choice => ({ label: each.title, value: each.id, describe: summary(each) }))
  if (choices.length === 0) return [section('Nothing can be asked for: everything is switched off.')]
  return [
    ...wrongs('entitlement', problems),
    field(
      { block: 'entitlement', label: 'I need to', tells: true },
      select({
        action: 'request:choose',
        choices,
        initial: entitlement?.id,
        placeholder: 'Choose what you need to do',
      }),
    ),
  ]
}

function summary({ risk, defaultSeconds, longestSeconds, approvals }: Entitlement): string {
  const least = `${approvals} approval${approvals === 1 ? '' : 's'} or more`
  return `${RISK_WORDS[risk]} risk · ${lasting(defaultSeconds)}, up to ${lasting(longestSeconds)} · ${least}`
}

function switchedOff(entitlements: readonly Entitlement[]): Blocks {
  const off = entitlements.filter((each) => each.off !== undefined)
  if (off.length === 0) return []
  return [context('*Switched off, and why:*'), ...off.map((each) => context(`*${each.title}.* ${each.off}`))]
}

function aboutEntitlement({ risk, riskWhy, reach, remains }: Entitlement): Blocks {
  return [
    context(`*${RISK_WORDS[risk]} risk.* ${riskWhy}`),
    context(`*What it reaches.* ${reach.words}${remains === null ? '' : ` *After the end.* ${remains}`}`),
  ]
}
