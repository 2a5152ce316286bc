import { type PersonKey, personKey } from '../terms.ts'
import type { RefusalCode } from './refusal.ts'

/** A person as Slack shows them right now (`users.info`). A field that Slack left out is `undefined`, and a refusal. */
export interface SeenPerson {
  readonly team: string | undefined
  readonly user: string | undefined
  readonly bot: boolean | undefined
  readonly deleted: boolean | undefined
  /** Guests: of several channels, or of one. */
  readonly restricted: boolean | undefined
  readonly ultraRestricted: boolean | undefined
  /** From another organisation, met through a shared channel. */
  readonly stranger: boolean | undefined
  readonly emailConfirmed: boolean | undefined
}

/** Where somebody acts. `private`: a direct message, a modal or the bot's own page, which nobody else sees. */
export type Place =
  | { readonly kind: 'private' }
  /** `external`: shared with another company, or about to be. */
  | { readonly kind: 'channel'; readonly external: boolean | undefined }

/** The key of a seen person, or undefined where Slack did not say who it is. */
export function keyOf({ team, user }: SeenPerson): PersonKey | undefined {
  return team && user ? personKey(team, user) : undefined
}

/** Why a person cannot take part at all, whatever the rules say. */
export function personRefusals(person: SeenPerson, team: string): readonly RefusalCode[] {
  const { bot, deleted, restricted, ultraRestricted, stranger, emailConfirmed } = person
  const marks = [bot, deleted, restricted, ultraRestricted, stranger, emailConfirmed]
  const codes: Array<RefusalCode | false | undefined> = [
    (!person.team || !person.user || marks.includes(undefined)) && 'person-incomplete',
    person.team !== undefined && person.team !== team && 'other-team',
    bot && 'bot',
    deleted && 'deactivated',
    (restricted || ultraRestricted) && 'guest',
    stranger && 'external',
    emailConfirmed === false && 'email-unconfirmed',
  ]
  return codes.filter((code) => typeof code === 'string')
}

/** Why nothing may be done in a place. */
export function placeRefusals(place: Place): readonly RefusalCode[] {
  return place.kind === 'channel' && place.external !== false ? ['shared-channel'] : []
}
