import { unescapeTyped } from '../blocks/escape.ts'

/** The longest command line that is read, in characters. Slack itself sends no more. */
const LONGEST_LINE = 4000

/** Words of a command line. Quotes, straight or curly, hold blanks together: `tag:"team=data science"`. */
export function splitWords(line: string): readonly string[] {
  const straight = unescapeTyped(line.slice(0, LONGEST_LINE)).replace(/[“”„]/g, '"')
  return (straight.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [])
    .map((word) => word.replaceAll('"', ''))
    .filter((word) => word !== '')
}

/** The line that `splitWords` takes apart into these words. */
export function joinWords(words: readonly string[]): string {
  return words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')
}
