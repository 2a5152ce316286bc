import type { IamEstate, Json, Rec } from '../estates/estate.ts'
import type { Context } from '../services/service.ts'
import { isRec } from '../wire/json.ts'
import { recsOf } from './fields.ts'
import { noSuch, noSuchPolicy } from './refusals.ts'

const only = (rows: readonly Rec[], member: string, name: Json): Rec | undefined =>
  rows.find((row) => row[member] === name)

/** The role of this name. Throws NoSuchEntity. */
export const roleOf = (iam: IamEstate, name: Json): Rec => {
  const found = only(iam.roles, 'RoleName', name)
  if (!found) throw noSuch('role', name)
  return found
}

/** The user of this name. Throws NoSuchEntity. */
export const userOf = (iam: IamEstate, name: Json): Rec => {
  const found = only(iam.users, 'UserName', name)
  if (!found) throw noSuch('user', name)
  return found
}

/** The managed policy of this ARN. Throws NoSuchEntity. */
export const policyOf = (iam: IamEstate, arn: Json): Rec => {
  const found = only(iam.policies, 'Arn', arn)
  if (!found) throw noSuchPolicy(arn)
  return found
}

/** The document of a managed policy that is in force: its default version. Undefined where it cannot be seen. */
export const defaultDocument = (policy: Rec | undefined): Rec | undefined => {
  const version = recsOf(policy?.PolicyVersionList).find((one) => one.IsDefaultVersion === true)
  return isRec(version?.Document) ? version.Document : undefined
}

/** The lists of IAM that calls change. */
type Kind = 'roles' | 'users' | 'policies'

/** Puts a changed record in the place of the old one. */
export const replace = ({ estate, live }: Context, kind: Kind, old: Rec, changed: Rec): void => {
  live.iam.beforeWrite()
  estate.iam[kind] = estate.iam[kind].map((row) => (row === old ? changed : row))
}

/** Adds a record. */
export const add = ({ estate, live }: Context, kind: Kind, made: Rec): void => {
  live.iam.beforeWrite()
  estate.iam[kind] = [...estate.iam[kind], made]
}

/** Takes a record away. */
export const remove = ({ estate, live }: Context, kind: Kind, gone: Rec): void => {
  live.iam.beforeWrite()
  estate.iam[kind] = estate.iam[kind].filter((row) => row !== gone)
}

/** Counts a managed policy's attachments, or the roles that it bounds, up or down. */
export const countUse = (
  { estate }: Context,
  arn: Json,
  member: 'AttachmentCount' | 'PermissionsBoundaryUsageCount',
  by: number,
): void => {
  estate.iam.policies = estate.iam.policies.map((row) =>
    row.Arn === arn ? { ...row, [member]: Number(row[member] ?? 0) + by } : row,
  )
}
