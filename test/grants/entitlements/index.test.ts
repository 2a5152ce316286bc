import { describe, expect, it } from 'vitest'
import type { Permissions } from '../../../src/grants/entitlement.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import { exampleRequest } from '../../../src/grants/parameter.ts'
import { entitlementOf, PLACE } from '../../support/grant-orders.ts'
import { readSource, sourceFiles } from '../../support/sources.ts'
import { ROWS } from './rows.ts'

const STEM = /^arn:aws:[a-z]+:(?:eu-west-1)?:111122223333:/

function callsOf({ statements }: Permissions): readonly string[] {
  return statements.flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((arn) => `${action} ${arn.replace(STEM, '')}`)),
  )
}

function conditionsOf({ statements }: Permissions): readonly string[] {
  return statements.flatMap(({ when = {} }) =>
    Object.entries(when).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]) => `${operator} ${key} ${value}`),
    ),
  )
}

describe('the list of entitlements', () => {
  it('lists every file, once, under the name of the file', () => {
    const files = sourceFiles('src/grants/entitlements')
      .filter((path) => readSource(path).includes('defineEntitlement('))
      .map((path) => path.replace(/^.*\/|\.ts$/g, ''))
    expect(files.length).toBe(16)
    expect(ENTITLEMENTS.map(({ id }) => id).toSorted((a, b) => a.localeCompare(b))).toEqual(files)
  })

  it('has them in the order of the form, and a row for each', () => {
    expect([...new Set(ROWS.map(({ id }) => id))]).toEqual(ENTITLEMENTS.map(({ id }) => id))
  })

  it.each(ROWS.map((row) => [`${row.id} ${Object.keys(row.parameters).join(' ')}`, row] as const))(
    'allows exactly what it says: %s',
    (_name, { id, parameters, calls, conditions }) => {
      const asked = entitlementOf(id).permissions(parameters, PLACE)
      if (!asked.ok) throw new Error(JSON.stringify(asked.error))
      expect(callsOf(asked.value)).toEqual(calls)
      expect(conditionsOf(asked.value)).toEqual(conditions)
      expect(asked.value.resources).toEqual(
        Object.values(parameters).filter((text) => text.startsWith('arn:')),
      )
    },
  )

  it('switches off, with a reason, what does not end by itself or is not proved', () => {
    const off = ENTITLEMENTS.filter((entitlement) => entitlement.off !== undefined)
    expect(off.map(({ id }) => id)).toEqual([
      'deploy-model',
      'open-mlflow',
      'hyperpod-session',
      'studio-remote-ide',
      'training-shell',
    ])
    expect(off.filter((entitlement) => (entitlement.off ?? '').length < 60)).toEqual([])
  })

  it.each([
    ['low', []],
    [
      'medium',
      [
        'start-stop-notebook',
        'invoke-endpoint',
        'debug-endpoint',
        'debug-training-job',
        'open-mlflow',
        'read-only-audit',
      ],
    ],
    [
      'high',
      [
        'open-studio-profile',
        'open-notebook',
        'submit-training',
        'deploy-model',
        'read-feature-group',
        'run-pipeline',
        'studio-remote-ide',
        'approve-model-version',
      ],
    ],
    ['critical', ['hyperpod-session', 'training-shell']],
  ])('knows which are of %s risk', (risk, ids) => {
    expect(ENTITLEMENTS.filter((entitlement) => entitlement.risk === risk).map(({ id }) => id)).toEqual(ids)
  })

  it('wants two people for what reaches furthest', () => {
    expect(ENTITLEMENTS.filter(({ approvals }) => approvals > 1).map(({ id }) => id)).toEqual([
      'deploy-model',
      'hyperpod-session',
      'training-shell',
      'approve-model-version',
    ])
  })
})

describe('what an entitlement says of itself', () => {
  it('is whole, and short enough to be read', () => {
    const wrong = ENTITLEMENTS.filter(
      (e) =>
        e.title.length > 60 ||
        !/^[A-Z][^.]+$/.test(e.title) ||
        !/^[A-Z].+\.$/.test(e.riskWhy) ||
        !/^[A-Z].+\.$/.test(e.reach.words) ||
        !/^[A-Z].+\.$/.test(e.remains ?? 'Nothing.') ||
        e.tell.length === 0 ||
        e.defaultSeconds > e.longestSeconds ||
        e.approvals < 1 ||
        Object.values(e.parameters).some(({ label }) => label === ''),
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
    expect(new Set(ENTITLEMENTS.map(({ title }) => title)).size).toBe(16)
  })

  it('names only parameters that it has', () => {
    const strays = ENTITLEMENTS.flatMap(({ id, parameters, prechecks, reach }) =>
      [...prechecks.map(({ about }) => about), ...(reach.of === null ? [] : [reach.of])]
        .filter((name) => !Object.hasOwn(parameters, name))
        .map((name) => `${id}: ${name}`),
    )
    expect(strays).toEqual([])
  })

  it('leads to a role exactly where one is reached through something', () => {
    const wrong = ENTITLEMENTS.filter(({ reach }) => (reach.through === 'nothing') !== (reach.of === null))
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('looks for traces only of calls that it allows', () => {
    const strays = ENTITLEMENTS.flatMap(({ id, actions, trail }) => {
      const names = new Set(actions.map((action) => action.split(':')[1]))
      return [...trail.events, ...trail.dataEvents]
        .filter((event) => !names.has(event))
        .map((event) => `${id}: ${event}`)
    })
    expect(strays).toEqual([])
  })

  // CloudTrail records every call of SageMaker but those that need data events. Tags come with what they are put on,
  // and metrics are another service's.
  it('says of every call of SageMaker whether it leaves a trace', () => {
    const silent = new Set(['sagemaker:AddTags', 'sagemaker:BatchGetMetrics'])
    const untold = ENTITLEMENTS.flatMap(({ id, actions, trail }) => {
      const told = new Set([...trail.events, ...trail.dataEvents])
      return actions
        .filter((action) => action.startsWith('sagemaker:') && !silent.has(action))
        .filter((action) => !told.has(action.slice('sagemaker:'.length)))
        .map((action) => `${id}: ${action}`)
    })
    expect(untold).toEqual([])
  })

  it('takes no answer, record or log line for a call that always leaves a trace', () => {
    const reads =
      /^(?:Invoke|GetRecord|BatchGetRecord|GetLogEvents|FilterLogEvents|GetMetricData|SearchRuns|GetRun)/
    expect(ENTITLEMENTS.flatMap(({ trail }) => trail.events.filter((event) => reads.test(event)))).toEqual([])
  })

  it('holds every call that takes no resource to the Region', () => {
    const strays = ENTITLEMENTS.flatMap(({ id, parameters, permissions }) => {
      const asked = permissions(exampleRequest(parameters, PLACE, 'all'), PLACE)
      if (!asked.ok) throw new Error(JSON.stringify(asked.error))
      return asked.value.statements
        .filter(({ resources }) => resources.includes('*'))
        .filter(({ when }) => when?.StringEquals?.['aws:RequestedRegion'] !== PLACE.region)
        .map(({ sid }) => `${id}: ${sid}`)
    })
    expect(strays).toEqual([])
  })

  it('states each check as what should be so, once', () => {
    const checks = ENTITLEMENTS.flatMap(({ prechecks }) => prechecks)
    expect(checks.filter(({ should }) => !/\bshould\b.+\.$/.test(should))).toEqual([])
    const twice = ENTITLEMENTS.filter(
      ({ prechecks }) => new Set(prechecks.map(({ code }) => code)).size < prechecks.length,
    )
    expect(twice.map(({ id }) => id)).toEqual([])
  })
})
