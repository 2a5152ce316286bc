import type { JsonObject } from '../../../infra/local/slack/json.ts'

export const plain = (text: string): JsonObject => ({ type: 'plain_text', text, emoji: true })
export const mrkdwn = (text: string): JsonObject => ({ type: 'mrkdwn', text })
const rich = (text: string): JsonObject => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
})
export const option = (text: string, value: string): JsonObject => ({ text: plain(text), value })
const raw = (text: string): JsonObject => ({ type: 'raw_text', text })
const count = (value: number): JsonObject => ({ type: 'raw_number', value, text: String(value) })

/** A name as hostile as names get; it must come out as these very characters. */
export const hostileName = '<!channel> *bold* `tick` \u202Egnp.exe <script>alert(1)</script>'

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A message as a bot would post it: verdict, numbers, findings, buttons. */
export const reportBlocks: readonly JsonObject[] = [
  { type: 'header', text: plain('SageMaker posture: 3 things need attention') },
  {
    type: 'section',
    text: mrkdwn('*Score 82* of 100 · 4 % unknown · 214 resources in `eu-west-1` and `us-east-1`'),
  },
  {
    type: 'section',
    fields: [
      mrkdwn('*Critical*\n:red_circle: 1'),
      mrkdwn('*High*\n:large_orange_circle: 2'),
      mrkdwn('*New since yesterday*\n1'),
      mrkdwn('*Fixed*\n4'),
    ],
  },
  { type: 'divider' },
  {
    type: 'section',
    text: mrkdwn(
      ':red_circle: *Notebook instances should not reach the internet directly*\n`churn-explore` · DirectInternetAccess is Enabled',
    ),
    accessory: { type: 'button', action_id: 'details', text: plain('Details'), value: 'churn-explore' },
  },
  {
    type: 'section',
    text: mrkdwn(
      ':large_orange_circle: *Endpoints should encrypt their volumes with a customer key*\n`fraud-live` · KmsKeyId is not set',
    ),
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [option('Explain', 'explain'), option('Mute for 30 days', 'mute')],
    },
  },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'all', text: plain('All findings'), style: 'primary' },
      { type: 'button', action_id: 'modal', text: plain('Request access') },
      {
        type: 'button',
        action_id: 'dangerous',
        text: plain('Revoke'),
        style: 'danger',
        confirm: {
          title: plain('Revoke access?'),
          text: mrkdwn('Ana loses *notebook-admin* at once.'),
          confirm: plain('Revoke'),
          deny: plain('Keep'),
          style: 'danger',
        },
      },
      {
        type: 'button',
        action_id: 'docs',
        text: plain('Docs'),
        url: 'https://docs.aws.amazon.com/sagemaker/',
      },
    ],
  },
  {
    type: 'context',
    elements: [
      mrkdwn('Asked by <@U0ANARUIZ1> · <!date^1764000000^{date_short} at {time}|2025> · audit `a-1042`'),
    ],
  },
]

export const planBlocks = (done: number): readonly JsonObject[] => [
  {
    type: 'plan',
    title: 'Reading SageMaker',
    tasks: ['Notebook instances', 'Training jobs', 'Endpoints', 'IAM roles'].map((title, index) => ({
      type: 'task_card',
      task_id: `t${index}`,
      title,
      status: index < done ? 'complete' : index === done ? 'in_progress' : 'pending',
      ...(index === done ? { details: rich('120 of 300 read, 41 calls') } : {}),
    })),
  },
]

/** Every block of messages that the report does not show already. */
export const otherBlocks: readonly JsonObject[] = [
  {
    type: 'data_table',
    caption: 'Failing findings by practice',
    page_size: 3,
    rows: [
      [raw('Practice'), raw('Fail'), raw('Pass')],
      [raw('Network isolation'), count(3), count(41)],
      [raw('Encryption at rest'), count(12), count(88)],
      [raw('Logging'), count(1), count(9)],
      [raw('Monitoring'), count(2), count(4)],
    ],
  },
  {
    type: 'data_visualization',
    title: 'Score over the week',
    chart: {
      type: 'line',
      series: [
        {
          name: 'Score',
          data: ['Mon', 'Tue', 'Wed'].map((label, index) => ({ label, value: 70 + index * 6 })),
        },
      ],
      axis_config: { categories: ['Mon', 'Tue', 'Wed'], y_label: 'Score' },
    },
  },
  {
    type: 'card',
    title: mrkdwn('Waiver W-12'),
    subtitle: mrkdwn('expires in 9 days'),
    body: mrkdwn('Accepted by <!subteam^S0APPROVE1|@approvers> for <#C0MLPLATF1>'),
    actions: [{ type: 'button', action_id: 'card', text: plain('Open') }],
  },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: { text: plain('Helpful'), value: 'yes' },
        negative_button: { text: plain('Not helpful'), value: 'no' },
      },
      { type: 'icon_button', action_id: 'bin', icon: 'trash', text: plain('Delete') },
    ],
  },
  {
    type: 'container',
    title: plain('What was not seen'),
    is_collapsible: true,
    child_blocks: [{ type: 'section', text: mrkdwn('`sagemaker:ListDomains` was denied') }],
  },
]

export const textBlocks: readonly JsonObject[] = [
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Fix it: ', style: { bold: true } },
          { type: 'user', user_id: 'U0DEVPATE1' },
          { type: 'text', text: ' runs' },
        ],
      },
      {
        type: 'rich_text_preformatted',
        elements: [
          {
            type: 'text',
            text: 'aws sagemaker stop-notebook-instance \\\n  --notebook-instance-name churn-explore',
          },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: ['stop', 'recreate with a VPC'].map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        })),
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Needs a recreate, ten minutes.' }] },
    ],
  },
  {
    type: 'section',
    text: mrkdwn(
      `Resource *${escaped('quiet')}* ${escaped(hostileName)}\n> a quote\n\`\`\`fenced ${escaped('<@U0ANARUIZ1>')}\`\`\``,
    ),
  },
  { type: 'markdown', text: '## Markdown\n\n- one\n- **two**\n\n| a | b |\n|---|---|\n| 1 | 2 |' },
  {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: 'severity',
        placeholder: plain('Severity'),
        options: [option('High', 'high'), option('Low', 'low')],
      },
      { type: 'users_select', action_id: 'owner', placeholder: plain('Owner') },
      { type: 'datepicker', action_id: 'until', initial_date: '2026-12-01' },
      { type: 'checkboxes', action_id: 'ticks', options: [option('Include advisory', 'advisory')] },
    ],
  },
  { type: 'image', image_url: 'https://example.com/x.png', alt_text: 'Nine of ten checks pass' },
  {
    type: 'task_card',
    task_id: 'x',
    title: 'Grant settled',
    status: 'error',
    output: rich('AWS refused the role: limit reached'),
  },
]
