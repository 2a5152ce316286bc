import type { Json, Rec } from '../estates/estate.ts'
import { isRec } from '../wire/json.ts'
import { broken } from './refusals.ts'

const NAME = /^[\w+=,.@-]+$/
const PATH = /^\/([\u0021-\u007E]*\/)?$/
const MAX_PATH = 512

/** A member as IAM names it in its errors. */
const onTheWire = (member: string): string => member.charAt(0).toLowerCase() + member.slice(1)

/** A required text member. Throws IAM's validation error where it is not there. */
export const textOf = (input: Rec, member: string): string => {
  const value = input[member]
  if (typeof value === 'string' && value !== '') return value
  throw broken(
    `1 validation error detected: Value at '${onTheWire(member)}' failed to satisfy constraint: Member must not be null`,
  )
}

/** A required name: letters, digits and `_+=,.@-`, up to so many. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const nameOf = (input: Rec, member: string, max: number): string => {
  const name = textOf(input, member)
  if (name.length > max)
    throw broken(
      `1 validation error detected: Value '${name}' at '${onTheWire(member)}' failed to satisfy constraint: Member must have length less than or equal to ${max}`,
    )
  if (NAME.test(name)) return name
  throw broken(
    `The specified value for ${onTheWire(member)} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  )
}

/** The path of a new entity, `/` where none is given. */
export const pathOf = (input: Rec): string => {
  const path = typeof input.Path === 'string' ? input.Path : '/'
  if (path.length <= MAX_PATH && PATH.test(path) && !path.includes('//')) return path
  throw broken(
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  )
}

/** The records in a list member, or none. */
export const recsOf = (value: Json): readonly Rec[] =>
  Array.isArray(value) ? value.filter((item: Json): item is Rec => isRec(item)) : []

/** The texts in a list member, or none. */
export const textsOf = (value: Json): readonly string[] =>
  Array.isArray(value) ? value.filter((item: Json): item is string => typeof item === 'string') : []
