import { expect, test } from 'vitest'
import { errorLine } from '../../infra/run/error-line.ts'

test.each([
  [new Error('no', { cause: new Error('since\n  this') }), 'no: since this'],
  [new Error('no', { cause: new Error('no', { cause: 'no' }) }), 'no'],
  ['plain', 'plain'],
])('%s is told in one line, without repetition', (error, line) => {
  expect(errorLine(error)).toBe(line)
})
