import type { Result } from '../../base/result.ts'
import type { Services } from '../../services.ts'
import type { Modal } from '../blocks/blocks.ts'
import type { Conversation } from '../sending/conversation.ts'

/**
 * What a person has filled in, by block id. Text as it was typed; a choice by its value, several joined by commas; dates as
 * `2026-11-23`, times as `09:00`, instants as epoch seconds. Absent: nothing. Nobody has checked any of it.
 */
export type Filled = Readonly<Record<string, string | undefined>>

/** A form as it stands before a person. */
export interface FormState {
  readonly filled: Filled
  /** What the modal remembers: the `private_metadata` that its view was made with. Ids only, and whoever submits could have changed them. */
  readonly about: string
}

/** What is wrong with a form: plain words for each block with an input. */
export type FieldErrors = Readonly<Record<string, string>>

/** What happens when a modal is submitted. `T` is what was filled in. */
export interface FormSpec<T> {
  /** `verb:thing`: the callback id of its view. */
  readonly id: string
  /** Reads what was filled in, or says what is wrong under its field. Pure, and at once: Slack waits three seconds. */
  readonly parse: (filled: Filled, about: string, services: Services) => Result<T, FieldErrors>
  /** The modal that stands while `run` works, which then fills it; absent: the form closes. Must not wait for anything. */
  readonly waits?: (target: T) => Modal
  /** Whether the waiting modal lies on top of the form, which stays beneath as it was filled in; else it takes its place. */
  readonly keepsForm?: true
  /** Absent where the modal that waits is all there is to say. */
  readonly run?: (target: T, talk: Conversation) => Promise<void>
}

/** A submission that was understood, or not. */
export type Submission =
  | { readonly ok: false; readonly errors: FieldErrors }
  | {
      readonly ok: true
      readonly waits?: Modal
      readonly keepsForm: boolean
      readonly run?: (talk: Conversation) => Promise<void>
    }

/** A form, as lists hold it. */
export interface Form {
  readonly id: string
  readonly submit: (state: FormState, services: Services) => Submission
}

export function defineForm<T>({ id, parse, waits, keepsForm = undefined, run }: FormSpec<T>): Form {
  return {
    id,
    submit: ({ filled, about }, services) => {
      const read = parse(filled, about, services)
      if (!read.ok) return { ok: false, errors: read.error }
      const target = read.value
      return {
        ok: true,
        keepsForm: keepsForm === true,
        ...(waits ? { waits: waits(target) } : {}),
        ...(run ? { run: (talk) => run(target, talk) } : {}),
      }
    },
  }
}

/** One entry of a select that is filled while somebody types. */
export interface Choice {
  /** At most 75 characters are shown. */
  readonly label: string
  /** At most 150 characters. */
  readonly value: string
  readonly describe?: string
}

/** A select whose choices are looked up while somebody types. */
export interface OptionsSpec {
  /** `verb:thing`: the action id of the external select. */
  readonly id: string
  /**
   * The choices for what was typed, best first; a hundred are shown. `block` tells selects of one kind apart. An answer that
   * takes more than two seconds is not waited for.
   */
  readonly find: (
    typed: string,
    form: FormState & { readonly block: string },
    services: Services,
  ) => Promise<readonly Choice[]>
}

export type Options = OptionsSpec

export function defineOptions(spec: OptionsSpec): Options {
  return spec
}
