import type { Acknowledgement } from './delivery.ts'
import type { JsonObject } from './json.ts'

/** What a person's action came to. A failure carries the words that Slack shows. */
export type Outcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: string; readonly fields?: Readonly<Record<string, string>> }

export type OptionsOutcome =
  | { readonly ok: true; readonly groups: readonly OptionGroup[] }
  | { readonly ok: false; readonly error: string }

export interface OptionGroup {
  readonly label: string | undefined
  readonly options: readonly JsonObject[]
}

export const fine: Outcome = { ok: true }

export const trouble: Outcome & { ok: false } = {
  ok: false,
  error: 'We had some trouble connecting. Try again?',
}

/** Slack's name for a slash command that the app did not take. */
export const dispatchError = (acknowledgement: Acknowledgement & { ok: false }): string =>
  ({ timeout: 'operation_timeout', unreachable: 'dispatch_failed', http_error: 'dispatch_failed' })[
    acknowledgement.reason
  ]
