import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import { exampleRequest, type Parameters, readParameters } from '../../src/grants/parameter.ts'
import { chosen, exampleArn, RESOURCE_KINDS, type ResourceKind } from '../../src/grants/resource-kind.ts'
import { PLACE } from '../support/grant-orders.ts'
import { ENDPOINT } from '../support/grants.ts'

const PARAMETERS: Parameters = {
  endpoint: { type: 'resource', kind: 'endpoints', label: 'Endpoint' },
  name: { type: 'name', of: 'endpoint', label: 'Name' },
  types: { type: 'list', pattern: /^[a-z]+$/, most: 2, label: 'Types', example: 'a,b' },
  seconds: { type: 'number', from: 60, to: 3600, unit: 'seconds', label: 'Seconds', example: '60' },
  prefix: { type: 'text', pattern: /^[a-z]+-$/, label: 'Prefix', example: 'a-', optional: true },
}
const RIGHT = { endpoint: ENDPOINT, name: 'Churn', types: 'a,b', seconds: '60', prefix: 'a-' }

function faultOf(change: Readonly<Record<string, string>>): string | undefined {
  const read = readParameters(PARAMETERS, { ...RIGHT, ...change }, PLACE)
  return read.ok ? undefined : read.error.map(({ parameter, fault }) => `${parameter} ${fault}`).join(', ')
}

describe('the parameters of a request', () => {
  it('are read by their types', () => {
    expect(readParameters(PARAMETERS, RIGHT, PLACE)).toEqual({
      ok: true,
      value: {
        endpoint: { arn: ENDPOINT, path: ['endpoint', 'churn'], name: 'churn' },
        name: 'Churn',
        types: ['a', 'b'],
        seconds: 60,
        prefix: 'a-',
      },
    })
  })

  it.each([
    ['left out where it may be', { prefix: '' }, undefined],
    ['left out where it must not be', { seconds: '' }, 'seconds missing'],
    ['that the entitlement does not have', { more: 'x' }, 'more unknown'],
    ['with an inherited name', { constructor: 'x' }, 'constructor unknown'],
    ['with an asterisk', { endpoint: ENDPOINT.replace('churn', '*') }, 'endpoint pattern, name not-its-name'],
    ['with a question mark', { endpoint: `${ENDPOINT}?` }, 'endpoint pattern, name not-its-name'],
    ['with a variable', { prefix: `$\{aws:username}-` }, 'prefix pattern'],
    ['in another account', { endpoint: ENDPOINT.replace('1111', '9999') }, 'endpoint elsewhere'],
    ['in another Region', { endpoint: ENDPOINT.replace('eu-west-1', 'us-east-1') }, 'endpoint elsewhere'],
    ['in another partition', { endpoint: ENDPOINT.replace('arn:aws:', 'arn:aws-cn:') }, 'endpoint elsewhere'],
    ['of another kind', { endpoint: ENDPOINT.replace('endpoint/', 'model/') }, 'endpoint malformed'],
    ['of another service', { endpoint: ENDPOINT.replace(':sagemaker:', ':s3:') }, 'endpoint malformed'],
    ['that is no ARN', { endpoint: 'churn' }, 'endpoint malformed'],
    ['with a line break', { endpoint: `${ENDPOINT}\n` }, 'endpoint malformed, name not-its-name'],
    ['that is the name of something else', { name: 'churner' }, 'name not-its-name'],
    ['with blanks', { types: 'a, b' }, 'types malformed'],
    ['said twice', { types: 'a,a' }, 'types repeated'],
    ['said too often', { types: 'a,b,c' }, 'types too-many'],
    ['below its range', { seconds: '59' }, 'seconds out-of-range'],
    ['above its range', { seconds: '3601' }, 'seconds out-of-range'],
    ['that is no whole number', { seconds: '60.5' }, 'seconds malformed'],
    ['that is a number in another spelling', { seconds: '6e1' }, 'seconds malformed'],
    ['in the wrong form', { prefix: 'A-' }, 'prefix malformed'],
  ])('may be or not be one %s', (_what, change, fault) => {
    expect(faultOf(change)).toBe(fault)
  })

  it('never let a wildcard or a variable through, wherever it stands', () => {
    const strange = fc.constantFrom('*', '?', `$\{`, `$\{aws:username}`, `$\{*}`)
    const anywhere = fc.tuple(fc.constantFrom(...ENTITLEMENTS), strange, fc.nat())
    fc.assert(
      fc.property(anywhere, ([{ parameters, permissions }, sign, at]) => {
        const request = exampleRequest(parameters, PLACE, 'all')
        const ids = Object.keys(request)
        const id = ids[at % ids.length] ?? ''
        const text = request[id] ?? ''
        const cut = at % (text.length + 1)
        const given = { ...request, [id]: text.slice(0, cut) + sign + text.slice(cut) }
        const asked = permissions(given, PLACE)
        expect(asked.ok || asked.error).toEqual(expect.arrayContaining([{ parameter: id, fault: 'pattern' }]))
      }),
    )
  })
})

describe('a kind of resource', () => {
  const kinds = Object.keys(RESOURCE_KINDS) as readonly ResourceKind[]

  it.each(kinds)('takes its example, and nothing of the other kinds: %s', (kind) => {
    expect(chosen(exampleArn(kind, PLACE), kind, PLACE)).toMatchObject({ arn: exampleArn(kind, PLACE) })
    const others = kinds.filter((other) => typeof chosen(exampleArn(other, PLACE), kind, PLACE) !== 'string')
    expect(others).toEqual([kind])
  })

  it('keeps the case of a name', () => {
    expect(chosen(ENDPOINT.replace('churn', 'Churn-A'), 'endpoints', PLACE)).toMatchObject({
      name: 'Churn-A',
    })
  })
})
