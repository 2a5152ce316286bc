/**
 * Slack's Block Kit limits (docs.slack.dev, reference/block-kit, November 2026). Lengths are code points. Where Slack's
 * own pages disagree the number is the one of the method or block page.
 */
export const limits = {
  message: {
    blocks: 50,
    attachments: 100,
    /** chat.postMessage cuts `text` here without saying so. */
    textCut: 40_000,
    /** chat.update refuses a longer `text` with msg_too_long. */
    updateText: 4000,
    /** Seen, not documented: the sum of all text outside tables and markdown. */
    allText: 13_200,
    markdown: 12_000,
    tables: 1,
    tableText: 10_000,
    charts: 2,
  },
  view: {
    blocks: 100,
    bytes: 250_000,
    title: 24,
    submit: 24,
    close: 24,
    privateMetadata: 3000,
    callbackId: 255,
    externalId: 255,
  },
  id: 255,
  text: 3000,
  url: 3000,
  section: { fields: 10, field: 2000 },
  header: 150,
  context: 10,
  contextActions: 5,
  actions: 25,
  button: { text: 75, value: 2000, accessibilityLabel: 75 },
  option: { text: 75, description: 75, value: 150 },
  select: { options: 100, groups: 100, groupLabel: 75, placeholder: 150 },
  overflow: 5,
  checkboxes: 10,
  radioButtons: 10,
  confirm: { title: 100, text: 300, button: 30 },
  input: { label: 2000, hint: 2000, value: 3000 },
  image: { alt: 2000, title: 2000 },
  video: { title: 200, author: 50, description: 200 },
  table: { rows: 100, cells: 20 },
  dataTable: { rows: 101, columns: 20, text: 20_000, pageSize: 100 },
  chart: { title: 50, series: 12, points: 20, segments: 12, label: 20, axisLabel: 50 },
  card: { title: 150, subtitle: 150, body: 200, buttons: 3 },
  carousel: 10,
  container: { children: 10, title: 150 },
  alert: 200,
  plan: { title: 256, tasks: 50 },
  iconButton: { users: 10 },
} as const
