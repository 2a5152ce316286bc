import { pendingRevision } from '../../grants/grant.ts'
import type { ButtonSpec } from '../blocks/blocks.ts'
import { targetValue } from '../grants/values.ts'
import { lasting } from '../grants/words.ts'
import { type GrantScene, phaseOf, shownRevision, titleOf } from './grant-scene.ts'

/** Who reads a message: everybody in a channel, somebody who may act or may have, or the requester. */
export type Reader =
  | { readonly kind: 'channel' }
  /** `groups`: as a member of which they may approve now; undefined: they may not any more, or did already. */
  | { readonly kind: 'approver'; readonly groups: readonly string[] | undefined }
  | { readonly kind: 'requester' }

/** The buttons that apply right now. What they do is decided anew when one is pressed. */
export function grantButtons(scene: GrantScene, reader: Reader): readonly ButtonSpec[] {
  const { grant } = scene
  const waiting = pendingRevision(grant)
  const revision = shownRevision(grant).number
  const value = targetValue({ id: grant.id, revision })
  const asks = `${titleOf(scene)}, request ${grant.id}`
  const button = (label: string, action: string, more: Partial<ButtonSpec> = {}): ButtonSpec => ({
    label,
    action,
    value,
    says: `${label}: ${asks}`,
    ...more,
  })
  const buttons: ButtonSpec[] = []
  if (waiting && waiting.terms.mode === 'approval' && mayDecide(reader)) {
    buttons.push(button(approveLabel(scene), 'grant:approve', { style: 'primary' }))
    buttons.push(button('Deny', 'grant:deny', { style: 'danger' }))
  }
  if (reader.kind === 'requester') buttons.push(...ownButtons(scene, button))
  else if (grant.state === 'approved' || grant.state === 'active') buttons.push(button(...endNow(scene)))
  if (reviewIsOwed(scene) && reader.kind !== 'requester') buttons.push(button('Review', 'grant:review'))
  if (grant.state !== 'ended' || reader.kind === 'channel')
    buttons.push(button('View policy', 'grant:policy'))
  buttons.push(button('History', 'grant:history'))
  return buttons
}

function mayDecide(reader: Reader): boolean {
  return reader.kind === 'channel' || (reader.kind === 'approver' && reader.groups !== undefined)
}

/** `Approve 1 h access`, `Approve 1 h more`: what pressing it comes to. */
function approveLabel({ grant }: GrantScene): string {
  const { terms } = shownRevision(grant)
  if (grant.state !== 'active') return `Approve ${lasting(terms.durationSeconds)} access`
  return `Approve ${lasting(terms.durationSeconds - grant.current.terms.durationSeconds)} more`
}

type MakeButton = (label: string, action: string, more?: Partial<ButtonSpec>) => ButtonSpec

function ownButtons({ grant, now }: GrantScene, button: MakeButton): readonly ButtonSpec[] {
  const waiting = pendingRevision(grant)
  const buttons: ButtonSpec[] = []
  if (waiting && waiting.terms.mode !== 'approval')
    buttons.push(button('Confirm with second factor', 'grant:confirm', { style: 'primary' }))
  if (waiting)
    buttons.push(
      button('Withdraw', 'grant:withdraw', {
        confirm: {
          title: 'Withdraw this request?',
          text:
            grant.state === 'active'
              ? 'Your access goes on to its end as it is.'
              : 'Nobody can approve it any more. You can ask again.',
          yes: 'Withdraw it',
        },
      }),
    )
  if (grant.state === 'approved')
    buttons.push(
      button('Call it off', 'grant:done', {
        confirm: {
          title: 'Call this access off?',
          text: 'It is not opened then. To have it after all, you have to ask again.',
          yes: 'Call it off',
        },
      }),
    )
  if (grant.state === 'active')
    buttons.push(
      button('I’m done', 'grant:done', {
        ...(waiting ? {} : { style: 'primary' as const }),
        confirm: {
          title: 'End your access now?',
          text: 'It stops working at once. For more you have to ask again.',
          yes: 'End it now',
        },
      }),
    )
  if (grant.state === 'active' && grant.next === null && phaseOf(grant, now) === 'active')
    buttons.push(button('More time', 'grant:more'))
  return buttons
}

/** Ends what is open, or keeps what was approved from opening. Beside a decision it does not stand out. */
export function endNow({ grant }: GrantScene): readonly [string, string, Partial<ButtonSpec>] {
  if (grant.state === 'approved')
    return [
      'Call off',
      'grant:end',
      {
        style: 'danger',
        confirm: {
          title: 'Call this access off?',
          text: `Access under ${grant.id} is not opened then. They have to ask again.`,
          yes: 'Call it off',
        },
      },
    ]
  return [
    'End now',
    'grant:end',
    {
      ...(pendingRevision(grant) ? {} : { style: 'danger' }),
      confirm: {
        title: 'End this access now?',
        text: `Access under ${grant.id} stops working at once and cannot be resumed. They have to ask again.`,
        yes: 'End it now',
      },
    },
  ]
}

function reviewIsOwed({ grant: { review } }: GrantScene): boolean {
  return review !== null && review.outcome === null
}
