import { EU } from '../../../infra/local/aws/acme/company.ts'
import { denyListed } from '../../../infra/local/aws/authorize.ts'
import { type Estate, type Rec, rowsOf } from '../../../infra/local/aws/estates/estate.ts'
import { createLookBefore } from '../../../src/aws/prechecks/looking.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import { exampleRequest } from '../../../src/grants/parameter.ts'
import type { Looking } from '../../../src/grants/request/looking.ts'
import type { PrincipalRef } from '../../../src/grants/terms.ts'
import { clientOf, NOW, startAcme } from '../../local/aws/account.ts'

const PLACE = { partition: 'aws', account: '111122223333', region: EU }

/** The ARN of something of SageMaker in the sample account. */
export const sm = (rest: string): string => `arn:aws:sagemaker:eu-west-1:111122223333:${rest}`

/** An IAM user of the sample account. */
export const user = (name: string): PrincipalRef => ({
  kind: 'iam-user',
  arn: `arn:aws:iam::111122223333:user/${name}`,
  uniqueId: `AIDA${name.toUpperCase()}`,
})

/** A request, and the account as it is when AWS is looked at. */
export interface Asked {
  readonly entitlement: string
  readonly given?: Readonly<Record<string, string>>
  readonly principal?: PrincipalRef
  /** What is otherwise in the sample account. */
  readonly but?: (estate: Estate) => void
  /** IAM actions that are denied. */
  readonly deny?: readonly string[]
  readonly lastAuditAt?: number
  /** The account that the request names, where it is not the sample one. */
  readonly account?: string
  /** Time runs out as soon as it is known whose account it is. */
  readonly slow?: true
}

/** What is seen of a request in the sample account, over the wire. */
export async function lookFor(
  asked: Asked,
): Promise<
  Looking & { readonly calls: Readonly<Record<string, number>>; readonly actions: ReadonlySet<string> }
> {
  const entitlement = ENTITLEMENTS.find(({ id }) => id === asked.entitlement)
  if (!entitlement) throw new Error(`There is no entitlement ${asked.entitlement}`)
  const actions = new Set<string>()
  const denies = denyListed(asked.deny ?? [])
  const account = await startAcme({
    authorize: (call) => {
      actions.add(call.action)
      return denies(call)
    },
  })
  try {
    asked.but?.(account.estate)
    const late = () => asked.slow !== undefined && actions.has('sts:GetCallerIdentity')
    const { endpoint, credentials } = clientOf(account)
    const look = createLookBefore({
      clock: () => (late() ? NOW + 60 : NOW) * 1000,
      sleep: async () => {},
      random: () => 0,
      aws: { endpoint, credentials },
      lastAudit: async () => asked.lastAuditAt,
    })
    const place = { ...PLACE, account: asked.account ?? PLACE.account }
    const parameters = { ...exampleRequest(entitlement.parameters, PLACE, 'required'), ...asked.given }
    const looking = await look(entitlement, parameters, place, asked.principal ?? user('alice.meyer'))
    return { ...looking, calls: account.calls().byOperation, actions }
  } finally {
    await account.close()
  }
}

/** Adds a resource to the European tables. */
export const add =
  (type: string, record: Rec) =>
  ({ regions: { [EU]: here } }: Estate): void => {
    if (here) here.sagemaker[type] = [...rowsOf(here.sagemaker, type), record]
  }

/** Writes something over the European resource of this name. */
export const change =
  (type: string, member: string, name: string, over: Rec) =>
  ({ regions: { [EU]: here } }: Estate): void => {
    const rows = rowsOf(here?.sagemaker, type)
    if (!here || !rows.some((row) => row[member] === name)) throw new Error(`There is no ${type} ${name}`)
    here.sagemaker[type] = rows.map((row) => (row[member] === name ? { ...row, ...over } : row))
  }

/** Several changes. */
export const all =
  (...changes: ReadonlyArray<(estate: Estate) => void>) =>
  (estate: Estate): void => {
    for (const one of changes) one(estate)
  }
