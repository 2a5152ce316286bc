import { newSecret } from './ids.ts'

/** Slack: a response_url takes five answers within thirty minutes. */
const RESPONSE_URL_USES = 5
const RESPONSE_URL_LIFE_MS = 30 * 60 * 1000

/** What a response_url answers: somebody's command or click in a place, and the message clicked, if any. */
export interface ResponseTarget {
  readonly user: string
  readonly channel: string
  readonly message?: { readonly ts: string; readonly onlyFor?: string; readonly threadTs?: string }
}

export const createResponseUrls = (clock: () => number) => {
  const issued = new Map<string, ResponseTarget & { readonly at: number; uses: number }>()
  return {
    /** The secret last part of a new response_url. */
    issue: (target: ResponseTarget): string => {
      const secret = newSecret(16)
      issued.set(secret, { ...target, at: clock(), uses: 0 })
      return secret
    },
    /** The target while the address is alive; undefined (Slack says 404) when unknown, used up or too old. */
    look: (secret: string): ResponseTarget | undefined => {
      const target = issued.get(secret)
      if (target === undefined || target.uses >= RESPONSE_URL_USES) return undefined
      return clock() - target.at > RESPONSE_URL_LIFE_MS ? undefined : target
    },
    /** Counts one answer. */
    use: (secret: string): void => {
      const target = issued.get(secret)
      if (target !== undefined) target.uses += 1
    },
  }
}

export type ResponseUrls = ReturnType<typeof createResponseUrls>
