import type { Rec } from '../estates/estate.ts'
import { recsOf, textsOf } from './fields.ts'
import { beyondQuota, broken, invalidInput } from './refusals.ts'

const MAX_TAGS = 50
const MAX_KEY = 128
const MAX_VALUE = 256
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules */
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

const checked = (tag: Rec): Rec => {
  const key = String(tag.Key ?? '')
  const value = String(tag.Value ?? '')
  if (key === '' || key.length > MAX_KEY || !ALLOWED.test(key))
    throw broken(`The tag key ${key} is not valid: 1 to ${MAX_KEY} letters, digits, spaces and _.:/=+-@.`)
  if (value.length > MAX_VALUE || !ALLOWED.test(value))
    throw broken(`The value of the tag ${key} is not valid: up to ${MAX_VALUE} characters.`)
  if (key.toLowerCase().startsWith('aws:')) throw invalidInput('System tags cannot be added by users.')
  return { Key: key, Value: value }
}

const sameKey = (a: Rec, b: Rec): boolean => String(a.Key).toLowerCase() === String(b.Key).toLowerCase()

/** Tags after some were set; keys that differ in case only are one key. */
export const withTags = (held: readonly Rec[], asked: readonly Rec[]): readonly Rec[] => {
  const wanted = asked.map(checked)
  if (wanted.some((tag, i) => wanted.findIndex((other) => sameKey(tag, other)) !== i))
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.')
  const all = [...held.filter((tag) => !wanted.some((one) => sameKey(tag, one))), ...wanted]
  if (all.length > MAX_TAGS) throw beyondQuota('TagsPerRole', MAX_TAGS)
  return all
}

/** Tags after those of the keys were taken off. */
export const withoutTags = (held: readonly Rec[], keys: readonly string[]): readonly Rec[] =>
  held.filter((tag) => !keys.some((key) => key.toLowerCase() === String(tag.Key).toLowerCase()))

/** The tags of a record as values by key. */
export const tagValues = (record: Rec | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(recsOf(record?.Tags).map((tag) => [String(tag.Key), String(tag.Value ?? '')]))

/** The keys that an untag request names. */
export const tagKeysOf = (input: Rec): readonly string[] => textsOf(input.TagKeys)
