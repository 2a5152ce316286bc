import { type Json, type Rec, recordsOf, tableOf } from '../estates/estate.ts'
import { AwsError, invalid } from '../wire/error.ts'
import { type ResourceType, resourceTypes } from './sagemaker-types.ts'
import type { Context } from './service.ts'

const text = (value: Json): string => String(value ?? '')

/** The record that a request names by its key members, or undefined. */
export const find = (type: ResourceType, input: Rec, { here }: Context): Rec | undefined => {
  const table = tableOf(here.sagemaker, type.type)
  const arn = type.byArn ? text(input[type.keys[0] ?? '']) : ''
  if (arn.startsWith('arn:')) {
    for (const record of recordsOf(table)) if (record[type.arn] === arn) return record
    return undefined
  }
  const located = table.locate?.(text(input[type.keys[0] ?? '']))
  if (table.locate) return located === undefined ? undefined : table.at(located)
  for (const record of recordsOf(table))
    if (type.keys.every((key) => input[key] === undefined || record[key] === input[key])) return record
  return undefined
}

const missing = (type: ResourceType, input: Rec, { region, estate }: Context): AwsError => {
  const name = text(input[type.keys.at(-1) ?? ''] ?? input[type.keys[0] ?? ''])
  const arn = `arn:aws:sagemaker:${region}:${estate.account}:${type.arnType}/${name}`
  const words = type.missingWords ?? `Could not find ${type.arnType.replaceAll('-', ' ')} "${arn}".`
  return new AwsError(type.missing, words, 400, type.missing === 'ResourceNotFound' ? { Message: words } : {})
}

/** The record that a request names. Throws SageMaker's error where there is none, or no name. */
export const recordOf = (type: ResourceType, input: Rec, context: Context): Rec => {
  const required = type.keys[0] ?? ''
  if (input[required] === undefined)
    throw invalid(
      `1 validation error detected: Value null at '${required.charAt(0).toLowerCase()}${required.slice(1)}' failed to satisfy constraint: Member must not be null`,
    )
  const record = find(type, input, context)
  if (!record) throw missing(type, input, context)
  return record
}

/** A kind of resource by its table. Throws for one that is not served. */
export const typeNamed = (name: string): ResourceType => {
  const found = resourceTypes.find((one) => one.type === name)
  if (!found) throw new Error(`No resource type ${name}`)
  return found
}
