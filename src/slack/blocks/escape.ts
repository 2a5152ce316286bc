/**
 * Characters that a reader cannot see or that turn text around: C0 and C1 controls, bidirectional marks and overrides,
 * zero-width characters, line separators, tag characters. (Unicode TR36 and TR39; CVE-2021-42574.)
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/** Text from outside with every hidden character shown by its code point (`‹U+202E›`); line breaks become spaces. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\r]+/g, ' ')
    .replace(HIDDEN, (hidden) => {
      const code = hidden.codePointAt(0) ?? 0
      return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`
    })
}

/** Text from outside for a `mrkdwn` object: hidden characters shown, and no mention, link or date can come of it. */
export function mrkdwn(text: string): string {
  return visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A name from outside as inline code, in which no formatting works. A backtick becomes `ˋ`, so it cannot end the code. */
export function inlineCode(name: string, longest = 80): string {
  const text = mrkdwn(shortenMiddle(visible(name), longest))
    .replaceAll('`', 'ˋ')
    .trim()
  return text === '' ? '`(no name)`' : `\`${text}\``
}

/** Text from outside that a person typed with `should_escape` on, as they typed it. */
export function unescapeTyped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** At most `longest` code points: the beginning and the end, with `…` between. */
export function shortenMiddle(text: string, longest: number): string {
  const points = [...text]
  if (points.length <= longest) return text
  const kept = Math.max(1, longest - 1)
  const head = Math.ceil(kept / 2)
  return `${points.slice(0, head).join('')}…${points.slice(points.length - (kept - head)).join('')}`
}
