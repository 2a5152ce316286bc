/** What the buttons of an alert carry: its id, or the topic of an expectation. Each is looked up again. */
const ID = /^[0-9a-f]{20}$/

export function parseAlertId(value: string): string | undefined {
  return ID.test(value) ? value : undefined
}
