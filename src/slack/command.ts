import type { Result } from '../base/result.ts'
import type { Services } from '../services.ts'
import type { Message, Modal } from './blocks/blocks.ts'
import type { Form, FormState, Options } from './forms/form.ts'
import type { Conversation } from './sending/conversation.ts'
import type { CommandLine } from './views/help.ts'

/** What happens when a button is pressed, or something is chosen in a select. `T` is what its value means. */
export interface ActionSpec<T> {
  /** `verb:thing`, as on the button. */
  readonly id: string
  /** Reads the button's value, or what was chosen, and the form around it; `undefined` where it is not right. Pure. */
  readonly parse: (value: string, services: Services, form: FormState) => T | undefined
  /** The modal that opens at once. Must not wait for anything: Slack gives three seconds. */
  readonly opens?: (target: T) => Modal
  /** What is done after it; fills the modal or answers. */
  readonly run?: (target: T, talk: Conversation) => Promise<void>
}

/** A pressed button whose value was understood. */
interface Press {
  readonly opens?: Modal
  readonly run?: (talk: Conversation) => Promise<void>
}

/** A kind of button, as lists hold it. */
export interface Action {
  readonly id: string
  /** What a press means; `undefined` where its value has not the right form. */
  readonly press: (value: string, services: Services, form?: FormState) => Press | undefined
}

export function defineAction<T>({ id, parse, opens, run }: ActionSpec<T>): Action {
  return {
    id,
    press: (value, services, form = { filled: {}, about: '' }) => {
      const target = parse(value, services, form)
      if (target === undefined) return undefined
      return {
        ...(opens ? { opens: opens(target) } : {}),
        ...(run ? { run: (talk) => run(target, talk) } : {}),
      }
    },
  }
}

/** One verb of the slash command: its words, and the buttons that its messages carry. */
export interface CommandSpec<A> extends CommandLine {
  /** Reads the words after the verb, or says what is wrong with them. Pure. */
  readonly parse: (words: readonly string[], services: Services) => Result<A, Message>
  /**
   * The modal that opens at once, or `undefined` where none does. Must not wait for anything: Slack gives three seconds.
   * `run` is done after it, and may fill it.
   */
  readonly opens?: (args: A, services: Services) => Modal | undefined
  readonly run: (args: A, talk: Conversation) => Promise<void>
  readonly actions?: readonly Action[]
  readonly forms?: readonly Form[]
  readonly options?: readonly Options[]
}

/** A command, as lists hold it. */
export interface Command extends CommandLine {
  readonly actions: readonly Action[]
  readonly forms: readonly Form[]
  readonly options: readonly Options[]
  /** The modal that these words open at once. */
  readonly opening: (words: readonly string[], services: Services) => Modal | undefined
  /** Does what the words ask for, or whispers what is wrong with them. */
  readonly answer: (words: readonly string[], talk: Conversation) => Promise<void>
}

export function defineCommand<A>(spec: CommandSpec<A>): Command {
  const { parse, opens, run, actions = [], forms = [], options = [], ...line } = spec
  return {
    ...line,
    actions,
    forms,
    options,
    opening: (words, services) => {
      const args = parse(words, services)
      return args.ok ? opens?.(args.value, services) : undefined
    },
    answer: async (words, talk) => {
      const args = parse(words, talk.services)
      await (args.ok ? run(args.value, talk) : talk.whisper(args.error))
    },
  }
}
