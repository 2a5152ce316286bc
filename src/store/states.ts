import type { EpochSeconds } from '../base/time.ts'
import type { AuditStore, FindingState } from '../posture/ports.ts'
import { StoreFailure } from './failure.ts'
import { outgrown, readShared, type StatesByCheck, writeShared } from './shared-states.ts'
import {
  type KeptState,
  type Page,
  type Pages,
  pageOf,
  readPage,
  statesOf,
  writePage,
} from './state-pages.ts'
import type { Table } from './table.ts'

/** How often a page is read again because somebody else wrote it in the meantime. */
const ATTEMPTS = 8

/** The sort key of the page that checks share; those of pages hold a `#`. */
const SHARED = 'shared'

/** What changes for one check, by ARN: the state of an opened finding, or `undefined` for a fixed one. */
type Changes = Map<string, FindingState | undefined>

/**
 * The states of findings in the table: a partition per account. Checks with few states share one page, so that an
 * audit writes once. One that outgrows it is first announced there as leaving, which freezes its states; then they are
 * copied to a page of its own, and from then on the shared page does not speak for it. Whoever finds a check that is
 * leaving finishes its move, so that nothing is lost between two writers, or where one is killed.
 */
export function statesIn(table: Table): Pick<AuditStore, 'states' | 'saveStates'> {
  async function apply(account: string, byCheck: Map<string, Changes>, at: EpochSeconds): Promise<void> {
    const pk = partition(account)
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const item = await table.get(pk, SHARED)
      const { states: before, leaving } = await readShared(item)
      const own = await checksWithPages(pk)
      for (const check of leaving) {
        if (!own.has(check)) await move(pk, check, before.get(check) ?? new Map(), at)
        own.add(check)
      }
      for (const [check, changes] of byCheck) {
        if (!own.has(check)) continue
        await applyToPages(account, check, changes, at)
        byCheck.delete(check)
      }
      if (byCheck.size === 0 && leaving.length === 0) return
      const staying = new Map([...before].filter(([check]) => !own.has(check)))
      const states = new Map(staying)
      for (const [check, changes] of byCheck) states.set(check, withChanges(states.get(check), changes, at))
      const tooMany = await outgrown(states, at)
      const shared = tooMany.length === 0 ? { states, leaving: [] } : { states: staying, leaving: tooMany }
      const rev = (item?.rev ?? 0) + 1
      const kept = await table.putOver(
        { pk, sk: SHARED, text: await writeShared(shared, at), rev },
        item?.rev,
      )
      if (kept && tooMany.length === 0) return
    }
    throw contended('The states of findings')
  }

  /** All writers copy the same states: whoever comes second has nothing left to do. */
  async function move(
    pk: string,
    check: string,
    states: ReadonlyMap<string, KeptState>,
    at: EpochSeconds,
  ): Promise<void> {
    for (const [prefix, text] of await writePage('', states, at))
      await table.putOver({ pk, sk: `${check}#${prefix}`, text, rev: 1 }, undefined)
  }

  async function checksWithPages(pk: string): Promise<Set<string>> {
    const checks = new Set<string>()
    for await (const { sk } of table.query(pk, { keysOnly: true })) {
      if (sk !== SHARED) checks.add(sk.slice(0, sk.lastIndexOf('#')))
    }
    return checks
  }

  async function pagesOf(account: string, check: string): Promise<Pages> {
    const pages: Pages = new Map()
    const prefix = `${check}#`
    for await (const item of table.query(partition(account), { prefix })) {
      pages.set(item.sk.slice(prefix.length), await readPage(item))
    }
    return pages
  }

  async function applyToPages(
    account: string,
    check: string,
    changes: Changes,
    at: EpochSeconds,
  ): Promise<void> {
    let left = [...changes.keys()]
    for (let attempt = 0; attempt < ATTEMPTS && left.length > 0; attempt++) {
      const pages = await pagesOf(account, check)
      const refused: string[] = []
      for (const [prefix, mine] of Map.groupBy(left, (arn) => pageOf(pages, arn))) {
        const page = pages.get(prefix) ?? { states: new Map() }
        const states = new Map([...page.states].filter(([arn]) => pageOf(pages, arn) === prefix))
        for (const arn of mine) states.set(arn, changed(states.get(arn), changes.get(arn), at))
        if (!(await write(account, check, prefix, page, states, at))) refused.push(...mine)
      }
      left = refused
    }
    if (left.length > 0) throw contended(`The states of ${check}`)
  }

  async function write(
    account: string,
    check: string,
    prefix: string,
    page: Page,
    states: ReadonlyMap<string, KeptState>,
    at: EpochSeconds,
  ): Promise<boolean> {
    const pk = partition(account)
    const texts = await writePage(prefix, states, at)
    const whole = texts.get(prefix)
    const item = { pk, sk: `${check}#${prefix}`, rev: (page.rev ?? 0) + 1 }
    if (whole !== undefined) return await table.putOver({ ...item, text: whole }, page.rev)
    // The parts come first: until all are there, what they lack is still read from this page.
    for (const [part, text] of texts) {
      if (!(await table.putOver({ pk, sk: `${check}#${part}`, text, rev: 1 }, undefined))) return false
    }
    await table.remove(pk, item.sk)
    return true
  }

  return {
    async states(account, checks) {
      const open = new Map<string, FindingState>()
      const wanted = new Set(checks)
      const byCheck = new Map<string, Pages>()
      let shared: StatesByCheck = new Map()
      for await (const item of table.query(partition(account))) {
        if (item.sk === SHARED) shared = (await readShared(item)).states
        const bar = item.sk.lastIndexOf('#')
        const check = item.sk.slice(0, bar)
        if (!wanted.has(check)) continue
        const pages: Pages = byCheck.get(check) ?? new Map()
        byCheck.set(check, pages.set(item.sk.slice(bar + 1), await readPage(item)))
      }
      for (const check of wanted) {
        const pages = byCheck.get(check)
        for (const [arn, { open: isOpen, ...state }] of pages ? statesOf(pages) : (shared.get(check) ?? [])) {
          if (isOpen) open.set(`${check}|${arn}`, state)
        }
      }
      return open
    },

    async saveStates(account, { opened, fixed, at }) {
      const byCheck = new Map<string, Changes>()
      const add = (key: string, state: FindingState | undefined) => {
        const bar = key.indexOf('|')
        const check = key.slice(0, bar)
        const changes: Changes = byCheck.get(check) ?? new Map()
        byCheck.set(check, changes.set(key.slice(bar + 1), state))
      }
      for (const [key, state] of opened) add(key, state)
      for (const key of fixed) add(key, undefined)
      if (byCheck.size > 0) await apply(account, byCheck, at)
    },
  }
}

function withChanges(
  known: ReadonlyMap<string, KeptState> | undefined,
  changes: Changes,
  at: EpochSeconds,
): Map<string, KeptState> {
  const states = new Map(known)
  for (const [arn, change] of changes) states.set(arn, changed(states.get(arn), change, at))
  return states
}

/** A finding that opens again keeps the time at which it was fixed; one that is fixed keeps when it was seen. */
function changed(
  known: KeptState | undefined,
  opened: FindingState | undefined,
  at: EpochSeconds,
): KeptState {
  if (opened === undefined) return { firstSeenAt: at, lastSeenAt: at, ...known, fixedAt: at, open: false }
  const fixedAt = known?.fixedAt
  return fixedAt === undefined ? { ...opened, open: true } : { ...opened, fixedAt, open: true }
}

function contended(what: string): StoreFailure {
  return new StoreFailure(`${what} could not be kept: somebody else writes them all the time.`, undefined)
}

function partition(account: string): string {
  return `states#${account}`
}
