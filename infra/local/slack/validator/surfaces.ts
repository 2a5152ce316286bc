/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home'

const everywhere: readonly Surface[] = ['message', 'modal', 'home']

/** Which block may appear where: where Slack's clients draw it, not only where its pages list it. */
export const surfaces: Readonly<Record<string, readonly Surface[]>> = {
  actions: everywhere,
  alert: ['modal'],
  card: ['message', 'home'],
  carousel: ['message', 'home'],
  container: ['message', 'home'],
  context: everywhere,
  context_actions: ['message'],
  data_table: ['message'],
  data_visualization: ['message', 'home'],
  divider: everywhere,
  header: everywhere,
  image: everywhere,
  input: everywhere,
  markdown: ['message'],
  plan: ['message'],
  rich_text: everywhere,
  section: everywhere,
  table: ['message'],
  task_card: ['message'],
  video: everywhere,
}
