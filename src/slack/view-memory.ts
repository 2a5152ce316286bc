import type { Asker } from './job.ts'

/** What a modal remembers of where it was opened, so that its buttons can answer there. Only ids. */
export function viewMemory(asker: Asker): string {
  return asker.channelId === undefined ? '' : `${asker.channelId} ${asker.isDirect ? 'direct' : 'channel'}`
}

/** The channel that a modal remembers, or nothing where it was opened outside one. */
export function rememberedChannel(memory: string): Pick<Asker, 'channelId' | 'isDirect'> {
  const found = /^([CDG][A-Z0-9]{2,30}) (direct|channel)$/.exec(memory)
  return found?.[1] ? { channelId: found[1], isDirect: found[2] === 'direct' } : { isDirect: false }
}
