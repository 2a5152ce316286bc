import type { Filled } from '../forms/form.ts'

/** Who asked for something, and where the answer may go. */
export interface Asker {
  readonly userId: string
  readonly teamId: string
  /** Absent where it was asked outside a channel, such as on the Home tab. */
  readonly channelId?: string
  /** Whether that channel is a direct message. */
  readonly isDirect: boolean
  /** Good for five answers within thirty minutes, even where the bot may not post. */
  readonly responseUrl?: string
}

/** Work that is done after Slack got its acknowledgement. Plain JSON, so that it can wait in a queue. */
export type Job =
  | {
      readonly kind: 'command'
      readonly id: string
      readonly asker: Asker
      readonly line: string
      /** The modal that the command opened. */
      readonly viewId?: string
    }
  | {
      readonly kind: 'action'
      readonly id: string
      readonly asker: Asker
      readonly action: string
      readonly value: string
      /** The modal that shows the answer. */
      readonly viewId?: string
      /** The state of that modal when the button was pressed, where it is the one in which it stood. */
      readonly hash?: string
      /** What stood in the modal's inputs, and what it is about. */
      readonly filled?: Filled
      readonly about?: string
    }
  | {
      readonly kind: 'submission'
      readonly id: string
      readonly asker: Asker
      readonly form: string
      readonly filled: Filled
      readonly about: string
      /** The modal that was submitted. */
      readonly viewId: string
      /** Whether a modal waits for the answer; its external id is the job's. */
      readonly waits: boolean
    }
