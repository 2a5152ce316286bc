const LONGEST = 40

/** A factor's label without surrounding or doubled white space, or undefined where it is empty, too long or holds control characters. */
export function readLabel(text: string): string | undefined {
  if (text.length > 10 * LONGEST) return undefined
  const label = text.trim().replaceAll(/\s+/g, ' ')
  return label !== '' && [...label].length <= LONGEST && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(label)
    ? label
    : undefined
}
