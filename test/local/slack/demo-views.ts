import type { JsonObject } from '../../../infra/local/slack/json.ts'
import { mrkdwn, option, plain } from './demo-blocks.ts'

export const requestModal: JsonObject = {
  type: 'modal',
  callback_id: 'request',
  notify_on_close: true,
  title: plain('Request access'),
  submit: plain('Ask for approval'),
  close: plain('Cancel'),
  blocks: [
    { type: 'alert', level: 'warning', text: mrkdwn('This one needs *two* approvals.') },
    {
      type: 'input',
      block_id: 'why',
      label: plain('Why do you need it?'),
      hint: plain('Approvers read this.'),
      element: {
        type: 'plain_text_input',
        action_id: 'why',
        multiline: true,
        placeholder: plain('A ticket helps'),
      },
    },
    {
      type: 'input',
      block_id: 'resource',
      label: plain('Resource'),
      element: {
        type: 'external_select',
        action_id: 'resource',
        min_query_length: 0,
        placeholder: plain('Find a resource'),
      },
    },
    {
      type: 'input',
      block_id: 'length',
      label: plain('How long?'),
      element: {
        type: 'radio_buttons',
        action_id: 'length',
        initial_option: option('1 hour', '1h'),
        options: [
          option('1 hour', '1h'),
          { ...option('4 hours', '4h'), description: plain('needs both approvers') },
        ],
      },
    },
    {
      type: 'input',
      block_id: 'from',
      optional: true,
      label: plain('From'),
      element: { type: 'timepicker', action_id: 'from', initial_time: '09:00' },
    },
    { type: 'actions', elements: [{ type: 'button', action_id: 'policy', text: plain('View policy') }] },
  ],
}

export const policyModal: JsonObject = {
  type: 'modal',
  title: plain('Policy'),
  blocks: [{ type: 'section', text: mrkdwn('```{ "Effect": "Allow" }```') }],
}

export const homeView: JsonObject = {
  type: 'home',
  blocks: [
    { type: 'header', text: plain('Good morning, Ana') },
    { type: 'section', text: mrkdwn('Score *82*, up 3 since yesterday') },
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'all', text: plain('Run an audit'), style: 'primary' }],
    },
  ],
}
