import { type Json, type Rec, rowsOf, type Table, tableOf } from '../estates/estate.ts'
import { invalid } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { pageOf, sizeOf } from './page.ts'
import { select } from './sagemaker-select.ts'
import type { Context, Handler } from './service.ts'

/** How one Search resource is made from the records that Describe answers. */
interface Searchable {
  readonly table: string
  /** The record as Search shows it, beside the members that it shares with Describe. */
  readonly also?: (context: Context) => (record: Rec) => Rec
  /** Where Search nests the record; its properties are named without this. */
  readonly nest?: string
}

const recsIn = (value: Json): Rec[] => (Array.isArray(value) ? value.filter(isRec) : [])

const grouped = (records: readonly Rec[], keyOf: (record: Rec) => readonly Json[]): Map<Json, Rec[]> => {
  const groups = new Map<Json, Rec[]>()
  for (const record of records)
    for (const key of new Set(keyOf(record))) groups.set(key, [...(groups.get(key) ?? []), record])
  return groups
}

const schedules = ({ here }: Context): Map<Json, Rec[]> =>
  grouped(rowsOf(here.sagemaker, 'MonitoringSchedule'), (schedule) => [schedule.EndpointName])

const withSchedules = (context: Context): ((record: Rec) => Rec) => {
  const byEndpoint = schedules(context)
  return (record) => ({ MonitoringSchedules: byEndpoint.get(record.EndpointName) ?? [] })
}

const sourceDetail =
  ({ here }: Context) =>
  (record: Rec): Rec => {
    const arn = isRec(record.Source) ? String(record.Source.SourceArn ?? '') : ''
    for (const [segment, type] of [
      ['training-job', 'TrainingJob'],
      ['processing-job', 'ProcessingJob'],
      ['transform-job', 'TransformJob'],
    ] as const) {
      const name = arn.split(`:${segment}/`)[1]
      if (name === undefined) continue
      const table = tableOf(here.sagemaker, type)
      const index = table.locate?.(name)
      const job =
        index === undefined
          ? rowsOf(here.sagemaker, type).find((one) => one[`${type}Arn`] === arn)
          : table.at(index)
      return { SourceDetail: { SourceArn: arn, [type]: job } }
    }
    return {}
  }

const modelSide = (context: Context): ((record: Rec) => Rec) => {
  const { here } = context
  const configs = grouped(rowsOf(here.sagemaker, 'EndpointConfig'), (config) =>
    recsIn(config.ProductionVariants).map((variant) => variant.ModelName),
  )
  const endpoints = grouped(rowsOf(here.sagemaker, 'Endpoint'), (one) => [one.EndpointConfigName])
  const byEndpoint = schedules(context)
  return (record) => {
    const serving = (configs.get(record.ModelName) ?? []).flatMap(
      (config) => endpoints.get(config.EndpointConfigName) ?? [],
    )
    return {
      Endpoints: serving,
      MonitoringSchedules: serving.flatMap((endpoint) => byEndpoint.get(endpoint.EndpointName) ?? []),
    }
  }
}

const searchables: Readonly<Record<string, Searchable>> = {
  TrainingJob: { table: 'TrainingJob' },
  HyperParameterTuningJob: { table: 'HyperParameterTuningJob' },
  Model: { table: 'Model', nest: 'Model', also: modelSide },
  Endpoint: { table: 'Endpoint', also: withSchedules },
  FeatureGroup: { table: 'FeatureGroup' },
  Pipeline: { table: 'Pipeline' },
  ModelPackageGroup: { table: 'ModelPackageGroup' },
  ExperimentTrialComponent: { table: 'TrialComponent', also: sourceDetail },
}

/** The member of a SearchRecord that holds a resource: named alike but for trial components. */
const recordMember = (resource: string): string =>
  resource === 'ExperimentTrialComponent' ? 'TrialComponent' : resource

const valueAt = (record: Rec, path: string): Json => {
  if (path.startsWith('Tags.')) {
    const tags: readonly Json[] = Array.isArray(record.Tags) ? record.Tags : []
    const tag = tags.find((one) => isRec(one) && one.Key === path.slice('Tags.'.length))
    return isRec(tag) ? tag.Value : undefined
  }
  return path.split('.').reduce<Json>((value, part) => (isRec(value) ? value[part] : undefined), record)
}

const numberOf = (value: string): number =>
  Number.isNaN(Number(value)) ? Date.parse(value) / 1000 : Number(value)

const orderOf = (actual: Json, wanted: string): number | undefined => {
  if (actual === undefined || actual === null) return undefined
  if (typeof actual === 'number') return actual - numberOf(wanted)
  return String(actual) < wanted ? -1 : String(actual) > wanted ? 1 : 0
}

const matchesFilter = (actual: Json, operator: string, wanted: string): boolean => {
  const order = orderOf(actual, wanted)
  switch (operator) {
    case 'Equals':
      return order === 0
    case 'NotEquals':
      return order !== 0
    case 'GreaterThan':
      return order !== undefined && order > 0
    case 'GreaterThanOrEqualTo':
      return order !== undefined && order >= 0
    case 'LessThan':
      return order !== undefined && order < 0
    case 'LessThanOrEqualTo':
      return order !== undefined && order <= 0
    case 'Contains':
      return actual !== undefined && String(actual).includes(wanted)
    case 'Exists':
      return actual !== undefined && actual !== null
    case 'NotExists':
      return actual === undefined || actual === null
    case 'In':
      return wanted.split(',').some((one) => orderOf(actual, one.trim()) === 0)
    default:
      throw invalid(`Unknown operator: ${operator}`)
  }
}

/** Whether a record answers a search expression. Throws ValidationException for one that AWS refuses. */
export const matchesExpression = (record: Rec, expression: Rec): boolean => {
  const filters = recsIn(expression.Filters).map((filter) =>
    matchesFilter(
      valueAt(record, String(filter.Name)),
      String(filter.Operator ?? 'Equals'),
      String(filter.Value ?? ''),
    ),
  )
  const nested = recsIn(expression.NestedFilters).map((one) => {
    const path = String(one.NestedPropertyName)
    return recsIn(valueAt(record, path)).some((item) =>
      recsIn(one.Filters).every((filter) =>
        matchesFilter(
          valueAt(item, String(filter.Name).replace(`${path}.`, '')),
          String(filter.Operator ?? 'Equals'),
          String(filter.Value ?? ''),
        ),
      ),
    )
  })
  const below = recsIn(expression.SubExpressions).map((one) => matchesExpression(record, one))
  const all = [...filters, ...nested, ...below]
  return expression.Operator === 'Or' ? all.some(Boolean) : all.every(Boolean)
}

const refuseEmpty = (expression: Rec): void => {
  const parts = ['Filters', 'NestedFilters', 'SubExpressions'].flatMap((part) => recsIn(expression[part]))
  if (parts.length === 0)
    throw invalid('SearchExpression must have at least one Filter, NestedFilter or SubExpression')
  if (parts.length > 20) throw invalid('SearchExpression may have at most 20 conditions')
}

/** Search over whole records, newest change first unless asked otherwise. */
export const search: Handler = (input, context) => {
  const resource = String(input.Resource)
  const searchable = searchables[resource]
  if (!searchable)
    throw invalid(
      `1 validation error detected: Value '${resource}' at 'resource' failed to satisfy constraint: Member must satisfy enum value set: [${Object.keys(searchables).join(', ')}]`,
    )
  const size = sizeOf(input.MaxResults, 100, 10)
  const expression = isRec(input.SearchExpression) ? input.SearchExpression : undefined
  if (expression) refuseEmpty(expression)
  const sortBy = String(input.SortBy ?? 'LastModifiedTime')
  const table: Table = tableOf(context.here.sagemaker, searchable.table)
  const found = select(table, {
    key: JSON.stringify(['Search', expression, sortBy, input.SortOrder]),
    keep: expression ? (record) => matchesExpression(record, expression) : undefined,
    by: (record) => valueAt(record, sortBy) ?? record.CreationTime,
    descending: input.SortOrder !== 'Ascending',
  })
  const page = pageOf(found, `Search/${resource}`, size, input.NextToken, () => invalid('Invalid NextToken'))
  const also = searchable.also?.(context)
  const shown = page.items.map((record) => {
    const beside = also?.(record) ?? {}
    const whole = searchable.nest ? { [searchable.nest]: record, ...beside } : { ...record, ...beside }
    return { [recordMember(resource)]: whole }
  })
  return {
    Results: shown,
    NextToken: page.next,
    TotalHits: { Value: found.length, Relation: 'EqualTo' },
  }
}
