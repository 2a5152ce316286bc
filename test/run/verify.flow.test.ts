import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openKept } from '../../infra/run/kept.ts'
import { createLogger } from '../../infra/run/log.ts'
import { verificationWords } from '../../infra/run/verify.ts'
import type { Grant } from '../../src/grants/grant.ts'
import { open } from '../../src/grants/lifecycle/apply.ts'
import { nextAnchor } from '../../src/grants/record/anchor.ts'
import { openEmbedded } from '../../src/store/embedded.ts'
import { openTable, type StoredItem, type Table } from '../../src/store/table.ts'
import { anAskStep, approvalOf, BEN, historyOf, ROLE, sha256, T0 } from '../support/grants.ts'
import { startProgram } from '../support/program.ts'

let state: string
/** The hash of the one anchor. */
let published: string
/** Where the records of the local workspace lie. */
const folder = () => join(state, 'local')

function aLife(id: string): Grant {
  const request = open(id, anAskStep(), T0, sha256)
  return historyOf(request, [
    approvalOf(request, BEN),
    { type: 'attach', revision: 1, role: ROLE },
    { type: 'revoke', by: BEN, reason: 'done' },
    { type: 'detach' },
  ])
}

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'sagewarden-verify-'))
  const kept = await openKept({
    table: undefined,
    folder: folder(),
    whenLocked: 'fail',
    clock: () => T0 * 1000,
    logger: createLogger('silent'),
  })
  if (!kept.ok) throw new Error(kept.error)
  const { grants } = kept.value.store
  for (const id of ['g1', 'g2']) await grants.create(aLife(id))
  const anchor = nextAnchor(await grants.all(), [], T0 + 86_400, sha256)
  published = anchor.hash
  await grants.addAnchor(anchor)
  await kept.value.close()
})

/** Runs the command; its exit status and what it said. */
async function verify(...argv: readonly string[]) {
  const program = startProgram(['cli', 'verify', ...argv], { SAGEWARDEN_STATE: state })
  return { status: await program.ended(), said: program.output() }
}

/** Does something to the table that the bot would never do. */
async function behindItsBack(act: (table: Table) => Promise<unknown>): Promise<void> {
  const dynamo = await openEmbedded({ folder: folder() })
  if (!dynamo.ok) throw new Error(dynamo.error)
  const table = openTable(dynamo.value.table)
  await table.ready()
  await act(table)
  await table.close()
  await dynamo.value.close()
}

/** Rewrites one grant's item. */
const rewrite = (change: (item: StoredItem, grant: Grant) => Partial<StoredItem>) =>
  behindItsBack(async (table) => {
    const item = await table.get('grant#g2', 'record')
    if (!item?.text) throw new Error('there is no record of g2')
    await table.put({ ...item, ...change(item, JSON.parse(item.text)) })
  })

const text = (grant: object) => ({ text: JSON.stringify(grant) })

describe('verify, over a real table', () => {
  it('says how much fits, and that a published anchor is among it', async () => {
    expect(await verify()).toEqual({ status: 0, said: 'All fits: 2 grants, 10 events, 1 anchor.\n' })
    const fits = { status: 0, said: 'All fits: 2 grants, 10 events, 1 anchor.\n' }
    expect(await verify(published)).toEqual(fits)
    expect(await verify(published.toUpperCase())).toEqual(fits)
    expect(await verify(sha256('published elsewhere'))).toMatchObject({
      status: 1,
      said: expect.stringContaining('anchor'),
    })
  })

  it.each(['nothash', '0123abcd', ''])('does not call %j tampering, which is no hash', async (typed) => {
    expect(await verify(typed)).toEqual({
      status: 2,
      said: expect.stringContaining('not the hash of an anchor'),
    })
  })

  it.each<readonly [string, (grant: Grant) => object]>([
    [
      'another reason in the terms',
      (g) => ({ ...g, current: { ...g.current, terms: { ...g.current.terms, reason: 'x' } } }),
    ],
    [
      'a longer window',
      (g) => ({ ...g, current: { ...g.current, window: { startsAt: T0, endsAt: T0 + 1e6 } } }),
    ],
    ['somebody else as the approver', (g) => JSON.parse(JSON.stringify(g).replaceAll('T1/BEN', 'T1/CAT'))],
    [
      'another time of one event',
      (g) => ({ ...g, events: g.events.map((e, i) => (i === 1 ? { ...e, at: e.at + 1 } : e)) }),
    ],
    ['one event less', (g) => ({ ...g, events: g.events.filter((_, i) => i !== 2) })],
  ])('names the grant where its text has %s', async (_, change) => {
    await rewrite((__, grant) => text(change(grant)))
    const { status, said } = await verify()
    expect(status).toBe(1)
    expect(said).toContain('g2')
    expect(said).not.toContain('g1')
    expect(said.trim().split('\n')).toHaveLength(1)
  })

  it.each<readonly [string, Partial<StoredItem>]>([
    ['state', { state: 'active' }],
    ['revisions', { revisions: 2 }],
    ['head', { head: sha256('another') }],
    ['text', { text: '{' }],
  ])('names the grant where its attribute %s was changed', async (_, change) => {
    await rewrite(() => change)
    expect(await verify()).toEqual({
      status: 1,
      said: 'Does not fit: grant g2: the table holds something else than was written there.\n',
    })
  })

  it('names a grant that was removed since the anchor', async () => {
    await behindItsBack(async (table) => {
      await table.remove('grant#g2', 'record')
      await table.remove('grants', 'g2')
    })
    expect(await verify()).toMatchObject({
      status: 1,
      said: expect.stringMatching(/g2.*an anchor knows this event/),
    })
  })

  it('names one that was made up since, though it fits itself', async () => {
    await behindItsBack(async (table) => {
      const grant = aLife('g3')
      const { state: at, revisions, head } = grant
      await table.put({ pk: 'grants', sk: 'g3' })
      await table.put({ pk: 'grant#g3', sk: 'record', ...text(grant), state: at, revisions, head })
    })
    expect(await verify()).toMatchObject({ status: 1, said: expect.stringContaining('g3') })
  })

  it('names an anchor that was changed', async () => {
    await behindItsBack((table) => table.put({ pk: 'anchors', sk: '000000000', text: '{"seq":0}', rev: 1 }))
    expect(await verify()).toMatchObject({ status: 1, said: expect.stringMatching(/anchor/i) })
  })
})

describe('verify', () => {
  it('says so where there is nothing to read', async () => {
    state = mkdtempSync(join(tmpdir(), 'sagewarden-verify-'))
    expect(await verify()).toEqual({ status: 2, said: `There are no records in ${folder()}.\n` })
  })

  it('has words for everything that may not fit', () => {
    expect(
      verificationWords({ ok: false, where: 'grant g1', problem: { code: 'event-does-not-fit', seq: 3 } }),
    ).toBe('Does not fit: grant g1 at event 3: this event does not follow from those before it.')
  })
})
