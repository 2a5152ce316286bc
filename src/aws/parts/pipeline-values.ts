/** A JSON object. */
export type Rec = { readonly [key: string]: unknown }

export function isRecord(value: unknown): value is Rec {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Arguments with what could be filled in, and the dotted paths of what could not. */
export interface Resolved {
  readonly value: unknown
  readonly open: readonly string[]
}

/**
 * Fills in `{"Get": "Parameters.X"}` by its default and `{"Std:Join": …}` where all its values are known. Whatever
 * depends on a run (a parameter without default, another step's result) is left out and named in `open`.
 */
export function resolve(value: unknown, parameters: ReadonlyMap<string, unknown>): Resolved {
  const open: string[] = []
  return { value: walk(value, '', parameters, open), open }
}

function walk(value: unknown, at: string, parameters: ReadonlyMap<string, unknown>, open: string[]): unknown {
  const below = (key: string | number) => (at === '' ? String(key) : `${at}.${key}`)
  if (Array.isArray(value)) {
    return value
      .map((item, index) => walk(item, below(index), parameters, open))
      .filter((item) => item !== undefined)
  }
  if (!isRecord(value)) return value
  const filled = expression(value, parameters)
  if (filled) {
    if ('known' in filled) return filled.known
    open.push(at)
    return undefined
  }
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    walk(inner, below(key), parameters, open),
  ])
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined))
}

type Filled = { readonly known: unknown } | { readonly unknown: true }

function expression(value: Rec, parameters: ReadonlyMap<string, unknown>): Filled | undefined {
  const [key, ...more] = Object.keys(value)
  if (key === undefined || more.length > 0) return undefined
  if (key === 'Get') {
    const name = String(value.Get)
    const known = name.startsWith('Parameters.')
      ? parameters.get(name.slice('Parameters.'.length))
      : undefined
    return known === undefined ? { unknown: true } : { known }
  }
  if (key === 'Std:Join') return joined(value['Std:Join'], parameters)
  return key.startsWith('Std:') ? { unknown: true } : undefined
}

function joined(join: unknown, parameters: ReadonlyMap<string, unknown>): Filled {
  if (!isRecord(join) || !Array.isArray(join.Values)) return { unknown: true }
  const values = join.Values.map((value: unknown) => resolve(value, parameters))
  if (values.some((value) => value.open.length > 0)) return { unknown: true }
  return { known: values.map(({ value }) => String(value)).join(String(join.On ?? '')) }
}
