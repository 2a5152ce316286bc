import { parseArn } from '../../base/arn.ts'
import { err, ok, type Result } from '../../base/result.ts'
import type { Access, FormProblem, RequestForm } from '../../grants/access.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import { type Parameter, type ParameterFault, readParameters } from '../../grants/parameter.ts'
import type { FieldErrors, Filled } from '../forms/form.ts'
import { arnOf } from './resource-choice.ts'

/** What a form of a request remembers: the id that was drawn when it was opened, and what it asks for. */
export interface RequestAbout {
  readonly id: string
  /** Absent while nothing is chosen. */
  readonly entitlement?: string
}

const ABOUT = /^([a-z0-9]{1,64})(?: ([a-z0-9-]{1,64}))?$/

export function aboutText({ id, entitlement }: RequestAbout): string {
  return entitlement === undefined ? id : `${id} ${entitlement}`
}

export function readAbout(about: string): RequestAbout | undefined {
  const [, id, entitlement] = ABOUT.exec(about) ?? []
  return id === undefined ? undefined : { id, ...(entitlement === undefined ? {} : { entitlement }) }
}

/**
 * The block of a field. Slack keeps what stands in a block of the same id when a form is rebuilt; so the duration, whose
 * choices differ, has one for each entitlement.
 */
export function blockOf(field: string, entitlement: string): string {
  return field === 'duration' ? `duration:${entitlement}` : field
}

/** A form that was read: as it was filled in, where resources may still stand for others. */
export interface RequestDraft {
  readonly id: string
  readonly entitlement: Entitlement
  readonly filled: Filled
  readonly form: RequestForm
}

/** Why a parameter cannot be taken as it is. */
const FAULT_WORDS: Readonly<Record<ParameterFault, string>> = {
  missing: 'This has to be filled in.',
  unknown: 'This does not belong to the request. Run the command again for a fresh form.',
  pattern: 'No wildcards or variables here: they would mean more than themselves.',
  malformed: 'This does not have the form it should have.',
  elsewhere: 'This lies in another account, Region or partition.',
  'too-many': 'These are too many.',
  repeated: 'One of these stands here twice.',
  'out-of-range': 'This is outside what may be asked for.',
  'not-its-name': 'This is not the name of what was chosen.',
  disagrees: 'This does not go with what else was chosen.',
}

/** Reads the filled-in form; what can be seen to be wrong without asking anybody is told under its field. */
export function readRequest(
  filled: Filled,
  about: string,
  access: Access,
): Result<RequestDraft, FieldErrors> {
  const remembered = readAbout(about)
  const entitlement = access.entitlements.find(({ id }) => id === remembered?.entitlement)
  if (!remembered || !entitlement)
    return err({ entitlement: 'This form is too old. Run the command again for a fresh one.' })
  if (filled.entitlement !== undefined && filled.entitlement !== entitlement.id)
    return err({ entitlement: 'I am still putting up the fields for this. Submit again in a moment.' })
  const parameters = parametersIn(filled, entitlement)
  const region = regionOf(filled, access)
  const durationSeconds = Number(filled[blockOf('duration', entitlement.id)])
  const reason = (filled.reason ?? '').trim()
  const errors: Record<string, string> = {
    ...parameterErrors(entitlement, parameters, { partition: 'aws', account: access.account, region }),
    ...(reason === '' ? { reason: 'Say in a sentence why you need it.' } : {}),
    ...(Number.isSafeInteger(durationSeconds) && durationSeconds > 0
      ? {}
      : { [blockOf('duration', entitlement.id)]: 'Choose for how long.' }),
  }
  if (Object.keys(errors).length > 0) return err(errors)
  const startsAt = filled.start === undefined ? null : Number(filled.start)
  const form = {
    entitlement: entitlement.id,
    region,
    parameters,
    durationSeconds,
    startsAt,
    reason,
    ticket: (filled.ticket ?? '').trim() || null,
    breakGlass: (filled.glass ?? '').split(',').includes('yes'),
  }
  return ok({ id: remembered.id, entitlement, filled, form })
}

/** The draft with every resource by its ARN and every name as its owner spelt it; what cannot be told is a problem. */
export async function resolved(
  { entitlement, form }: RequestDraft,
  access: Access,
): Promise<Result<RequestForm, readonly FormProblem[]>> {
  const given: Record<string, string> = { ...form.parameters }
  const problems: FormProblem[] = []
  for (const [id, parameter] of Object.entries(entitlement.parameters)) {
    const value = given[id]
    if (parameter.type !== 'resource' || value === undefined) continue
    const arn = await arnOf(access.find, parameter.kind, value)
    if (arn === undefined)
      problems.push({
        field: `parameter:${id}`,
        words: 'What you chose is not in the newest audit any more. Choose again, or paste its ARN.',
      })
    else given[id] = arn
  }
  for (const [id, parameter] of Object.entries(entitlement.parameters)) {
    if (parameter.type !== 'name' || given[id] !== undefined) continue
    const name = await nameOf(entitlement.parameters[parameter.of], given[parameter.of], access)
    if (name === undefined)
      problems.push({
        field: `parameter:${id}`,
        words: 'No audit has seen this, and an ARN does not keep capital letters. Type the name exactly.',
      })
    else given[id] = name
  }
  return problems.length > 0
    ? err(problems)
    : ok({ ...form, parameters: given, region: regionIn(given, form) })
}

/** The Region that what was chosen lies in, or else the one that was asked for. */
function regionIn(given: Readonly<Record<string, string>>, { region }: RequestForm): string {
  const regions = Object.values(given).flatMap((text) => parseArn(text)?.region || [])
  return regions[0] ?? region
}

function regionOf({ region }: Filled, { regions }: Access): string {
  return region !== undefined && regions.includes(region) ? region : (regions[0] ?? '')
}

async function nameOf(
  of: Parameter | undefined,
  arn: string | undefined,
  access: Access,
): Promise<string | undefined> {
  if (of?.type !== 'resource' || arn === undefined) return undefined
  const found = await access.find(of.kind, arn, 10)
  return found.find((each) => each.arn === arn)?.name
}

function parametersIn(filled: Filled, entitlement: Entitlement): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(entitlement.parameters).flatMap(([id, parameter]) => {
      const typed = (filled[`parameter:${id}`] ?? '').trim()
      if (typed === '') return []
      return [
        [
          id,
          parameter.type === 'list'
            ? typed
                .split(/[\s,]+/)
                .filter(Boolean)
                .join(',')
            : typed,
        ],
      ]
    }),
  )
}

/** Only what was typed is judged here; what was chosen is looked up first. */
function parameterErrors(
  { parameters }: Entitlement,
  given: Readonly<Record<string, string>>,
  place: { readonly partition: string; readonly account: string; readonly region: string },
): FieldErrors {
  const isTyped = (id: string): boolean => ['text', 'list', 'number'].includes(parameters[id]?.type ?? '')
  const pick = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => isTyped(id)))
  const read = readParameters(pick(parameters), pick(given), place)
  const missing = Object.entries(parameters).filter(
    ([id, { type, optional }]) => type === 'resource' && !optional && given[id] === undefined,
  )
  return Object.fromEntries([
    ...missing.map(([id]) => [`parameter:${id}`, FAULT_WORDS.missing]),
    ...(read.ok
      ? []
      : read.error.map((each) => [
          `parameter:${each.parameter}`,
          faultWords(each.fault, parameters[each.parameter]),
        ])),
  ])
}

function faultWords(fault: ParameterFault, parameter: Parameter | undefined): string {
  const example = parameter && 'example' in parameter ? ` For example: ${parameter.example}` : ''
  if (fault === 'out-of-range' && parameter?.type === 'number')
    return `It goes from ${parameter.from} to ${parameter.to} ${parameter.unit}.`
  if (fault === 'too-many' && parameter?.type === 'list') return `At most ${parameter.most} of these.`
  return `${FAULT_WORDS[fault]}${example}`
}
