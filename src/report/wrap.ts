/**
 * Breaks a text into lines of at most `width` characters at its spaces, every line but the first behind `indent`.
 * A word that is longer than a line stays whole, so that it can be copied.
 */
export function wrap(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const room = lines.length === 0 ? width : width - indent.length
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(lines.length === 0 ? line : indent + line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  lines.push(lines.length === 0 ? line : indent + line)
  return lines
}

/** `a, b, c and 9 more`. */
export function listed(words: readonly string[], most: number): string {
  if (words.length <= most) return words.join(', ')
  return `${words.slice(0, most).join(', ')} and ${(words.length - most).toLocaleString('en-GB')} more`
}
