import { describe, expect, it } from 'vitest'
import { modal, section } from '../../../src/slack/blocks/blocks.ts'
import { createViews } from '../../../src/slack/forms/fill.ts'
import type { Asker, Job } from '../../../src/slack/jobs/job.ts'
import { fakeSlack, fakeTime } from '../fake-slack.ts'

const asker: Asker = { userId: 'U1', teamId: 'T1', channelId: 'C0ABC', isDirect: false }
const submission: Job = {
  kind: 'submission',
  id: 'job1',
  asker,
  form: 'x:y',
  filled: {},
  about: 'g1',
  viewId: 'V1',
  waits: true,
}
const press: Job = { kind: 'action', id: 'job2', asker, action: 'x:y', value: '', viewId: 'V1', hash: 'h1' }
const view = { ...modal('Done', [section('x')]), private_metadata: 'g1' }

function views(job: Job, answers: Parameters<typeof fakeSlack>[0] = {}) {
  const slack = fakeSlack(answers)
  const time = fakeTime()
  return { ...slack, ...time, ...createViews(job, { client: slack.client, wait: time.wait }) }
}

describe('the modal that waits for a submission', () => {
  it('is found by the id of the job, and remembers where it was opened and what it is about', async () => {
    const { fill, calls } = views(submission)
    expect(await fill(view)).toBe(true)
    expect(calls).toMatchObject([{ method: 'views.update', args: { external_id: 'job1' } }])
    expect(JSON.parse(calls[0]?.args.view ?? '')).toMatchObject({
      external_id: 'job1',
      private_metadata: 'C0ABC channel\ng1',
    })
  })

  it('is filled as soon as Slack has put it up', async () => {
    const { fill, calls, waits } = views(submission, {
      'views.update': [{ error: 'not_found' }, { error: 'not_found' }],
    })
    expect(await fill(view)).toBe(true)
    expect(calls).toHaveLength(3)
    expect(waits).toEqual([250, 250])
  })

  it('may have been closed meanwhile', async () => {
    const { fill } = views(submission, { 'views.update': Array(6).fill({ error: 'not_found' }) })
    expect(await fill(view)).toBe(false)
  })

  it('is not looked for where the form closed', async () => {
    const { fill, calls } = views({ ...submission, waits: false })
    expect(await fill(view)).toBe(false)
    expect(calls).toEqual([])
  })

  it('leaves the form beneath to be changed', async () => {
    const { amend, calls } = views(submission)
    expect(await amend(view)).toBe(true)
    expect(calls).toMatchObject([{ args: { view_id: 'V1' } }])
  })
})

describe('the modal in which something was pressed', () => {
  it('is changed only from the state that was seen, then from each that follows', async () => {
    const { fill, calls } = views(press, { 'views.update': [{ view: { hash: 'h2' } }] })
    expect([await fill(view), await fill(view)]).toEqual([true, true])
    expect(calls.map(({ args }) => args.hash)).toEqual(['h1', 'h2'])
  })

  it('is left alone where it is newer than the press', async () => {
    const { fill } = views(press, { 'views.update': [{ error: 'hash_conflict' }] })
    expect(await fill(view)).toBe(false)
  })

  it('that cannot be changed for another reason is an error', async () => {
    const { fill } = views(press, { 'views.update': [{ error: 'invalid_arguments' }] })
    await expect(fill(view)).rejects.toThrow('invalid_arguments')
  })
})

describe('a command that opened nothing', () => {
  it('has nothing to fill', async () => {
    const { fill, amend, calls } = views({ kind: 'command', id: 'job3', asker, line: 'help' })
    expect([await fill(view), await amend(view)]).toEqual([false, false])
    expect(calls).toEqual([])
  })
})
