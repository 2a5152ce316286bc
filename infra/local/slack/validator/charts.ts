import { isObject, list, objects } from '../json.ts'
import { all, array, byType, type Check, number, problem, shape, str } from './check.ts'
import { limits } from './limits.ts'
import { id } from './objects.ts'

const { chart } = limits
const label = str(chart.label)
const point = shape({ required: { label, value: number } })

const positive: Check = (value, at) => {
  const problems = number(value, at)
  return problems.length > 0 || Number(value) > 0 ? problems : problem(at, 'must be greater than 0')
}

const pie = shape({
  required: {
    segments: array(shape({ required: { label, value: positive } }), { max: chart.segments }),
  },
})

/** Each series has one point for each category, in the same order, and a name of its own. */
const seriesMatch: Check = (value, at) => {
  if (!isObject(value)) return []
  const series = objects(value.series)
  const axis = isObject(value.axis_config) ? value.axis_config : {}
  const categories = list(axis.categories)
  const names = new Set(series.map((each) => each.name))
  const wrong = series.findIndex((each) => {
    const labels = objects(each.data).map((point) => point.label)
    return labels.length !== categories.length || labels.some((name, index) => name !== categories[index])
  })
  return [
    ...(wrong < 0 ? [] : problem(`${at}/series/${wrong}/data`, 'labels must match axis_config.categories')),
    ...(names.size === series.length ? [] : problem(`${at}/series`, 'series names must be unique')),
  ]
}

const axes = all(
  shape({
    required: {
      series: array(shape({ required: { name: label, data: array(point, { max: chart.points }) } }), {
        max: chart.series,
      }),
      axis_config: shape({
        required: { categories: array(label, { max: chart.points }) },
        optional: { x_label: str(chart.axisLabel), y_label: str(chart.axisLabel) },
      }),
    },
  }),
  seriesMatch,
)

/** A `data_visualization` block. */
export const dataVisualization: Check = shape({
  required: { title: str(chart.title), chart: byType({ pie, bar: axes, line: axes, area: axes }) },
  optional: { block_id: id },
})
