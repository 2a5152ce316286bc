/** What `read` makes of a kept value, or undefined where the value is not of the shape that we write: then it was tampered with. */
export function unlessMisshapen<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
