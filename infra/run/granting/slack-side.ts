import type { CloseOut } from '../../../src/grants/ending/close-out.ts'
import type { Grant } from '../../../src/grants/grant.ts'
import type { IdentityLink } from '../../../src/grants/identity/link.ts'
import type { ReadUserGroups, SeePerson, Show } from '../../../src/grants/ports.ts'
import type { PersonKey } from '../../../src/grants/terms.ts'
import type { FactorChange } from '../../../src/mfa/pages/ports.ts'

/** Something that is said once. `about` tells it from others. */
export type OnceLine =
  | {
      readonly about: string
      readonly drift: string
      /** It was put right, so that no later sweep finds it again. */
      readonly isGone: boolean
    }
  | { readonly about: string; readonly anchor: { readonly seq: number; readonly hash: string } }

/** What granting needs of Slack. */
export interface SlackSide {
  readonly show: Show
  readonly seePerson: SeePerson
  readonly readUserGroups: ReadUserGroups
  /** Shows that somebody is confirming a request, until then (epoch seconds). */
  readonly confirming: (grant: Grant, person: PersonKey, until: number) => Promise<void>
  readonly remind: (grant: Grant) => Promise<void>
  readonly closeOut: (grant: Grant, closeOut: CloseOut) => Promise<void>
  readonly nameOf: (person: PersonKey) => Promise<string>
  /** Announces that somebody's factors changed, where requests are approved. Throws where it cannot. */
  readonly announceFactor: (person: PersonKey, change: FactorChange) => Promise<void>
  /** Announces that somebody linked themself to Identity Center, where requests are approved. Throws where it cannot. */
  readonly announceLink: (person: PersonKey, link: IdentityLink) => Promise<void>
  /** Says each line once where requests are approved, or again where that did not work. */
  readonly tellOnce: (lines: readonly OnceLine[]) => Promise<void>
}

/**
 * Slack as granting sees it from its start: until it is connected every call throws, so that nothing is taken for shown.
 */
export function lateSlack(): { readonly side: SlackSide; attach(side: SlackSide): void } {
  let attached: SlackSide | undefined
  const there = (): SlackSide => {
    if (!attached) throw new Error('Slack is not connected yet')
    return attached
  }
  return {
    attach: (side) => {
      attached = side
    },
    side: {
      show: async (...args) => there().show(...args),
      seePerson: async (...args) => there().seePerson(...args),
      readUserGroups: async (...args) => there().readUserGroups(...args),
      confirming: async (...args) => there().confirming(...args),
      remind: async (...args) => there().remind(...args),
      closeOut: async (...args) => there().closeOut(...args),
      nameOf: async (...args) => there().nameOf(...args),
      announceFactor: async (...args) => there().announceFactor(...args),
      announceLink: async (...args) => there().announceLink(...args),
      tellOnce: async (...args) => there().tellOnce(...args),
    },
  }
}
