import { createHash } from 'node:crypto'
import { arnName, parseArn } from '../../base/arn.ts'
import type { FindResources, KnownResource } from '../../grants/request/inventory.ts'
import { RESOURCE_KINDS, type ResourceKind } from '../../grants/resource-kind.ts'
import { shortenMiddle } from '../blocks/escape.ts'
import { LIMITS } from '../blocks/limits.ts'
import type { Choice } from '../forms/form.ts'

/** Slack documents 150 characters for a choice's value, and its own types 75; what we make ourselves keeps to these. */
const SAFE_VALUE = 75
const TOKEN = /^([0-9a-f]{32}):(.{1,40})$/su

/** Most resources that are looked through for one that stands behind a shortened value. */
const MOST_LOOKED = 10_000

/** The choices for a kind, given what was typed: what audits have seen, and exactly what was typed where it is an ARN. */
export async function resourceChoices(
  find: FindResources,
  kind: ResourceKind,
  typed: string,
  account: string,
): Promise<readonly Choice[]> {
  const sought = typed.trim()
  if (kind === 'accounts') return [accountChoice(account, 'aws')]
  const found = await find(kind, sought, LIMITS.select.options - 1)
  const isThere = found.some(({ arn }) => arn === sought)
  return [...(isThere ? [] : exactly(sought, kind)), ...found.map(knownChoice)]
}

/** The one account that this bot gives access in. */
export function accountChoice(account: string, partition: string): Choice {
  return { label: `Account ${account}`, value: `arn:${partition}:iam::${account}:root` }
}

/** A resource that is known, as a choice. */
export function knownChoice({ arn, name, region }: KnownResource): Choice {
  const resource = parseArn(arn)?.resource ?? arn
  const where = region === '' ? 'every Region' : region
  return {
    label: shortenMiddle(name, 70),
    value: valueFor(arn, name),
    describe: shortenMiddle(`${where} · ${resource}`, 70),
  }
}

/** A value that was chosen before, as a choice to show again. */
export function choiceOf(value: string | undefined): Choice | undefined {
  if (value === undefined || value === '' || value.length > LIMITS.option.value) return undefined
  const name = TOKEN.exec(value)?.[2] ?? arnName(value)
  return { label: shortenMiddle(name, 70), value, ...(parseArn(value) ? { describe: tail(value) } : {}) }
}

/** The ARN that a value stands for; undefined where nothing that audits know does. */
export async function arnOf(
  find: FindResources,
  kind: ResourceKind,
  value: string,
): Promise<string | undefined> {
  const token = TOKEN.exec(value)
  if (!token) return value
  const known = await find(kind, token[2] ?? '', MOST_LOOKED)
  return known.find(({ arn }) => digest(arn) === token[1])?.arn
}

/** An ARN that nobody has seen can be right all the same: it may be newer than the audit. */
function exactly(typed: string, kind: ResourceKind): readonly Choice[] {
  const parts = parseArn(typed)
  const { service, form } = RESOURCE_KINDS[kind]
  if (parts?.service !== service || !form.test(parts.resource)) return []
  if (typed.length > LIMITS.option.value) return []
  return [{ label: 'Use exactly this ARN', value: typed, describe: tail(typed) }]
}

function tail(arn: string): string {
  return shortenMiddle(arn, 70)
}

/** Long ARNs are carried by their hash, with enough of the name to find them by. */
function valueFor(arn: string, name: string): string {
  return arn.length <= SAFE_VALUE ? arn : `${digest(arn)}:${[...name].slice(0, 40).join('')}`
}

function digest(arn: string): string {
  return createHash('sha256').update(arn).digest('hex').slice(0, 32)
}
