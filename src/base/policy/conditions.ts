import type { Context } from './context.ts'
import type { Condition } from './document.ts'
import { type Operator, operatorNamed } from './operators.ts'
import { every, not, some, type Truth, truth } from './truth.ts'
import { fillIn } from './variables.ts'

/** Whether something holds, and the keys that would have to be known to say so (only with `maybe`). */
export interface Holding {
  readonly truth: Truth
  readonly unknownKeys: readonly string[]
}

const YES: Holding = { truth: 'yes', unknownKeys: [] }

/** Whether all conditions of a statement hold: they are joined by AND, the values of one by OR. */
export function conditionsHold(conditions: readonly Condition[], context: Context): Holding {
  if (conditions.length === 0) return YES
  const holdings = conditions.map((condition) => conditionHolds(condition, context))
  const all = every(holdings.map((holding) => holding.truth))
  return { truth: all, unknownKeys: all === 'maybe' ? holdings.flatMap((h) => h.unknownKeys) : [] }
}

/** Whether one condition holds. Source: IAM User Guide, "Condition operators" and "Set operators for multivalued keys". */
export function conditionHolds(condition: Condition, context: Context): Holding {
  const form = formOf(condition.operator)
  const result = holds(form, condition, context)
  return typeof result === 'string' ? { truth: result, unknownKeys: [] } : result
}

/** An operator as it is written, taken apart: `ForAllValues:StringNotLikeIfExists`. */
interface Form {
  readonly set?: 'all' | 'any'
  readonly name: string
  readonly ifExists: boolean
  readonly operator?: Operator
}

const forms = new Map<string, Form>()

function formOf(written: string): Form {
  const known = forms.get(written)
  if (known) return known
  const [, prefix, rest = ''] = /^(?:(forallvalues|foranyvalue):)?(.*)$/.exec(written.toLowerCase()) ?? []
  const ifExists = rest.endsWith('ifexists')
  const name = ifExists ? rest.slice(0, -'ifexists'.length) : rest
  const operator = operatorNamed(name)
  const form: Form = {
    name,
    ifExists,
    ...(prefix && { set: prefix === 'forallvalues' ? 'all' : 'any' }),
    ...(operator && { operator }),
  }
  forms.set(written, form)
  return form
}

function holds(form: Form, condition: Condition, context: Context): Holding | Truth {
  const given = context(condition.key.toLowerCase())
  if (given === 'unknown') return { truth: 'maybe', unknownKeys: [condition.key] }
  if (form.name === 'null') return someNull(condition.values, given === 'absent')
  if (!form.operator) return { truth: 'maybe', unknownKeys: [condition.key] }
  if (given === 'absent' || given.length === 0) return withoutValue(form, form.operator)

  const unknownKeys: string[] = []
  const matches = (value: string): Truth => {
    const { truth: matched, unknownKeys: missing } = anyMatches(form.operator, condition, value, context)
    unknownKeys.push(...missing)
    return form.operator?.negated ? not(matched) : matched
  }
  const perValue = given.map(matches)
  const { negated } = form.operator
  const result = form.set === 'all' || (form.set === undefined && negated) ? every(perValue) : some(perValue)
  return { truth: result, unknownKeys: result === 'maybe' ? unknownKeys : [] }
}

/** `Null: true` asks that the key is not there, `Null: false` that it is. */
function someNull(values: readonly string[], absent: boolean): Truth {
  return truth(values.some((value) => (value.toLowerCase() === 'true') === absent))
}

/** A key that is not there fails a condition, unless the operator is negated, `IfExists` or `ForAllValues`. */
function withoutValue(form: Form, operator: Operator): Truth {
  if (form.ifExists || form.set === 'all') return 'yes'
  return truth(form.set === undefined && operator.negated)
}

/** Whether a value of the request matches one of the wanted values. A variable without a value matches nothing. */
function anyMatches(
  operator: Operator | undefined,
  condition: Condition,
  value: string,
  context: Context,
): Holding {
  const unknownKeys: string[] = []
  const matched = some(
    condition.values.map((wanted) => {
      const filled = fillIn(wanted, context)
      if ('pattern' in filled) {
        const result = operator?.compare(filled.pattern, value) ?? 'maybe'
        if (result === 'maybe') unknownKeys.push(condition.key)
        return result
      }
      if (filled.missing === 'absent' && !operator?.negated) return 'no'
      unknownKeys.push(filled.key)
      return 'maybe'
    }),
  )
  return { truth: matched, unknownKeys: matched === 'maybe' ? unknownKeys : [] }
}
