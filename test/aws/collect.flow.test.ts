import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Rec, rowsOf } from '../../infra/local/aws/estates/estate.ts'
import { COLLECTOR_OF } from '../../src/aws/collectors/index.ts'
import { diskCache } from '../../src/aws/disk-cache.ts'
import { AwsAccessError } from '../../src/aws/identity.ts'
import type { Progress } from '../../src/posture/ports.ts'
import { ALL_KINDS, gapsIn, itemsIn, REGIONS, sampleAccount } from './account.ts'

const aws = sampleAccount()

describe('reading the sample company', () => {
  it('sees something of every kind, and hides only what the account hides', async () => {
    const { snapshot, account } = await aws.collector()()
    expect(account).toBe(aws.estate.account)
    const empty = ALL_KINDS.filter((kind) => (snapshot[kind]?.items.length ?? 0) === 0)
    expect(empty).toEqual([])
    const denied = gapsIn(snapshot).filter((gap) => gap.cause === 'denied')
    const hidden = new Set(denied.flatMap((gap) => gap.resources.map((resource) => resource.name)))
    const own = [...hidden].filter(
      (name) => !aws.estate.foreignBuckets.includes(name) && !/^arn:aws:kms:[^:]+:444455556666:/.test(name),
    )
    expect(own).toEqual([])
    expect(denied.filter((gap) => gap.resources.length === 0)).toEqual([])
  })

  it('gives every item the identity that reports need', async () => {
    const { snapshot } = await aws.collector()()
    for (const [kind, seen] of Object.entries(snapshot)) {
      for (const item of seen.items) {
        expect(item.kind).toBe(kind)
        expect(item.arn).toMatch(/^arn:aws:/)
        expect(item.name).not.toBe('')
        expect(['global', ...REGIONS]).toContain(item.region)
      }
    }
  })

  it('counts exactly the requests that were sent', async () => {
    const { calls } = await aws.collector()()
    expect(calls).toEqual(aws.calls())
  })

  it('reads only what was asked for and what that needs', async () => {
    const { snapshot, calls } = await aws.collector()(['notebooks'])
    expect(Object.keys(snapshot)).toEqual(['notebooks'])
    const operations = Object.keys(calls.byOperation)
    expect(operations).toEqual([
      'sagemaker:DescribeNotebookInstance',
      'sagemaker:ListNotebookInstances',
      'sts:GetCallerIdentity',
    ])
  })

  it('reads the tags of users and roles with their policies', async () => {
    const { snapshot } = await aws.collector()(['iamUsers', 'iamRoles'])
    const alice = snapshot.iamUsers?.items.find((user) => user.name === 'alice.meyer')
    expect(alice?.tags).toEqual({ team: 'fraud' })
    expect(snapshot.iamRoles?.items.every((role) => role.tags !== undefined)).toBe(true)
  })

  it('leaves kinds that are only needed out of the snapshot', async () => {
    const { snapshot } = await aws.collector()(['vpcs'])
    expect(Object.keys(snapshot)).toEqual(['vpcs'])
    expect(snapshot.vpcs?.items.length).toBeGreaterThan(0)
  })

  it('leaves out jobs that were created before the bound', async () => {
    const all = await aws.collector()(['trainingJobs', 'processingJobs'])
    const none = await aws.collector()(['trainingJobs', 'processingJobs'], { jobsSince: aws.now + 60 })
    expect(all.snapshot.trainingJobs?.items.length).toBeGreaterThan(0)
    expect(none.snapshot.trainingJobs).toEqual({ items: [], gaps: [] })
    expect(none.snapshot.processingJobs).toEqual({ items: [], gaps: [] })
  })

  it('tells its progress after every kind in every Region, and never backwards', async () => {
    const told: Progress[] = []
    await aws.collector()(['notebooks', 'iamRoles', 'vpcs'], {}, (progress) => told.push(progress))
    const last = told.at(-1)
    expect(told[0]).toMatchObject({ done: 0, phase: 'collecting' })
    expect(last?.done).toBe(last?.total)
    expect(last?.reading).toEqual([])
    expect(last?.calls).toBe(aws.calls().total)
    expect(last?.resources).toBeGreaterThan(0)
    expect(told.map((progress) => progress.done)).toEqual(told.map((_, i) => i))
  })

  it('keeps no secret: not in the snapshot, whatever the company left lying around', async () => {
    const { snapshot } = await aws.collector()()
    const text = JSON.stringify(snapshot)
    const found = [...secretsOf(aws.estate.regions)].filter((secret) => text.includes(secret))
    expect(found).toEqual([])
    expect(text).toContain('"rule"')
  })
})

describe('the cache on disk', () => {
  it('serves the next process and holds no secret either', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'descriptions-'))
    const first = await aws.collector({ openCache: diskCache(folder, () => Date.now()) })()
    const second = await aws.collector({ openCache: diskCache(folder, () => Date.now()) })()
    expect(itemsIn(second.snapshot)).toEqual(itemsIn(first.snapshot))
    expect(second.calls.byOperation['sagemaker:DescribeNotebookInstance']).toBeUndefined()
    const text = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join()
    expect([...secretsOf(aws.estate.regions)].filter((secret) => text.includes(secret))).toEqual([])
  })
})

/** Values of environments and hyperparameters that look like secrets, straight from the estate. */
function secretsOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') for (const [key] of value.matchAll(/AKIA[A-Z0-9]{16}/g)) found.add(key)
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'Environment' || name === 'HyperParameters') {
        for (const text of Object.values(inner ?? {})) if (String(text).length > 15) found.add(String(text))
      }
      secretsOf(inner, found)
    }
  }
  return found
}

describe('a second audit', () => {
  it('describes nothing that did not change, and sees the same', async () => {
    const collect = aws.collector()
    const first = await collect()
    const second = await collect()
    expect(itemsIn(second.snapshot)).toEqual(itemsIn(first.snapshot))
    const described = Object.keys(second.calls.byOperation).filter((operation) =>
      operation.startsWith('sagemaker:Describe'),
    )
    // A running job and the last execution of a schedule can change without a trace in their lists.
    expect(described).toEqual(['sagemaker:DescribeMonitoringSchedule', 'sagemaker:DescribeTrainingJob'])
    expect(second.calls.byOperation['logs:TestMetricFilter']).toBeUndefined()
    expect(second.calls.byOperation['events:TestEventPattern']).toBeUndefined()
  })

  it('describes again what did change', async () => {
    const collect = aws.collector()
    await collect(['notebooks'])
    const restore = changeNotebook((notebook) => ({
      ...notebook,
      LastModifiedTime: Number(notebook.LastModifiedTime) + 1,
    }))
    const { calls } = await collect(['notebooks'])
    restore()
    expect(calls.byOperation['sagemaker:DescribeNotebookInstance']).toBe(1)
  })

  it('describes everything where the cache is not wanted', async () => {
    const collect = aws.collector()
    const first = await collect(['notebooks', 'domains'])
    const second = await collect(['notebooks', 'domains'], { useCache: false })
    expect(second.calls).toEqual(first.calls)
  })
})

/** Changes the first notebook of the company; gives back how to undo it. */
function changeNotebook(change: (notebook: Rec) => Rec): () => void {
  const [tables = {}] = Object.values(aws.estate.regions).map((region) => region.sagemaker)
  const before = rowsOf(tables, 'NotebookInstance')
  tables.NotebookInstance = before.map((notebook, index) => (index === 0 ? change(notebook) : notebook))
  return () => {
    tables.NotebookInstance = before
  }
}

describe('a value that nobody has heard of', () => {
  it('is passed on as it is', async () => {
    const restore = changeNotebook((notebook) => ({ ...notebook, NotebookInstanceStatus: 'Teleporting' }))
    const { snapshot } = await aws.collector()(['notebooks'])
    restore()
    expect(snapshot.notebooks?.items.map((notebook) => notebook.status)).toContain('Teleporting')
    expect(snapshot.notebooks?.gaps).toEqual([])
  })
})

describe('when Search cannot be used', () => {
  const searched = ALL_KINDS.filter((kind) => COLLECTOR_OF[kind].actions.includes('sagemaker:Search'))

  it.each(searched)('%s are the same by list and description', async (kind) => {
    const collect = aws.collector()
    const bySearch = await collect([kind])
    aws.trouble.deny = (action) => action === 'sagemaker:Search'
    const byList = await collect([kind], { useCache: false })
    expect(gapsIn(byList.snapshot)).toEqual([])
    expect(itemsIn(byList.snapshot)).toEqual(itemsIn(bySearch.snapshot))
  })

  it.each(searched)('%s of a lagging index are completed from the list', async (kind) => {
    const whole = await aws.collector()([kind])
    let searches = 0
    aws.trouble.fault = (call) =>
      call.operation === 'Search' && searches++ % 2 === 0
        ? { kind: 'nonsense', body: '{"Results":[],"TotalHits":{"Value":1,"Relation":"EqualTo"}}' }
        : undefined
    const completed = await aws.collector()([kind])
    expect(gapsIn(completed.snapshot)).toEqual([])
    expect(itemsIn(completed.snapshot)).toEqual(itemsIn(whole.snapshot))
  })
})

describe('when nothing at all can be read', () => {
  it('says so in one error, before anything else is asked', async () => {
    aws.trouble.fault = () => ({ kind: 'error', code: 'ExpiredToken', status: 403, message: 'expired' })
    await expect(aws.collector()()).rejects.toThrow(AwsAccessError)
    expect(aws.calls()).toEqual({ total: 1, byOperation: { 'sts:GetCallerIdentity': 1 } })
  })
})
