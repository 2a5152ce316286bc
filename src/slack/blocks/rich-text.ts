import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types'
import { shortenMiddle, visible } from './escape.ts'
import { clamp, LIMITS } from './limits.ts'

/** A run of text. Rich text knows no markup, so nothing in it can become a mention, a link or a format. */
export type Run = RichTextElement

type Part = RichTextBlock['elements'][number]

/** Plain words. Empty text, which Slack refuses, becomes a space. */
export function words(text: string): Run {
  return { type: 'text', text: clamp(lines(text), LIMITS.text) || ' ' }
}

export function bold(text: string): Run {
  return { type: 'text', text: clamp(lines(text), LIMITS.text) || ' ', style: { bold: true } }
}

/** A name as code, shortened in the middle to `longest` code points. */
export function name(text: string, longest = 80): Run {
  const shown = shortenMiddle(literal(text), longest)
  return { type: 'text', text: shown.trim() === '' ? '(no name)' : shown, style: { code: true } }
}

/** A line or paragraph. */
export function line(...runs: readonly Run[]): RichTextSection {
  return { type: 'rich_text_section', elements: [...runs] }
}

export function bullets(items: ReadonlyArray<readonly Run[]>): Part {
  return { type: 'rich_text_list', style: 'bullet', elements: items.map((runs) => line(...runs)) }
}

/** What somebody wrote, set off as theirs. Line breaks stay. */
export function quote(text: string): Part {
  return { type: 'rich_text_quote', elements: [words(text)] }
}

/** A block of code, as it is: line breaks stay. */
export function preformatted(code: string): Part {
  const shown = code.split('\n').map(literal).join('\n')
  return {
    type: 'rich_text_preformatted',
    elements: [{ type: 'text', text: clamp(shown, LIMITS.richText) || ' ' }],
  }
}

export function richText(...parts: readonly Part[]): RichTextBlock {
  return { type: 'rich_text', elements: [...parts] }
}

/** Hidden characters shown, line breaks kept. */
function lines(text: string): string {
  return text.split('\n').map(literal).join('\n')
}

/** Slack reads no mention here, but whoever copies the text on might: the bracket that opens one is replaced. */
function literal(text: string): string {
  return visible(text).replace(/<(?=[!@#])/g, '‹')
}
