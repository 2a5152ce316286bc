import { z } from 'zod'

const id = z.string().min(1).max(1024)
const label = z.string().max(400)
const code = z.string().min(1).max(64)
/** Read by the passkey adapter, which trusts none of it. */
const response = z.unknown()

/** How a person says yes: a passkey's answer to a challenge, or a typed code. */
const saidYes = z.union([z.strictObject({ challengeId: id, response }), z.strictObject({ code })])

/** What changes on the page of one's factors. */
const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add-passkey') }),
  z.strictObject({ kind: z.literal('add-totp') }),
  z.strictObject({ kind: z.literal('backup-codes') }),
  z.strictObject({ kind: z.literal('remove'), factorId: id }),
])

const ask = z.strictObject({ change })
const begin = z.strictObject({ change, yes: saidYes.nullable() })
const finish = z.union([
  z.strictObject({ challengeId: id, label, response }),
  z.strictObject({ challengeId: id, label, code }),
])
const prove = z.strictObject({ pasted: z.string().min(1).max(16_384) })

export type SaidYes = z.infer<typeof saidYes>
export type Change = z.infer<typeof change>

/** What the pages' script may send, by the act that it is for. */
export const ACTS = { answer: saidYes, ask, begin, finish, prove } as const
