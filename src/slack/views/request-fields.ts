import type { ModalView } from '@slack/types'
import { DAY_S, HOUR_S, MINUTE_S } from '../../base/time.ts'
import type { Access, FormProblem } from '../../grants/access.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import type { Parameter } from '../../grants/parameter.ts'
import { RESOURCE_KINDS } from '../../grants/resource-kind.ts'
import type { AccessPolicy } from '../../grants/rules/access-policy.ts'
import { alert } from '../blocks/blocks.ts'
import { mrkdwn } from '../blocks/escape.ts'
import type { Filled } from '../forms/form.ts'
import {
  checkboxes,
  dateTimeInput,
  externalSelect,
  field,
  numberInput,
  select,
  textInput,
} from '../forms/inputs.ts'
import { blockOf } from '../grants/request-form.ts'
import { accountChoice, choiceOf } from '../grants/resource-choice.ts'
import { lasting } from '../grants/words.ts'

type Blocks = ModalView['blocks']

const STEPS = [15 * MINUTE_S, 30 * MINUTE_S, HOUR_S, 2 * HOUR_S, 4 * HOUR_S, 8 * HOUR_S, 12 * HOUR_S, DAY_S]

/** A form as it is to be shown. */
export interface RequestFormState {
  readonly id: string
  readonly entitlement?: Entitlement
  readonly filled: Filled
  /** What has to be mended; shown above its field. */
  readonly problems?: readonly FormProblem[]
  /** Said at the top, e.g. that nothing was found. Our own words. */
  readonly notice?: string
}

/** The fields of an entitlement, with what was filled in and what is wrong with it. */
export function fieldsOf(entitlement: Entitlement, state: RequestFormState, access: Access): Blocks {
  const { filled, problems = [] } = state
  const policy = access.policy()
  return [
    ...Object.entries(entitlement.parameters).flatMap(([id, parameter]) =>
      parameterField(id, parameter, state, access),
    ),
    ...regionField(entitlement, state, access),
    ...wrongs('duration', problems),
    durationField(entitlement, filled, policy),
    ...wrongs('start', problems),
    field(
      {
        block: 'start',
        label: 'Start',
        hint: 'Empty: as soon as it is approved, so that waiting costs no time.',
        optional: true,
      },
      dateTimeInput(filled.start),
    ),
    ...wrongs('reason', problems),
    field(
      {
        block: 'reason',
        label: 'Why you need it',
        hint: 'Approvers decide by this, and it stays in the record.',
      },
      textInput({ initial: filled.reason, lines: true, example: 'INC-42: predictions are off since Monday' }),
    ),
    ...wrongs('ticket', problems),
    field(
      { block: 'ticket', label: 'Ticket', optional: !policy.ticketFor.includes(entitlement.risk) },
      textInput({ initial: filled.ticket, example: 'Number or link', most: 200 }),
    ),
    ...glassField(entitlement, state, policy),
  ]
}

function parameterField(
  id: string,
  parameter: Parameter,
  { filled, problems = [] }: RequestFormState,
  access: Access,
): Blocks {
  const block = `parameter:${id}`
  const wrong = wrongs(block, problems)
  const value = filled[block]
  const { label, optional } = parameter
  const spec = { block, label, optional: optional === true }
  switch (parameter.type) {
    case 'resource': {
      const { noun } = RESOURCE_KINDS[parameter.kind]
      const only =
        parameter.kind === 'accounts' ? accountChoice(access.account, partitionOf(access)) : undefined
      return [
        ...wrong,
        field(
          {
            ...spec,
            ...(only ? {} : { hint: `From the newest audit. For a newer ${noun}, paste its whole ARN.` }),
          },
          externalSelect({
            action: 'request:find',
            initial: choiceOf(value) ?? only,
            placeholder: `Type part of the name of the ${noun}`,
          }),
        ),
      ]
    }
    case 'name':
      // Audits know it as a rule; it is asked for only where they do not.
      return wrong.length === 0 && value === undefined
        ? []
        : [...wrong, field(spec, textInput({ initial: value, most: 256 }))]
    case 'number':
      return [
        ...wrong,
        field(
          { ...spec, label: `${label} (${parameter.unit})`, hint: `${parameter.from} to ${parameter.to}` },
          numberInput({ ...parameter, initial: value }),
        ),
      ]
    case 'list':
      return [
        ...wrong,
        field(
          { ...spec, hint: `At most ${parameter.most}, separated by commas.` },
          textInput({ initial: value, example: `For example ${parameter.example}` }),
        ),
      ]
    case 'text':
      return [
        ...wrong,
        field(spec, textInput({ initial: value, example: `For example ${parameter.example}`, most: 500 })),
      ]
  }
}

/** Asked only where it does not follow from what is chosen. */
function regionField(
  { parameters }: Entitlement,
  { filled, problems = [] }: RequestFormState,
  { regions }: Access,
): Blocks {
  const follows = Object.values(parameters).some(
    (each) => each.type === 'resource' && !each.optional && RESOURCE_KINDS[each.kind].regional,
  )
  if (follows || regions.length < 2) return wrongs('region', problems)
  const choices = regions.map((region) => ({ label: region, value: region }))
  return [
    ...wrongs('region', problems),
    field({ block: 'region', label: 'Region' }, select({ choices, initial: filled.region ?? regions[0] })),
  ]
}

function durationField(
  { id, risk, defaultSeconds, longestSeconds }: Entitlement,
  filled: Filled,
  policy: AccessPolicy,
) {
  const longest = Math.min(longestSeconds, policy.longestSeconds[risk])
  const usual = Math.min(defaultSeconds, longest)
  const steps = [...new Set([...STEPS, usual, longest])].filter((s) => s <= longest).toSorted((a, b) => a - b)
  const choices = steps.map((seconds) => ({
    label: `${lasting(seconds)}${seconds === usual ? ' (usual)' : ''}`,
    value: String(seconds),
  }))
  const block = blockOf('duration', id)
  const before = filled[block]
  const isThere = steps.some((seconds) => String(seconds) === before)
  return field(
    { block, label: 'For how long', hint: `At most ${lasting(longest)}. A rule may set a shorter limit.` },
    select({ choices, initial: isThere ? before : String(usual) }),
  )
}

function glassField(entitlement: Entitlement, { filled }: RequestFormState, policy: AccessPolicy): Blocks {
  const { breakGlass } = policy
  const isOpen =
    breakGlass &&
    (breakGlass.for.entitlements?.includes(entitlement.id) ?? true) &&
    (breakGlass.for.risks?.includes(entitlement.risk) ?? true)
  if (!isOpen) return []
  const within = lasting(breakGlass.reviewWithinSeconds)
  return [
    field(
      {
        block: 'glass',
        label: 'Emergency',
        optional: true,
        hint: `Everybody is told at once, and somebody else looks back at it within ${within}.`,
      },
      checkboxes([{ label: 'Break the glass: my own second factor decides', value: 'yes' }], filled.glass),
    ),
  ]
}

/** What is wrong with a field, to stand above it. */
export function wrongs(name: string, problems: readonly FormProblem[]): Blocks {
  return problems.filter((each) => each.field === name).map(({ words }) => alert('error', mrkdwn(words)))
}

function partitionOf({ regions }: Access): string {
  const [region = ''] = regions
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}
