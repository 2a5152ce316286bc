import { expect, it } from 'vitest'
import { emojiFor } from '../../../../infra/local/slack/page/emoji.ts'
import { readSource, sourceFiles } from '../../../support/sources.ts'

/** Short names that stand in text: at its start, after a blank, and before a blank or its end. */
const NAMES = /(?<=['"`]|\s):([a-z0-9_]+):(?=['"`]|\s)/g
const used = [
  ...new Set(
    sourceFiles('src/slack', 'commands').flatMap((path) =>
      [...readSource(path).matchAll(NAMES)].map(([, name = '']) => name),
    ),
  ),
]

it('the page draws every emoji that the bot writes', () => {
  expect(used.length).toBeGreaterThan(20)
  expect(used.filter((name) => emojiFor(name) === undefined)).toEqual([])
})
