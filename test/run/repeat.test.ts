import { expect, it } from 'vitest'
import { repeat } from '../../infra/run/repeat.ts'

it('goes on after a failure, one at a time, until it is stopped', async () => {
  const heard: unknown[] = []
  let busy = 0
  let times = 0
  const enough = Promise.withResolvers<void>()
  const repeating = repeat(
    0.001,
    async () => {
      busy++
      expect(busy).toBe(1)
      await Promise.resolve()
      busy--
      times++
      if (times === 1) throw new Error('the first')
      if (times >= 3) enough.resolve()
    },
    (error) => heard.push(error),
  )
  await enough.promise
  await repeating.now()
  await repeating.stop()
  const done = times
  await new Promise((resolve) => setImmediate(resolve))
  expect(heard).toEqual([new Error('the first')])
  expect(times).toBe(done)
})
