import { describe, expect, it } from 'vitest'
import { audit } from '../../commands/audit.ts'
import { findingValue } from '../../src/slack/button-values.ts'
import { findAction } from '../../src/slack/perform.ts'
import { fakeTalk, told } from '../slack/talk.ts'
import { aCheck, aFinding, aReport, aReportedGap } from '../support/report.ts'

const checks = [aCheck(), aCheck({ id: 'role-no-admin', practice: 'identity', of: 'iamRoles' })]
const report = aReport({ id: 'rep1', findings: [aFinding()], gaps: [aReportedGap()] })

describe('/sagemaker audit', () => {
  it.each([
    [[], 2],
    [['notebooks'], 1],
    [['3a'], 1],
    [['1a', 'notebooks'], 0],
  ])('with %j chooses %i checks', async (words, chosen) => {
    const { talk, runs, whispers } = fakeTalk(checks)
    const answered = audit.answer(words, talk)
    if (chosen === 0) {
      await answered
      expect(told(whispers)).toContain('No check fits all of these words')
      expect(runs).toEqual([])
      return
    }
    runs[0]?.finish({ outcome: 'report', report })
    await answered
    expect(runs[0]?.words).toEqual(words.toSorted())
  })

  it('tells a scope that it does not know, with buttons that put it right, and reads nothing', async () => {
    const { talk, runs, whispers } = fakeTalk(checks)
    await audit.answer(['notbooks', 'severity:high'], talk)
    expect(told(whispers)).toContain('"value":"audit notebooks severity:high"')
    expect(runs).toEqual([])
  })

  it('shows what is read, then ends with the result and its thread', async () => {
    const { talk, runs, shown, ends, replies, attached, openJobs } = fakeTalk(checks)
    const answered = audit.answer([], talk)
    await openJobs.whenOpen(1)
    runs[0]?.tell({ phase: 'collecting', done: 3, total: 9, reading: ['notebooks', 'iamRoles'], calls: 17 })
    await expect.poll(() => shown.length).toBe(2)
    expect(told(shown)).toContain(
      'Reading notebook instances and IAM roles. 2 resources seen, 17 calls to AWS',
    )
    runs[0]?.finish({ outcome: 'report', report })
    await answered
    expect(told(ends)).toContain('1 finding fails (1 high)')
    expect(told(replies)).toContain('DirectInternetAccess is Enabled')
    expect(attached).toEqual([])
    expect(openJobs.jobs.size).toBe(0)
  })

  it('remembers the job before its message is posted, and forgets it even where none could be', async () => {
    const before: unknown[] = []
    const { talk, runs, openJobs } = fakeTalk(checks, {
      begin: async (_subject, _message, after) => {
        await after
        before.push(...openJobs.jobs.values())
        return undefined
      },
    })
    const answered = audit.answer(['notebooks'], talk)
    runs[0]?.finish({ outcome: 'report', report })
    await answered
    expect(before).toEqual([
      { id: 'job1', text: 'audit notebooks', userId: 'U1', channelId: 'C1', startedAt: 1_795_000_004 },
    ])
    expect(openJobs.jobs.size).toBe(0)
  })

  it('points a second person to the first while the table is still slow to remember the job', async () => {
    const { talk, runs, shown, whispers } = fakeTalk(checks)
    const slow = Promise.withResolvers<void>()
    const openJobs = { ...talk.services.openJobs, open: () => slow.promise }
    const slowTalk = { ...talk, services: { ...talk.services, openJobs } }
    const first = audit.answer([], slowTalk)
    await audit.answer([], { ...slowTalk, asker: { ...talk.asker, userId: 'U2' } })
    expect(shown).toHaveLength(1)
    expect(told(whispers)).toContain('already')
    slow.resolve()
    runs[0]?.finish({ outcome: 'report', report })
    await first
  })

  it('keeps what was told before the message stood', async () => {
    const { talk, runs, shown } = fakeTalk(checks)
    const answered = audit.answer([], talk)
    runs[0]?.tell({ done: 5, total: 9 })
    runs[0]?.finish({ outcome: 'report', report })
    await answered
    expect(told(shown)).toContain('5 of 9 done')
  })

  it('says that nothing matches, with names that do', async () => {
    const { talk, runs, ends, replies } = fakeTalk(checks)
    const answered = audit.answer(['name:chrun'], talk)
    const problems = [
      { word: 'name:chrun', reason: 'No resource has this name.', suggestions: ['name:churn'] },
    ]
    runs[0]?.finish({ outcome: 'nothing-matched', problems })
    await answered
    expect(told(ends)).toContain('"value":"audit name:churn"')
    expect(replies).toEqual([])
  })

  it('whispers the result where no message could be posted or changed', async () => {
    const cannot = fakeTalk(checks, { begin: async () => undefined })
    const answered = audit.answer([], cannot.talk)
    cannot.runs[0]?.finish({ outcome: 'report', report })
    await answered
    expect(told(cannot.whispers)).toContain('1 finding fails')
    expect(cannot.openJobs.jobs.size).toBe(0)
  })

  it('goes on where open jobs cannot be kept', async () => {
    const { talk, runs, ends, log } = fakeTalk(checks)
    const broken = async () => {
      throw new Error('the table is gone')
    }
    const openJobs = { open: broken, close: broken, leftovers: async () => [] }
    const answered = audit.answer([], { ...talk, services: { ...talk.services, openJobs } })
    runs[0]?.finish({ outcome: 'report', report })
    await answered
    expect(told(ends)).toContain('1 finding fails')
    expect(log.lines).toHaveLength(3)
  })

  it('says with the id of the job that it failed, once in the log', async () => {
    const { talk, runs, ends, log } = fakeTalk(checks)
    const answered = audit.answer([], talk)
    runs[0]?.fail(new Error('no credentials'))
    await answered
    expect(told(ends)).toContain('(id job1)')
    expect(told(ends)).not.toContain('credentials')
    expect(log.lines).toEqual([{ level: 'error', message: 'an audit failed' }])
  })
})

describe('the buttons of an audit', () => {
  const press = async (id: string, value: string) => {
    const { talk, reports, filled, services } = fakeTalk(checks)
    reports.set('rep1', report)
    const pressed = findAction([audit], id)?.press(value, services)
    await pressed?.run?.(talk)
    return { pressed, said: told(filled) }
  }

  it.each([
    ['audit:finding', findingValue('rep1', aFinding()), 'arn:aws:sagemaker'],
    ['audit:findings', 'rep1.0', '1 finding fails'],
    ['audit:findings:2', 'rep1.0', '1 finding fails'],
    ['audit:page', 'rep1.7', '1 finding fails'],
    ['audit:gaps', 'rep1', 'SagewardenReads'],
    ['audit:finding', 'rep1.0123456789abcdef', 'not in the kept audit'],
    ['audit:gaps', 'rep2', 'no longer kept'],
  ])('%s with %s shows %s', async (id, value, text) => {
    expect((await press(id, value)).said).toContain(text)
  })

  it.each([
    ['audit:finding', 'rep1'],
    ['audit:finding', 'rep1.XYZ'],
    ['audit:finding', 'rep1.0123456789abcdef.x'],
    ['audit:findings', 'rep1.-1'],
    ['audit:findings', 'rep1.1e9'],
    ['audit:gaps', '../../etc/passwd'],
    ['audit:gaps', ''],
    ['audit:nothing', 'rep1'],
  ])('%s with %j means nothing', async (id, value) => {
    expect((await press(id, value)).pressed).toBeUndefined()
  })
})
