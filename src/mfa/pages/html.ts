/** Markup that may go into a page as it is. Only `html` makes it, so no text gets there unescaped. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

/** What a template takes: texts are escaped, markup stays, lists follow each other, and what is absent leaves nothing. */
export type Part = string | number | Html | null | undefined | false | readonly Part[]

/** A piece of a page. Attributes stand in double quotes. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, index) => text + markupOf(parts[index])).join(''))
}

/**
 * A text that somebody typed, set apart from the direction of the text around it. What cannot be seen, and would make other
 * characters read otherwise, is named instead: `[U+202E]`.
 */
export function typed(text: string): Html {
  return html`<bdi>${visible(text)}</bdi>`
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u3164]/gu
/** Joiners shape emoji and many scripts, where they follow a character beyond ASCII. */
const JOINER = /^(?:\u200c|\u200d)$/

/** A text with its invisible characters named. Line breaks and tabs stay. */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, (character, at: number) => {
    const isShaping = JOINER.test(character) && /[^\p{ASCII}\p{Cf}]$/u.test(text.slice(0, at))
    if (isShaping || character === '\n' || character === '\t') return character
    return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
  })
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function markupOf(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Html) return part.markup
  if (typeof part === 'string' || typeof part === 'number') {
    return String(part).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
  }
  return part.map(markupOf).join('')
}
