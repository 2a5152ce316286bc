import { newSecret } from './ids.ts'

/** Milliseconds that a trigger id lives (Slack: three seconds). */
const TRIGGER_LIFE_MS = 3000

/** How a trigger can fail, in Slack's words. */
export type TriggerError = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id'

/** A trigger: whose click it stands for, and the modal that the click happened in, if any. */
export interface Trigger {
  readonly user: string
  readonly viewId?: string
}

/** Hands out trigger ids; each opens one view, within three seconds. */
export const createTriggers = (clock: () => number) => {
  const issued = new Map<string, Trigger & { readonly at: number; used: boolean }>()
  return {
    issue: (trigger: Trigger): string => {
      const id = `${Math.floor(clock())}.${newSecret(6)}.${newSecret(8)}`
      issued.set(id, { ...trigger, at: clock(), used: false })
      return id
    },
    /** Says what is wrong with the id, or what it stands for, without using it up. */
    look: (id: string): Trigger | TriggerError => {
      const trigger = issued.get(id)
      if (trigger === undefined) return 'invalid_trigger_id'
      if (trigger.used) return 'exchanged_trigger_id'
      return clock() - trigger.at > TRIGGER_LIFE_MS ? 'expired_trigger_id' : trigger
    },
    use: (id: string): void => {
      const trigger = issued.get(id)
      if (trigger !== undefined) trigger.used = true
    },
  }
}

export type Triggers = ReturnType<typeof createTriggers>
