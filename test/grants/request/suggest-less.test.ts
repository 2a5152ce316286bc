import { describe, expect, it } from 'vitest'
import type { CloseOut } from '../../../src/grants/ending/close-out.ts'
import { suggestLess } from '../../../src/grants/request/suggest-less.ts'
import { entitlementOf } from '../../support/grant-orders.ts'
import { ANN, BEN, T0 } from '../../support/grants.ts'

const DEBUG = entitlementOf('debug-endpoint')
const MODEL = 'sagemaker:DescribeModel'
const COMPONENT = 'sagemaker:DescribeInferenceComponent'
const ENDPOINT = 'sagemaker:DescribeEndpoint'

function aCloseOut(change: Partial<CloseOut> = {}): CloseOut {
  return {
    grantId: 'g1',
    entitlement: 'debug-endpoint',
    requester: ANN,
    parameters: ['endpoint', 'endpointName', 'endpointConfig', 'model', 'component'],
    window: { startsAt: T0, endsAt: T0 + 3600 },
    reason: 'expired',
    granted: [ENDPOINT, MODEL, COMPONENT],
    used: [],
    unused: [],
    notObservable: [],
    denied: [],
    besides: [],
    outside: [],
    created: [],
    stillRunning: [],
    gaps: [],
    asOf: T0 + 7200,
    ...change,
  }
}

describe('what could be left out of the next request', () => {
  it('is an optional parameter whose calls were never used', () => {
    expect(suggestLess(DEBUG, ANN, [aCloseOut({ unused: [MODEL] })])).toEqual({
      grants: 1,
      leaveOut: [{ parameter: 'model', label: 'Model', actions: [MODEL] }],
      neverUsed: [],
    })
  })

  it('is told apart from calls that the entitlement cannot do without', () => {
    expect(suggestLess(DEBUG, ANN, [aCloseOut({ unused: [ENDPOINT, COMPONENT] })])).toEqual({
      grants: 1,
      leaveOut: [{ parameter: 'component', label: 'Inference component', actions: [COMPONENT] }],
      neverUsed: [ENDPOINT],
    })
  })

  it.each<readonly [string, readonly CloseOut[]]>([
    ['there is no earlier grant', []],
    ['it was used once', [aCloseOut({ unused: [MODEL] }), aCloseOut()]],
    ['its use could not be observed', [aCloseOut({ notObservable: [MODEL] })]],
    ['somebody else did not use it', [aCloseOut({ unused: [MODEL], requester: BEN })]],
    ['it was of another entitlement', [aCloseOut({ unused: [MODEL], entitlement: 'invoke-endpoint' })]],
    ['it was not asked for', [aCloseOut({ parameters: ['endpoint'], granted: [ENDPOINT] })]],
  ])('is nothing where %s', (_what, earlier) => {
    expect(suggestLess(DEBUG, ANN, earlier)).toMatchObject({ leaveOut: [], neverUsed: [] })
  })

  it('goes by those grants alone that asked for it', () => {
    const earlier = [
      aCloseOut({ unused: [MODEL] }),
      aCloseOut({ parameters: ['endpoint'], granted: [ENDPOINT] }),
    ]
    expect(suggestLess(DEBUG, ANN, earlier)).toMatchObject({ grants: 2, leaveOut: [{ parameter: 'model' }] })
  })

  it('is never a parameter that narrows the grant', () => {
    const invoke = entitlementOf('invoke-endpoint')
    const earlier = aCloseOut({
      entitlement: 'invoke-endpoint',
      parameters: ['endpoint', 'component', 'targetModel'],
      granted: invoke.actions,
      unused: invoke.actions,
    })
    expect(suggestLess(invoke, ANN, [earlier]).leaveOut).toEqual([])
    const pipeline = entitlementOf('run-pipeline')
    const run = aCloseOut({
      entitlement: 'run-pipeline',
      parameters: ['pipeline', 'version'],
      granted: pipeline.actions,
      unused: pipeline.actions,
    })
    expect(suggestLess(pipeline, ANN, [run]).leaveOut).toEqual([])
  })
})
