import { describe, expect, it } from 'vitest'
import { checkView as checkWorkspaceView } from '../../../infra/local/slack/validator/payload.ts'
import { checkView } from '../../../src/slack/blocks/check-limits.ts'
import {
  checkboxes,
  dateTimeInput,
  externalSelect,
  field,
  formModal,
  numberInput,
  select,
  textInput,
} from '../../../src/slack/forms/inputs.ts'
import { hostileName } from '../sample.ts'

const long = hostileName.repeat(20)
const choices = Array.from({ length: 140 }, (_, i) => ({ label: long, value: `v${i}`, describe: long }))

const worst = formModal({
  form: 'test:form',
  title: long,
  submit: long,
  close: long,
  about: 'g1.x',
  blocks: [
    field({ block: 'a', label: long, hint: long }, textInput({ initial: long, example: long, lines: true })),
    field({ block: 'b', label: long }, select({ choices, initial: 'v3', placeholder: long })),
    field(
      { block: 'c', label: 'c' },
      externalSelect({ action: 'test:find', initial: { label: long, value: 'x' } }),
    ),
    field({ block: 'd', label: 'd', optional: true }, dateTimeInput('1795424400')),
    field({ block: 'e', label: 'e' }, checkboxes(choices, 'v1,v2')),
    field({ block: 'f', label: 'f' }, numberInput({ from: 1, to: 5, initial: '3', example: long })),
  ],
})

describe('a form with the largest and worst in every field', () => {
  it('fits Slack', () => {
    expect(checkView(worst)).toEqual([])
    expect(checkWorkspaceView(worst, 'modal')).toEqual([])
  })
})

describe('a field', () => {
  it.each([
    ['a text that was typed', textInput({ initial: 'INC-42' }), { initial_value: 'INC-42' }],
    ['a choice', select({ choices, initial: 'v3' }), { initial_option: { value: 'v3' } }],
    ['an instant', dateTimeInput('1795424400'), { initial_date_time: 1_795_424_400 }],
    ['ticked boxes', checkboxes(choices, 'v2,v1'), { initial_options: [{ value: 'v1' }, { value: 'v2' }] }],
    ['a number', numberInput({ from: 1, to: 9, initial: '4' }), { initial_value: '4' }],
  ])('shows %s again', (_, element, shown) => {
    expect(element).toMatchObject(shown)
  })

  it.each([
    ['a choice that there is not', select({ choices, initial: 'gone' }), 'initial_option'],
    ['a date that is none', dateTimeInput('tomorrow'), 'initial_date_time'],
    ['a box that there is not', checkboxes(choices, 'gone'), 'initial_options'],
    ['a number that is none', numberInput({ from: 1, to: 9, initial: '1e9' }), 'initial_value'],
  ])('leaves out %s', (_, element, key) => {
    expect(element).not.toHaveProperty(key)
  })
})

describe('the check of forms', () => {
  it.each([
    ['without a way to submit', { submit: undefined }, 'submit: a form needs one'],
    [
      'with one block twice',
      { blocks: [...worst.blocks, field({ block: 'a', label: 'a' }, textInput({}))] },
      'blocks: one block_id twice',
    ],
    [
      'with nothing to choose',
      { blocks: [field({ block: 'a', label: 'a' }, select({ choices: [] }))] },
      'blocks/0: nothing to choose',
    ],
  ])('finds one %s', (_, change, problem) => {
    const { submit, ...rest } = { ...worst, ...change }
    expect(checkView({ ...rest, ...(submit ? { submit } : {}) })).toContain(problem)
  })
})
