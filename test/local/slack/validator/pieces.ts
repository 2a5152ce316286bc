import type { JsonObject } from '../../../../infra/local/slack/json.ts'

export const of = (length: number): string => 'x'.repeat(length)
export const plain = (length: number): JsonObject => ({ type: 'plain_text', text: of(length) })
export const mrkdwn = (length: number): JsonObject => ({ type: 'mrkdwn', text: of(length) })
export const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i))
export const button = (more: JsonObject = {}): JsonObject => ({ type: 'button', text: plain(3), ...more })
export const option = (more: JsonObject = {}): JsonObject => ({ text: plain(3), value: 'v', ...more })
export const actions = (...elements: readonly JsonObject[]): JsonObject => ({ type: 'actions', elements })
export const raw = (length = 1): JsonObject => ({ type: 'raw_text', text: of(length) })
export const select = (more: JsonObject): JsonObject =>
  actions({ type: 'static_select', options: [option()], ...more })
export const line = (series: number, points: number): JsonObject => {
  const categories = times(points, (i) => `c${i}`)
  const data = categories.map((label) => ({ label, value: 1 }))
  return {
    type: 'data_visualization',
    title: 't',
    chart: {
      type: 'line',
      series: times(series, (i) => ({ name: `s${i}`, data })),
      axis_config: { categories },
    },
  }
}
export const confirm = (more: JsonObject): JsonObject =>
  actions(button({ confirm: { title: plain(1), text: mrkdwn(1), ...more } }))
