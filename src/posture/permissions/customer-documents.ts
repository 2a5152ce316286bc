import type { PolicyDocument } from '../../base/policy/document.ts'
import type { IamGroup, IamPolicy, IamRole, IamUser } from '../inventory/iam.ts'
import type { Part } from '../snapshot.ts'

/** A policy that the account itself wrote. */
export interface CustomerDocument {
  readonly name: string
  readonly document: Part<PolicyDocument>
}

/** The policies that belong to an IAM resource alone: its own text, or what is written inline into it. */
export function ownDocuments(item: IamPolicy | IamUser | IamRole | IamGroup): readonly CustomerDocument[] {
  if ('document' in item) return [{ name: item.name, document: item.document }]
  return item.policies.filter(({ arn, group }) => arn === undefined && group === undefined)
}
