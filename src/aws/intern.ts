/** Gives equal texts and lists back as one object, so that 100,000 jobs with one role keep one string. */
export interface Intern {
  text(value: string): string
  /** The list itself is shared too: it must never be changed. */
  list(values: readonly string[]): readonly string[]
  /** Like `list`, for small objects of texts. */
  shape<T extends object>(value: T): T
  /** What `make` makes of a text, made once. */
  made<T>(text: string, make: (text: string) => T): T
}

const NONE: readonly string[] = Object.freeze([])

/** A fresh table of shared texts; it lives as long as one collection. */
export function createIntern(): Intern {
  const texts = new Map<string, string>()
  const lists = new Map<string, readonly string[]>()
  const shapes = new Map<string, object>()
  const results = new Map<string, unknown>()
  const text = (value: string) => {
    const known = texts.get(value)
    if (known !== undefined) return known
    texts.set(value, value)
    return value
  }
  return {
    text,
    list(values) {
      if (values.length === 0) return NONE
      const key = values.join('\n')
      const known = lists.get(key)
      if (known) return known
      const made = values.map(text)
      lists.set(key, made)
      return made
    },
    made<T>(source: string, make: (text: string) => T): T {
      if (!results.has(source)) results.set(source, make(source))
      return results.get(source) as T
    },
    shape<T extends object>(value: T): T {
      const key = JSON.stringify(value)
      const known = shapes.get(key)
      if (known) return known as T
      shapes.set(key, value)
      return value
    },
  }
}
