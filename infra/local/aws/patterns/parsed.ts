/** A pattern that could be read, or the reason why it could not. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string }

/** Thrown inside a parser and turned into a refusal at its edge. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

/** Runs a parser that throws PatternError for what it cannot read. */
export const parsing = <T>(parse: () => T): Parsed<T> => {
  try {
    return { ok: true, value: parse() }
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, reason: error.message }
    throw error
  }
}

/** Text with `*` for any run of characters, as a test over the whole of a value. */
export const wildcard = (pattern: string, flags = ''): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    `s${flags}`,
  )
