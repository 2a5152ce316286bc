import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestContext } from '../../../src/base/policy/context.ts'
import { type Decision, evaluate, type NamedPolicy } from '../../../src/base/policy/evaluate.ts'
import { policy } from '../../support/inventory.ts'

const ACTIONS = ['s3:GetObject', 's3:PutObject', 'iam:PassRole', 'kms:Decrypt']
const RESOURCES = ['arn:aws:s3:::a/x', 'arn:aws:s3:::b/x', 'arn:aws:iam::111122223333:role/R']
const some = <T>(...from: T[]) => fc.subarray(from, { minLength: 1 })

const condition = fc.constantFrom(
  {},
  { StringEquals: { known: 'yes' } },
  { StringEquals: { known: 'no' } },
  { StringEquals: { hidden: 'x' } },
  { StringNotEquals: { hidden: 'x' } },
)
const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    actions: some('*', 's3:*', 's3:Get*', '*:P*', ...ACTIONS),
    negated: fc.boolean(),
    resources: some('*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::?/x', ...RESOURCES),
    excepted: fc.boolean(),
    Condition: condition,
  })
  .map(({ Effect, actions, negated, resources, excepted, Condition }) => ({
    Effect,
    [negated ? 'NotAction' : 'Action']: actions,
    [excepted ? 'NotResource' : 'Resource']: resources,
    Condition,
  }))
const request = fc
  .record({ action: fc.constantFrom(...ACTIONS), resource: fc.constantFrom(...RESOURCES) })
  .map((call) => ({ ...call, context: requestContext({ known: 'yes' }) }))
const statements = fc.array(statement, { maxLength: 6 })

const named = (...list: Record<string, unknown>[]): NamedPolicy => ({ name: 'p', document: policy(...list) })
const isDenied = (decision: Decision) => decision === 'explicit-deny' || decision === 'implicit-deny'
/** How much a decision lets through: nothing, perhaps, everything. */
const width = (decision: Decision) => (isDenied(decision) ? 0 : decision === 'undecided' ? 1 : 2)

describe('whatever the policies', () => {
  it('an explicit Deny wins', () => {
    fc.assert(
      fc.property(statements, request, (list, call) => {
        const guard = { Effect: 'Deny', Action: call.action, Resource: call.resource }
        expect(evaluate(call, { identity: [named(...list, guard)] }).decision).toBe('explicit-deny')
      }),
    )
  })

  it('one more Deny never lets more through', () => {
    fc.assert(
      fc.property(statements, statement, request, (list, extra, call) => {
        const before = evaluate(call, { identity: [named(...list)] }).decision
        const after = evaluate(call, { identity: [named(...list, { ...extra, Effect: 'Deny' })] }).decision
        expect(width(after)).toBeLessThanOrEqual(width(before))
      }),
    )
  })

  it('one more Allow never lets less through', () => {
    fc.assert(
      fc.property(statements, statement, request, (list, extra, call) => {
        const before = evaluate(call, { identity: [named(...list)] }).decision
        const after = evaluate(call, { identity: [named(...list, { ...extra, Effect: 'Allow' })] }).decision
        expect(width(after)).toBeGreaterThanOrEqual(width(before))
      }),
    )
  })

  it('their order and how they are spread over policies do not matter', () => {
    fc.assert(
      fc.property(statements, request, (list, call) => {
        const together = evaluate(call, { identity: [named(...list)] }).decision
        const spread = list.toReversed().map((one) => named(one))
        expect(evaluate(call, { identity: spread }).decision).toBe(together)
      }),
    )
  })

  it('a boundary never lets more through', () => {
    fc.assert(
      fc.property(statements, statements, request, (list, bound, call) => {
        const before = evaluate(call, { identity: [named(...list)] }).decision
        const after = evaluate(call, { identity: [named(...list)], boundary: named(...bound) }).decision
        expect(width(after)).toBeLessThanOrEqual(width(before))
      }),
    )
  })

  it('an unseen policy never turns into a certain Allow, nor a hidden Deny into one', () => {
    fc.assert(
      fc.property(statements, request, (list, call) => {
        const unseen = { name: 'hidden', document: undefined }
        const { decision } = evaluate(call, { identity: [named(...list), unseen] })
        expect(['explicit-deny', 'undecided']).toContain(decision)
      }),
    )
  })

  it('what is decided stays so once the unknown is known', () => {
    fc.assert(
      fc.property(statements, request, fc.constantFrom('x', 'y', null), (list, call, hidden) => {
        const unsure = evaluate(call, { identity: [named(...list)] }).decision
        const sure = evaluate(
          { ...call, context: requestContext({ hidden }, call.context) },
          { identity: [named(...list)] },
        ).decision
        expect(sure).not.toBe('undecided')
        if (unsure !== 'undecided') expect(isDenied(sure)).toBe(isDenied(unsure))
      }),
    )
  })

  it('the same statement as Allow and as Deny denies', () => {
    fc.assert(
      fc.property(statement, request, (one, call) => {
        const both = named({ ...one, Effect: 'Allow' }, { ...one, Effect: 'Deny' })
        expect(evaluate(call, { identity: [both] }).decision).not.toBe('allowed')
      }),
    )
  })

  it('NotAction takes in exactly what Action leaves out', () => {
    fc.assert(
      fc.property(some('*', 's3:*', '*:P*', ...ACTIONS), request, (actions, call) => {
        const allowed = (element: string) =>
          evaluate(call, { identity: [named({ Effect: 'Allow', [element]: actions, Resource: '*' })] })
            .decision
        expect(new Set([allowed('Action'), allowed('NotAction')])).toEqual(
          new Set(['allowed', 'implicit-deny']),
        )
      }),
    )
  })

  it('NotResource takes in exactly what Resource leaves out', () => {
    fc.assert(
      fc.property(some('*', 'arn:aws:s3:::?/x', ...RESOURCES), request, (resources, call) => {
        const allowed = (element: string) =>
          evaluate(call, { identity: [named({ Effect: 'Allow', Action: '*', [element]: resources })] })
            .decision
        expect(new Set([allowed('Resource'), allowed('NotResource')])).toEqual(
          new Set(['allowed', 'implicit-deny']),
        )
      }),
    )
  })
})
