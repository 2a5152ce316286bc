import { troubleOf } from '../call.ts'
import type { Clients } from '../clients.ts'
import type { Input, Operation, Output } from '../sdk.ts'

/** Sends one call to IAM, once. */
export type Iam = <O extends Operation<'iam'>>(
  operation: O,
  input: Input<'iam', O>,
) => Promise<Output<'iam', O>>

/** Where IAM is called: it is one for all Regions, but requests are signed for one. */
export interface IamPlace {
  readonly clients: Pick<Clients, 'send'>
  /** Any Region of the partition. */
  readonly region: string
}

/** IAM's calls through the clients. */
export function iamOf({ clients, region }: IamPlace): Iam {
  return (operation, input) => clients.send('iam', region, operation, input)
}

/**
 * What an error says to somebody who wants to write. `again`: it passes by itself, or a look shows what came of it.
 * `stubborn`: it may be IAM not having caught up with itself yet, or may be for good; time tells. `final`: the same
 * answer would come for ever. `unknown`: no telling, such as credentials that have expired.
 * Source: IAM API Reference, "Errors" of CreateRole, PutRolePolicy, UpdateAssumeRolePolicy, DeleteRole; IAM User Guide,
 * "Changes that I make are not always immediately visible".
 */
export type Meaning = 'again' | 'stubborn' | 'final' | 'unknown'

/** Thrown where waiting would change nothing, though another time it might be different. */
export class Standstill extends Error {
  override readonly name = 'Standstill'
}

const AGAIN = /^(NoSuchEntity|EntityAlreadyExists|ConcurrentModification|DeleteConflict|EntityTemporarily)/
const FINAL =
  /^(MalformedPolicyDocument|LimitExceeded|InvalidInput|Validation|UnmodifiableEntity|PolicyNotAttachable)/

/** See `Meaning`. */
export function meaningOf(error: unknown): Meaning {
  const name = nameOf(error)
  if (error instanceof Standstill) return 'unknown'
  if (troubleOf(error).retry !== 'final' || AGAIN.test(name)) return 'again'
  if (isDenied(error) || isInvalidPrincipal(error)) return 'stubborn'
  return FINAL.test(name) ? 'final' : 'unknown'
}

/** A principal that a trust policy names was made a moment ago, or is not there. */
export function isInvalidPrincipal(error: unknown): boolean {
  return nameOf(error).startsWith('MalformedPolicyDocument') && /invalid principal/i.test(messageOf(error))
}

export function isDenied(error: unknown): boolean {
  return nameOf(error).startsWith('AccessDenied')
}

export function isTaken(error: unknown): boolean {
  return nameOf(error).startsWith('EntityAlreadyExists')
}

export function isAbsent(error: unknown): boolean {
  return nameOf(error).startsWith('NoSuchEntity')
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : ''
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}
