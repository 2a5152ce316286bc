import type { Place } from '../rules/place.ts'
import { ANYTHING, otherCase } from './proof-context.ts'

/** A run of a name's characters. */
const NAME = /[A-Za-z0-9_-]+/g

/** Resources that a pattern names: what its wildcards take in, and a deeper one. `*` stands for no resource at all. */
export function rightArns(pattern: string): readonly string[] {
  if (!pattern.includes('*') || pattern === '*') return [pattern]
  return [pattern.replaceAll('*', ANYTHING), pattern.replaceAll('*', `${ANYTHING}/${ANYTHING}`)]
}

/**
 * Neighbours of what a pattern names: every part of the name changed in its last letter, longer and shorter names, the
 * other case, a wildcard in the middle, another account, Region and service. None for `*`.
 */
export function wrongArns(written: string, { account, region }: Place): readonly string[] {
  if (written === '*') return []
  const [right = written] = rightArns(written)
  const [arn, partition, service, ofRegion, ofAccount, ...rest] = written.split(':')
  const resource = rest.join(':')
  const filledIn = (changed: string) => changed.replaceAll('*', ANYTHING)
  const named = (changed: string) => [arn, partition, service, ofRegion, ofAccount, changed].join(':')
  const filled = (changed: string) => named(filledIn(changed))
  const otherAccount = account === '999999999999' ? '000000000000' : '999999999999'
  const elsewhere = [
    right.replace(`:${account}:`, `:${otherAccount}:`),
    right.replace(`:${region}:`, ':xx-nowhere-1:'),
    right.replace(`:${service}:`, ':nowhere:'),
  ]
  const names = [...resource.matchAll(NAME)].map(({ 0: name, index }) => {
    const last = index + name.length - 1
    return filled(resource.slice(0, last) + (name.endsWith('0') ? '1' : '0') + resource.slice(last + 1))
  })
  const [fixed = ''] = resource.split('*')
  const pattern = fixed !== resource
  const shorter = fixed === '' ? [] : [named(fixed.slice(0, -1) + (pattern ? ANYTHING : ''))]
  const longer = pattern ? [] : [named(`${resource}0`), named(`${resource}/${ANYTHING}`)]
  const cases = /[A-Za-z]/.test(resource) ? [filled(caseOfLast(resource)), filled(otherCase(resource))] : []
  const middle = fixed.length > 2 ? [named(withStarInside(filledIn(resource)))] : []
  const all = [...names, ...shorter, ...longer, ...cases, ...middle, ...elsewhere]
  return [...new Set(all)].filter((one) => one !== right)
}

/** The last part of a name in its other case. */
function caseOfLast(resource: string): string {
  const [fixed = ''] = resource.split('*')
  const names = [...fixed.matchAll(NAME)]
  const last = names.at(-1)
  if (!last) return resource
  return (
    fixed.slice(0, last.index) +
    otherCase(last[0]) +
    fixed.slice(last.index + last[0].length) +
    resource.slice(fixed.length)
  )
}

/** A name with an asterisk for a letter in its middle, as a request might say it. */
function withStarInside(name: string): string {
  const at = Math.floor(name.length / 2)
  return `${name.slice(0, at)}*${name.slice(at + 1)}`
}
