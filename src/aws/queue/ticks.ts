/** The work that EventBridge Scheduler asks for through the queue, and how often, in minutes. One minute is its least. */
export const TICKS = { grants: 1, digests: 1, alerts: 1, trails: 5 } as const

export type TickedWork = keyof typeof TICKS

/** The body of the message that asks for work. */
export function tickBody(work: TickedWork): string {
  return JSON.stringify({ sagewarden: 'tick', work })
}

/** The work that a message asks for; `undefined` where it asks for none that is known. */
export function tickOf(body: string): TickedWork | undefined {
  return WORK.find((work) => tickBody(work) === body)
}

export const WORK = Object.keys(TICKS) as readonly TickedWork[]
