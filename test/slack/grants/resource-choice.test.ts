import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arnOf, choiceOf, knownChoice, resourceChoices } from '../../../src/slack/grants/resource-choice.ts'
import { fakeAccess, known } from '../../support/access.ts'
import { hostileName } from '../sample.ts'

const many = Array.from({ length: 10_000 }, (_, i) =>
  known('endpoints', `endpoint/${'long-name-'.repeat(5)}${i}`),
)
const { find } = fakeAccess({ known: many }).access

describe('choices of a resource', () => {
  it('are at most a hundred among ten thousand', async () => {
    const choices = await resourceChoices(find, 'endpoints', 'long', '111122223333')
    expect(choices).toHaveLength(99)
    for (const { value, label, describe: more = '' } of choices)
      expect(Math.max(value.length, label.length, more.length)).toBeLessThanOrEqual(75)
  })

  it('lead back to exactly what was chosen, however long its name', async () => {
    const arn = (await find('endpoints', '9999', 1))[0]?.arn ?? ''
    const [choice] = await resourceChoices(find, 'endpoints', '9999', '111122223333')
    expect(choice?.value).not.toBe(arn)
    expect(await arnOf(find, 'endpoints', choice?.value ?? '')).toBe(arn)
  })

  it('hold the one account where an account is asked for', async () => {
    expect(await resourceChoices(find, 'accounts', 'x', '111122223333')).toEqual([
      { label: 'Account 111122223333', value: 'arn:aws:iam::111122223333:root' },
    ])
  })

  it.each([
    ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/new', 1],
    [' arn:aws:sagemaker:eu-west-1:111122223333:endpoint/new ', 1],
    ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/*', 0],
    ['arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/new', 0],
    [`arn:aws:sagemaker:eu-west-1:111122223333:endpoint/${'n'.repeat(200)}`, 0],
    ['nothing like it', 0],
  ])('for %j: exactly this, or not', async (typed, count) => {
    expect(await resourceChoices(find, 'endpoints', typed, '111122223333')).toHaveLength(count)
  })

  it('fit Slack whatever their names are, and can be shown again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (name) => {
        const choice = knownChoice({ ...known('endpoints', 'endpoint/x'), name, arn: `arn:aws:x:::${name}` })
        const again = choiceOf(choice.value)
        for (const each of [choice, again])
          expect([...(each?.label ?? ''), ...(each?.describe ?? '')].length).toBeLessThanOrEqual(150)
        expect(again?.value).toBe(choice.value)
        expect([...choice.value].length).toBeLessThanOrEqual(75)
      }),
    )
    expect(knownChoice({ ...known('endpoints', 'x'), name: hostileName }).label.length).toBeLessThan(76)
  })
})
