import type { EpochSeconds } from '../base/time.ts'
import type { AuditStore, FindingState } from '../posture/ports.ts'
import { StoreFailure } from './failure.ts'
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

/** What changes for one check, by ARN: the state of an opened finding, or `undefined` for a fixed one. */
type Changes = Map<string, FindingState | undefined>

/** The states of findings in the table: a partition per account, in it the pages of each check. */
export function statesIn(table: Table): Pick<AuditStore, 'states' | 'saveStates'> {
  async function read(account: string, check: string): Promise<Pages> {
    const pages: Pages = new Map()
    const prefix = `${check}#`
    for await (const item of table.query(partition(account), { prefix })) {
      pages.set(item.sk.slice(prefix.length), await readPage(item))
    }
    return pages
  }

  async function apply(account: string, check: string, changes: Changes, at: EpochSeconds): Promise<void> {
    let left = [...changes.keys()]
    for (let attempt = 0; attempt < ATTEMPTS && left.length > 0; attempt++) {
      const pages = await read(account, check)
      const refused: string[] = []
      for (const [prefix, mine] of Map.groupBy(left, (arn) => pageOf(pages, arn))) {
        const page = pages.get(prefix) ?? { states: new Map() }
        const states = new Map([...page.states].filter(([arn]) => pageOf(pages, arn) === prefix))
        for (const arn of mine) states.set(arn, changed(states.get(arn), changes.get(arn), at))
        if (!(await write(account, check, prefix, page, states, at))) refused.push(...mine)
      }
      left = refused
    }
    if (left.length > 0) {
      throw new StoreFailure(
        `The states of ${check} could not be kept: somebody else writes them all the time.`,
        undefined,
      )
    }
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
      for await (const item of table.query(partition(account))) {
        const bar = item.sk.lastIndexOf('#')
        const check = item.sk.slice(0, bar)
        if (!wanted.has(check)) continue
        const pages: Pages = byCheck.get(check) ?? new Map()
        byCheck.set(check, pages.set(item.sk.slice(bar + 1), await readPage(item)))
      }
      for (const [check, pages] of byCheck) {
        for (const [arn, { open: isOpen, ...state }] of statesOf(pages)) {
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
      for (const [check, changes] of byCheck) await apply(account, check, changes, at)
    },
  }
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

function partition(account: string): string {
  return `states#${account}`
}
