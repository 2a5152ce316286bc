/** Stands for a `*` or `?` that is meant as that very character: `${*}`, or one inside the value of a variable. */
const STAR = '\uE010'
const MARK = '\uE011'

/** Text made safe for a pattern: its wildcards match only themselves. */
export function literally(text: string): string {
  return text.replaceAll('*', STAR).replaceAll('?', MARK)
}

/** Whether a pattern has wildcards. */
export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?')
}

/**
 * Whether a text matches a pattern of the policy language: `*` is any run of characters (colons and slashes too, also
 * none), `?` is exactly one. Case-sensitive. Takes at most length × length steps, whatever the pattern.
 */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0
  let t = 0
  let starAt = -1
  let resumeAt = 0
  while (t < text.length) {
    if (pattern[p] === '*') {
      starAt = p++
      resumeAt = t
    } else if (p < pattern.length && sameAt(pattern, p, text, t)) {
      p++
      t++
    } else if (starAt >= 0) {
      p = starAt + 1
      t = ++resumeAt
    } else {
      return false
    }
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

function sameAt(pattern: string, p: number, text: string, t: number): boolean {
  const sign = pattern[p]
  if (sign === '?' || sign === text[t]) return true
  return (sign === STAR && text[t] === '*') || (sign === MARK && text[t] === '?')
}
