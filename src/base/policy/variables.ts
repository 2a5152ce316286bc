import type { Context } from './context.ts'
import { literally } from './glob.ts'

/** A text with its variables filled in, as a pattern; or why that cannot be done. */
export type Filled =
  | { readonly pattern: string }
  | { readonly missing: 'absent' | 'unknown'; readonly key: string }

const VARIABLE = /\$\{([^}]*)\}/g
const SIGNS = new Set(['*', '?', '$'])

/**
 * Fills in `${key}` and `${key, 'default'}` from the context; `${*}`, `${?}` and `${$}` are those characters. What a
 * variable brings in never counts as a wildcard. Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function fillIn(text: string, context: Context): Filled {
  if (!text.includes('${')) return { pattern: text }
  let missing: Exclude<Filled, { pattern: string }> | undefined
  const pattern = text.replace(VARIABLE, (whole, inside: string) => {
    if (SIGNS.has(inside)) return literally(inside)
    const [name = '', fallback] = inside.split(/,(.*)/s)
    const key = name.trim()
    const value = context(key.toLowerCase())
    if (typeof value !== 'string' && value.length === 1) return literally(value[0] ?? '')
    const given = /^\s*'(.*)'\s*$/s.exec(fallback ?? '')?.[1]
    if (value === 'absent' && given !== undefined) return literally(given)
    missing ??= { missing: value === 'absent' ? 'absent' : 'unknown', key }
    return whole
  })
  return missing ?? { pattern }
}
