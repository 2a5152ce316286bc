/**
 * A name that nobody ever wrote into a policy: a private-use character, repeated. A call on a resource of this name is
 * matched by `*`, by nothing that spells a name, and by every NotResource list; so what is allowed on it is allowed on
 * resources that nobody had in mind. It makes "is this open to everything?" a plain evaluation, with Deny and NotAction
 * counted in.
 */
export const UNNAMED = '\uE000'.repeat(24)

/** An action of a service that no policy spells out. */
export const UNNAMED_ACTION = `${UNNAMED}:${UNNAMED}`

/** A pattern with its wildcards filled in by names that nobody wrote: an arbitrary resource of that shape. */
export function anyOf(pattern: string): string {
  return pattern.replaceAll('*', UNNAMED).replaceAll('?', UNNAMED.slice(0, 1))
}
