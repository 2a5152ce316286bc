import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keptClock } from '../../infra/local/kept-clock.ts'

const aFile = () => join(mkdtempSync(join(tmpdir(), 'clock-')), 'clock.json')

it('stays ahead after a restart', () => {
  const file = aFile()
  keptClock(() => 1000, file).advance(3_600_000)
  const again = keptClock(() => 2000, file)
  expect(again.now()).toBe(3_602_000)
  expect(again.seconds()).toBe(3602)
})

it.each(['', 'nonsense', '{"aheadMs":"x"}', '[]'])('is the plain clock where the file holds %j', (text) => {
  const file = aFile()
  writeFileSync(file, text)
  expect(keptClock(() => 1000, file).now()).toBe(1000)
})
