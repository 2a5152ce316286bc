/** An error and its causes in one line, without a stack or repetition: `could not listen: address in use`. */
export function errorLine(error: unknown): string {
  const lines: string[] = []
  for (
    let at: unknown = error;
    at !== undefined && lines.length < 5;
    at = at instanceof Error ? at.cause : undefined
  ) {
    const line = at instanceof Error ? at.message : String(at)
    if (lines.at(-1) !== line) lines.push(line)
  }
  return lines.join(': ').replaceAll(/\s+/g, ' ')
}
