import type {
  AdvancedEventSelector,
  AdvancedFieldSelector,
  EventSelector as ClassicSelector,
  GetEventSelectorsResponse,
} from '@aws-sdk/client-cloudtrail'
import type { EventSelector } from '../../posture/inventory/watch.ts'
import { Nonsense } from '../call.ts'

type ReadWrite = 'All' | 'ReadOnly' | 'WriteOnly'

/** Classic and advanced selectors in one shape. Source: CloudTrail API Reference, EventSelector, AdvancedFieldSelector. */
export function selectorsOf(raw: GetEventSelectorsResponse): readonly EventSelector[] {
  if (!raw.EventSelectors && !raw.AdvancedEventSelectors) throw new Nonsense('the answer has no selectors')
  return [...(raw.EventSelectors ?? []).map(classic), ...(raw.AdvancedEventSelectors ?? []).map(advanced)]
}

/** A prefix that names no resource, e.g. `arn:aws:s3` or `arn:aws:lambda`, means all of that service. */
const WHOLE_SERVICE = /^arn:[^:]+:[^:]+:*$/

function classic(raw: ClassicSelector): EventSelector {
  const management = raw.IncludeManagementEvents !== false
  const readWrite = readWriteOf(raw.ReadWriteType)
  return {
    advanced: false,
    management,
    readWrite: management ? readWrite : 'None',
    excludedSources: raw.ExcludeManagementEventSources ?? [],
    narrowedBy: [],
    data: (raw.DataResources ?? []).map(({ Type = '', Values = [] }) => ({
      type: Type,
      arns: Values.some((value) => WHOLE_SERVICE.test(value)) ? [] : Values,
      readWrite,
    })),
  }
}

function readWriteOf(type: string | undefined): ReadWrite {
  return type === 'ReadOnly' || type === 'WriteOnly' ? type : 'All'
}

const TOLD_ELSEWHERE = new Set(['eventCategory', 'readOnly', 'resources.type'])

function advanced(raw: AdvancedEventSelector): EventSelector {
  const fields = raw.FieldSelectors ?? []
  const equals = (name: string) => fields.find(({ Field }) => Field === name)?.Equals ?? []
  const readOnly = equals('readOnly')
  const readWrite: ReadWrite =
    readOnly.length !== 1 ? 'All' : readOnly[0] === 'true' ? 'ReadOnly' : 'WriteOnly'
  const management = equals('eventCategory').includes('Management')
  const arns = fields.filter(({ Field }) => Field === 'resources.ARN')
  const further = fields.filter(
    (field) =>
      !TOLD_ELSEWHERE.has(field.Field ?? '') &&
      !(management && isExclusion(field)) &&
      !(field.Field === 'resources.ARN' && isInclusion(field)),
  )
  return {
    advanced: true,
    management,
    readWrite: management ? readWrite : 'None',
    excludedSources: management ? fields.filter(isExclusion).flatMap((field) => field.NotEquals ?? []) : [],
    narrowedBy: further.map(({ Field }) => Field ?? ''),
    data: management
      ? []
      : equals('resources.type').map((type) => ({
          type,
          arns: arns.flatMap(({ Equals = [], StartsWith = [] }) => [...Equals, ...StartsWith]),
          readWrite,
        })),
  }
}

/** `eventSource NotEquals …`, the one way to leave sources out of the management events. */
function isExclusion(field: AdvancedFieldSelector): boolean {
  return field.Field === 'eventSource' && operators(field) === 'NotEquals'
}

function isInclusion(field: AdvancedFieldSelector): boolean {
  return ['Equals', 'StartsWith'].includes(operators(field))
}

function operators({ Field, ...conditions }: AdvancedFieldSelector): string {
  return Object.entries(conditions)
    .filter(([, values]) => values !== undefined && values.length > 0)
    .map(([operator]) => operator)
    .join('+')
}
