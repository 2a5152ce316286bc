import type { Result } from '../base/result.ts'
import type { Services } from '../services.ts'
import type { Message, Modal } from './blocks.ts'
import type { Conversation } from './conversation.ts'
import type { CommandLine } from './views/help.ts'

/** What happens when a button is pressed. `T` is what its value means. */
export interface ActionSpec<T> {
  /** `verb:thing`, as on the button. */
  readonly id: string
  /** Reads the button's value; `undefined` where it has not the right form. Pure. */
  readonly parse: (value: string, services: Services) => T | undefined
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
  readonly press: (value: string, services: Services) => Press | undefined
}

export function defineAction<T>({ id, parse, opens, run }: ActionSpec<T>): Action {
  return {
    id,
    press: (value, services) => {
      const target = parse(value, services)
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
  readonly run: (args: A, talk: Conversation) => Promise<void>
  readonly actions?: readonly Action[]
}

/** A command, as lists hold it. */
export interface Command extends CommandLine {
  readonly actions: readonly Action[]
  /** Does what the words ask for, or whispers what is wrong with them. */
  readonly answer: (words: readonly string[], talk: Conversation) => Promise<void>
}

export function defineCommand<A>({ parse, run, actions, ...line }: CommandSpec<A>): Command {
  return {
    ...line,
    actions: actions ?? [],
    answer: async (words, talk) => {
      const args = parse(words, talk.services)
      await (args.ok ? run(args.value, talk) : talk.whisper(args.error))
    },
  }
}
