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
  | { readonly kind: 'command'; readonly id: string; readonly asker: Asker; readonly line: string }
  | {
      readonly kind: 'action'
      readonly id: string
      readonly asker: Asker
      readonly action: string
      readonly value: string
      /** The modal that shows the answer. */
      readonly viewId?: string
    }
