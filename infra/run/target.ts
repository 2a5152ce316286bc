import type { Target } from '../../src/grants/lifecycle/answering.ts'

/** What a one-time link is about, as it keeps it: `<grant id>.<revision>`. */
export function targetSubject({ id, revision }: Target): string {
  return `${id}.${revision}`
}

/** The target that a link's subject names; undefined where it names none. */
export function parseTarget(subject: string): Target | undefined {
  const found = /^([a-z0-9-]{1,50})\.([1-9]\d{0,5})$/.exec(subject)
  return found?.[1] === undefined ? undefined : { id: found[1], revision: Number(found[2]) }
}
