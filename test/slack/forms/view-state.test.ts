import { describe, expect, it } from 'vitest'
import { chosenIn, filledIn } from '../../../src/slack/forms/view-state.ts'

const choice = (value: string) => ({ text: { type: 'plain_text', text: value }, value })

describe('what an input holds', () => {
  it.each([
    ['text', { type: 'plain_text_input', value: ' as typed ' }, ' as typed '],
    ['no text', { type: 'plain_text_input', value: null }, undefined],
    ['emptied text', { type: 'plain_text_input', value: '' }, undefined],
    ['a number', { type: 'number_input', value: '7' }, '7'],
    ['a choice', { type: 'static_select', selected_option: choice('4h') }, '4h'],
    ['a looked-up choice', { type: 'external_select', selected_option: choice('arn:x') }, 'arn:x'],
    ['no choice', { type: 'static_select', selected_option: null }, undefined],
    ['a radio button', { type: 'radio_buttons', selected_option: choice('b') }, 'b'],
    ['a day', { type: 'datepicker', selected_date: '2026-11-23' }, '2026-11-23'],
    ['a time', { type: 'timepicker', selected_time: '09:00' }, '09:00'],
    ['an instant', { type: 'datetimepicker', selected_date_time: 1_795_424_400 }, '1795424400'],
    ['no instant', { type: 'datetimepicker', selected_date_time: null }, undefined],
    ['ticked boxes', { type: 'checkboxes', selected_options: [choice('a'), choice('b')] }, 'a,b'],
    ['no ticked box', { type: 'checkboxes', selected_options: [] }, undefined],
    ['several choices', { type: 'multi_static_select', selected_options: [choice('x'), choice('y')] }, 'x,y'],
    ['several people', { type: 'multi_users_select', selected_users: ['U1', 'U2'] }, 'U1,U2'],
    ['a person', { type: 'users_select', selected_user: 'U1' }, 'U1'],
    ['nonsense', 7, undefined],
    ['a choice without a value', { type: 'static_select', selected_option: { value: 7 } }, undefined],
  ])('%s is read', (_, element, held) => {
    expect(chosenIn(element)).toBe(held)
  })

  it('is known by its block, and absent where it is empty', () => {
    expect(
      filledIn({
        reason: { typed: { type: 'plain_text_input', value: 'INC-42' } },
        ticket: { typed: { type: 'plain_text_input', value: null } },
        odd: 'nothing',
      }),
    ).toEqual({ reason: 'INC-42' })
    expect(filledIn(undefined)).toEqual({})
  })
})
