/** The number of single-character edits between two words (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}

/** The candidates nearest to a misspelt word, best first: those that contain it, or lie within two edits (one for short words) or a third of its length. */
export function nearest(word: string, candidates: Iterable<string>, most = 3): readonly string[] {
  const sought = word.toLowerCase()
  const near: Array<readonly [number, string]> = []
  for (const candidate of candidates) {
    const text = candidate.toLowerCase()
    const distance = editDistance(sought, text)
    const contains = sought.length >= 3 && text.includes(sought)
    if (contains || distance <= Math.max(sought.length < 4 ? 1 : 2, Math.floor(sought.length / 3)))
      near.push([contains ? 0 : distance, candidate])
  }
  return near
    .toSorted((a, b) => a[0] - b[0] || a[1].localeCompare(b[1]))
    .slice(0, most)
    .map(([, candidate]) => candidate)
}
