/**
 * What Slack takes (docs.slack.dev, Block Kit reference, November 2026). Lengths are code points. `characters` over a
 * message is not documented: messages of some 13,200 have been refused.
 */
export const LIMITS = {
  message: { blocks: 50, characters: 13_000, text: 4000 },
  view: { blocks: 100, bytes: 250_000, title: 24, close: 24, privateMetadata: 3000 },
  id: 255,
  text: 3000,
  header: 150,
  section: { fields: 10, field: 2000 },
  context: 10,
  actions: 25,
  button: { text: 75, value: 2000, label: 75, url: 3000 },
  confirm: { title: 100, text: 300, button: 30 },
  richText: 9000,
  table: { rows: 101, columns: 20, characters: 20_000, pageSize: 100 },
  plan: { title: 256, tasks: 50 },
  chart: { perMessage: 2, title: 50, series: 12, points: 20, label: 20, axis: 50 },
  alert: 200,
  input: { label: 2000, value: 3000 },
  select: { options: 100, placeholder: 150 },
  option: { text: 75, value: 150 },
  checkboxes: 10,
} as const

/** The part of a limit that is used: 5 % stay free, because Slack counts a little differently than it says. */
export function roomFor(limit: number): number {
  return Math.floor(limit * 0.95)
}

/** The length that Slack counts. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

/**
 * At most `room` code points, with `…` where something is cut. Never cuts an entity (`&amp;`) or a token (`<!date^…>`)
 * in half, and closes inline code that the cut left open.
 */
export function clamp(text: string, room: number): string {
  if (text.length <= room) return text
  const points = [...text]
  if (points.length <= room) return text
  const cut = points
    .slice(0, room - 2)
    .join('')
    .replace(/<[^<>]*$/, '')
    .replace(/&[a-z]{0,4}$/, '')
  const open = (cut.match(/`/g)?.length ?? 0) % 2 === 1
  return `${cut}${open ? '`' : ''}…`
}

/** All characters of a block or message that Slack draws: every `text`, `title` and `caption`. */
export function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + characters(each), 0)
  if (typeof value !== 'object' || value === null) return 0
  let sum = 0
  for (const [key, each] of Object.entries(value)) {
    const drawn = key === 'text' || key === 'title' || key === 'caption'
    sum += typeof each === 'string' ? (drawn ? lengthOf(each) : 0) : characters(each)
  }
  return sum
}
