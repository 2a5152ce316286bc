import { describe, expect, it } from 'vitest'
import type { AuditOutcome, Audits } from '../../src/posture/audit.ts'
import type { Check } from '../../src/posture/check.ts'
import type { CollectRequest } from '../../src/posture/ports.ts'
import { parseScope } from '../../src/posture/scope/scope-words.ts'
import { returnedFindings, verdictSentence, waivedFindings } from '../../src/posture/summary.ts'
import type { Waiver } from '../../src/posture/waivers/waiver.ts'
import { collects, memoryStore, someAudits } from '../support/audits.ts'
import { aCheck, failsFor } from '../support/checks.ts'
import { a, aGap, NOW, snapshotOf } from '../support/inventory.ts'
import { aNotebook } from '../support/resources.ts'
import { aWaiver } from '../support/waivers.ts'

const quiet = { useCache: true, onProgress: () => undefined }

function scope(words: string, checks: readonly Check[]) {
  const parsed = parseScope(words.split(' ').filter(Boolean), checks)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

async function report(audits: Audits, words: string, checks: readonly Check[]) {
  const outcome: AuditOutcome = await audits.run(scope(words, checks), quiet).finished
  if (outcome.outcome !== 'report') throw new Error(outcome.outcome)
  return outcome.report
}

describe('an audit', () => {
  it('judges what was collected and adds it up', async () => {
    const checks = [aCheck({ evaluate: failsFor('bad') })]
    const snapshot = snapshotOf({ notebooks: [aNotebook({ name: 'good' }), aNotebook({ name: 'bad' })] })
    const result = await report(someAudits({ collect: collects(snapshot) }), '', checks)
    expect(result.totals).toEqual({ pass: 1, fail: 1, unknown: 0, 'not-applicable': 0 })
    expect(result.score).toBe(50)
    expect(result.calls.total).toBe(3)
    expect(result.resources.notebooks).toBe(2)
  })

  it('reads only the kinds and Regions of its scope, and history no further back than the setting', async () => {
    const requests: CollectRequest[] = []
    const inner = collects(snapshotOf({}))
    const audits = someAudits({
      collect: (request, tell) => {
        requests.push(request)
        return inner(request, tell)
      },
      jobDays: 7,
      deadlineSeconds: 60,
    })
    await report(audits, 'notebooks region:us-east-1', [aCheck(), aCheck({ id: 'other', of: 'models' })])
    expect(requests[0]).toMatchObject({
      kinds: ['accounts', 'regions', 'notebooks'],
      regions: ['us-east-1'],
      jobsSince: NOW - 7 * 86_400,
      deadline: NOW + 60,
    })
  })

  it('is run once for two people who ask for the same scope at once, in whatever order of words', async () => {
    let collections = 0
    const gate = Promise.withResolvers<void>()
    const collect = collects(async () => {
      collections++
      await gate.promise
      return snapshotOf({})
    })
    const audits = someAudits({ collect })
    const checks = [aCheck()]
    const first = audits.run(scope('3a notebooks', checks), quiet)
    const second = audits.run(scope('notebooks 3a', checks), quiet)
    const other = audits.run(scope('notebooks', checks), quiet)
    gate.resolve()
    expect([first.started, second.started, other.started]).toEqual([true, false, true])
    expect(second.id).toBe(first.id)
    expect(await second.finished).toBe(await first.finished)
    await other.finished
    expect(collections).toBe(2)
  })

  it('waits for its turn where many run, and its time counts from then', async () => {
    const gates = ['one', 'two', 'three'].map(() => Promise.withResolvers<void>())
    const deadlines: number[] = []
    let now = NOW
    const inner = collects(snapshotOf({}))
    const audits = someAudits({
      clock: () => now * 1000,
      deadlineSeconds: 60,
      collect: async (request, tell) => {
        await gates[deadlines.push(request.deadline) - 1]?.promise
        return inner(request, tell)
      },
    })
    const checks = ['one', 'two', 'three'].map((id) => aCheck({ id: `check-${id}` }))
    const runs = checks.map((check) => audits.run(scope(check.id, checks), quiet))
    await new Promise(setImmediate)
    expect(deadlines).toEqual([NOW + 60, NOW + 60])
    now += 600
    for (const gate of gates) gate.resolve()
    await Promise.all(runs.map((run) => run.finished))
    expect(deadlines).toEqual([NOW + 60, NOW + 60, NOW + 660])
  })

  it('starts afresh once the earlier one has ended', async () => {
    const audits = someAudits({ collect: collects(snapshotOf({})) })
    const checks = [aCheck()]
    const first = audits.run(scope('', checks), quiet)
    await first.finished
    expect(audits.run(scope('', checks), quiet).started).toBe(true)
  })

  it('says what is new, what was fixed and since when something fails', async () => {
    let bad = ['a', 'b']
    let now = NOW
    const notebooks = ['a', 'b', 'c'].map((name) => aNotebook({ name }))
    const checks = [aCheck({ evaluate: (item) => failsFor(...bad)(item) })]
    const audits = someAudits({ collect: collects(snapshotOf({ notebooks })), clock: () => now * 1000 })
    const first = await report(audits, '', checks)
    expect(first.comparison).toBeUndefined()
    bad = ['b', 'c']
    now += 3600
    const second = await report(audits, '', checks)
    const ends = (keys: readonly string[] = []) => keys.map((key) => key.slice(-1))
    expect(ends(second.comparison?.opened)).toEqual(['c'])
    expect(ends(second.comparison?.fixed)).toEqual(['a'])
    expect(second.findings.filter((f) => f.status === 'fail').map((f) => f.firstSeenAt)).toEqual([
      NOW,
      NOW + 3600,
    ])
  })

  it('writes nothing about findings that did not change', async () => {
    const store = memoryStore()
    const checks = [aCheck({ evaluate: failsFor('a') })]
    const audits = someAudits({
      collect: collects(snapshotOf({ notebooks: [aNotebook({ name: 'a' })] })),
      store,
    })
    await report(audits, '', checks)
    expect(store.writes).toHaveLength(1)
    await report(audits, '', checks)
    expect(store.writes).toHaveLength(1)
  })

  it('keeps the result when the history cannot be written', async () => {
    const failures: unknown[] = []
    const store = {
      ...memoryStore(),
      saveStates: async () => {
        throw new Error('the table vanished')
      },
    }
    const audits = someAudits({
      collect: collects(snapshotOf({})),
      store,
      onStoreFailure: (error) => failures.push(error),
    })
    expect((await report(audits, '', [aCheck()])).totals['not-applicable']).toBe(1)
    expect(failures).toHaveLength(1)
  })

  it('can be read again by its id', async () => {
    const audits = someAudits({ collect: collects(snapshotOf({})) })
    const made = await report(audits, '', [aCheck()])
    expect((await audits.byId(made.id))?.id).toBe(made.id)
    expect(await audits.byId('never')).toBeUndefined()
  })

  it('looks only at the resources that the scope names, and says so when none exists', async () => {
    const notebooks = ['churn-explorer', 'fraud-lab'].map((name) => aNotebook({ name }))
    const audits = someAudits({ collect: collects(snapshotOf({ notebooks })) })
    const named = await report(audits, 'name:fraud-*', [aCheck()])
    expect(named.findings.map((f) => f.resource.name)).toEqual(['fraud-lab'])
    const missing = await audits.run(scope('name:churn-explorr', [aCheck()]), quiet).finished
    expect(missing).toMatchObject({
      outcome: 'nothing-matched',
      problems: [{ word: 'churn-explorr', suggestions: ['churn-explorer'] }],
    })
  })

  it('looks only at the resources that carry a tag', async () => {
    const notebooks = ['one', 'two'].map((name) => aNotebook({ name, arn: `arn:${name}` }))
    const tags = [a('tags', { arn: 'arn:two', tags: { team: 'fraud' } })]
    const audits = someAudits({ collect: collects(snapshotOf({ notebooks, tags })) })
    const tagged = await report(audits, 'tag:team=fraud', [aCheck()])
    expect(tagged.findings.map((f) => f.resource.name)).toEqual(['two'])
  })

  it('names the gap when tags could not be seen', async () => {
    const audits = someAudits({
      collect: collects(snapshotOf({}, [aGap({ kind: 'tags', action: 'tag:GetResources' })])),
    })
    const tagged = await report(audits, 'tag:team=fraud', [aCheck({ id: 'c' })])
    expect(tagged.gaps).toMatchObject([{ kind: 'tags', action: 'tag:GetResources', checks: ['c'] }])
  })

  it('fails as a whole where nothing at all can be read, and can be tried again', async () => {
    const audits = someAudits({
      collect: async () => {
        throw new Error('no credentials')
      },
    })
    const run = audits.run(scope('', [aCheck()]), quiet)
    await expect(run.finished).rejects.toThrow('no credentials')
    const again = audits.run(scope('', [aCheck()]), quiet)
    expect(again.started).toBe(true)
    await expect(again.finished).rejects.toThrow()
  })
})

describe('an audit with waivers', () => {
  const bad = aNotebook({ name: 'bad' })
  const checks = [aCheck({ evaluate: failsFor('bad') })]
  const notebooks = [aNotebook({ name: 'good' }), bad]
  const waiver = aWaiver({ check: 'sample-check', scope: { resource: bad.arn } })
  const tagged = aWaiver({ check: 'sample-check', scope: { tag: { key: 'team', value: 'ml' } } })

  it('leaves what is waived out of the score, and keeps it in sight', async () => {
    const audits = someAudits({
      collect: collects(snapshotOf({ notebooks })),
      waivers: async () => [waiver],
    })
    const result = await report(audits, '', checks)
    expect(result.score).toBe(100)
    expect(result.totals.fail).toBe(1)
    expect(waivedFindings(result).map(({ resource }) => resource.name)).toEqual(['bad'])
    expect(verdictSentence(result)).toBe('Nothing fails but 1 waived finding: 1 verdict passes.')
  })

  it('counts it again when the waiver is over, and says so', async () => {
    const audits = someAudits({
      collect: collects(snapshotOf({ notebooks })),
      waivers: async () => [{ ...waiver, until: NOW - 60 }],
    })
    const result = await report(audits, '', checks)
    expect(result.score).toBe(50)
    expect(returnedFindings(result).map(({ waiverEndedAt }) => waiverEndedAt)).toEqual([NOW - 60])
  })

  it('reads tags only where a waiver goes by one', async () => {
    const read: unknown[] = []
    const inner = collects(
      snapshotOf({ notebooks, tags: [a('tags', { name: 'bad', arn: bad.arn, tags: { team: 'ml' } })] }),
    )
    const collecting = (waivers: readonly Waiver[]) =>
      someAudits({
        collect: (request, tell) => {
          read.push(request.kinds.includes('tags'))
          return inner(request, tell)
        },
        waivers: async () => waivers,
      })
    expect((await report(collecting([waiver]), '', checks)).score).toBe(100)
    expect((await report(collecting([tagged]), '', checks)).score).toBe(100)
    expect(read).toEqual([false, true])
  })

  it('waives nothing by tags that it could not read, and names the gap', async () => {
    const gap = aGap({ kind: 'tags', action: 'tag:GetResources' })
    const audits = someAudits({
      collect: collects(snapshotOf({ notebooks }, [gap])),
      waivers: async () => [tagged],
    })
    const result = await report(audits, '', checks)
    expect(result.score).toBe(50)
    expect(result.gaps).toMatchObject([{ action: 'tag:GetResources', checks: ['sample-check'] }])
  })

  it('waives nothing where the waivers cannot be read, and says so to the log', async () => {
    const failures: unknown[] = []
    const audits = someAudits({
      collect: collects(snapshotOf({ notebooks })),
      waivers: async () => {
        throw new Error('gone')
      },
      onStoreFailure: (error) => failures.push(error),
    })
    expect((await report(audits, '', checks)).score).toBe(50)
    expect(failures).toHaveLength(1)
  })
})
