import type { Condition, Statement } from '../../../../src/base/policy/document.ts'
import { parsePolicy } from '../../../../src/base/policy/document.ts'
import { operatorNamed } from '../../../../src/base/policy/operators.ts'
import type { Rec } from '../estates/estate.ts'
import { isRec } from '../wire/json.ts'
import { malformed } from './refusals.ts'

const VERSIONS = new Set(['2012-10-17', '2008-10-17', undefined])
const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
])

/** A policy document that was read and found well-formed. */
interface Document {
  /** As it is kept and answered. */
  readonly source: Rec
  readonly statements: readonly Statement[]
  /** Its characters without white space: what the quotas count. */
  readonly size: number
}

const sourceOf = (text: string): Rec => {
  try {
    const read: unknown = JSON.parse(text)
    if (isRec(read)) return read
  } catch {
    // refused below, as text that is JSON but no object
  }
  throw malformed('This policy contains invalid Json')
}

const checkOperator = ({ operator }: Condition): void => {
  const plain = operator.toLowerCase().replace(/^for(allvalues|anyvalue):/, '')
  if (plain !== 'null' && !operatorNamed(plain.replace(/ifexists$/, '')))
    throw malformed(`Invalid Condition type : ${operator}`)
}

const checkActions = (statement: Statement): void => {
  const actions = statement.actions ?? statement.notActions
  if (!actions || actions.length === 0) throw malformed('Policy statement must contain actions.')
  const bare = actions.find((action) => action !== '*' && !/^[a-z0-9-]+:./i.test(action))
  if (bare !== undefined)
    throw malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.')
}

const parsed = (text: string): Document => {
  const source = sourceOf(text)
  const written = Array.isArray(source.Statement) ? source.Statement : [source.Statement]
  const odd = Object.keys(source).some((name) => !['Version', 'Id', 'Statement'].includes(name))
  const strange = written.some((one) => !isRec(one) || Object.keys(one).some((name) => !ELEMENTS.has(name)))
  const document = parsePolicy(source)
  if (odd || strange || !document || document.statements.length === 0)
    throw malformed('Syntax errors in policy.')
  const version = source.Version
  if (version !== undefined && (typeof version !== 'string' || !VERSIONS.has(version)))
    throw malformed(`The policy must contain a valid version string`)
  const sids = document.statements.flatMap(({ sid }) => (sid === undefined ? [] : [sid]))
  if (new Set(sids).size < sids.length)
    throw malformed('Statement IDs (SID) in a single policy must be unique.')
  for (const statement of document.statements) {
    checkActions(statement)
    statement.conditions.forEach(checkOperator)
  }
  return { source, statements: document.statements, size: text.replace(/\s/g, '').length }
}

const isArnOrAll = (resource: string): boolean => resource === '*' || /^arn:[^:]*:[^:]*:/.test(resource)

/** Reads the document of an identity policy. Throws MalformedPolicyDocument. */
export const identityDocument = (text: string): Document => {
  const document = parsed(text)
  for (const { principals, notPrincipals, resources, notResources } of document.statements) {
    if (principals || notPrincipals) throw malformed('Policy document should not specify a principal.')
    const named = resources ?? notResources
    if (!named || named.length === 0) throw malformed('Policy statement must contain resources.')
    const bare = named.find((resource) => !isArnOrAll(resource))
    if (bare !== undefined) throw malformed(`Resource ${bare} must be in ARN format or "*".`)
  }
  return document
}

/** Reads the document of a trust policy. Throws MalformedPolicyDocument. */
export const trustDocument = (text: string): Document => {
  const document = parsed(text)
  for (const { principals, notPrincipals, resources, notResources, actions = [] } of document.statements) {
    if (resources || notResources) throw malformed('Has prohibited field Resource')
    if (notPrincipals) throw malformed('AssumeRolepolicy contained an invalid principal: "NotPrincipal".')
    if (!principals || principals.length === 0) throw malformed('Missing required field Principal')
    if (actions.some((action) => !/^sts:/i.test(action)))
      throw malformed('AssumeRole policy may only specify STS AssumeRole actions.')
  }
  return document
}
