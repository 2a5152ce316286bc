import { describe, expect, it } from 'vitest'
import { keys } from '../../../src/aws/collectors/keys.ts'
import { a, aGap } from '../../support/inventory.ts'
import { collected, throws } from '../reading.ts'

const ID = '1234abcd-12ab-34cd-56ef-1234567890ab'
const ARN = `arn:aws:kms:eu-west-1:111122223333:key/${ID}`
const ALIAS_ARN = 'arn:aws:kms:eu-west-1:111122223333:alias/ml'
const KEY = { KeyId: ID, Arn: ARN, AWSAccountId: '111122223333', KeyManager: 'CUSTOMER', KeyState: 'Enabled' }
const POLICY = '{"Version":"2012-10-17","Statement":[]}'

const notebook = (name: string, kmsKeyId: string) =>
  a('notebooks', {
    name,
    kmsKeyId,
    status: 'InService',
    directInternet: false,
    rootAccess: false,
    imdsVersion: '2',
  })
const named = (...references: string[]) => ({
  notebooks: { items: references.map((reference, i) => notebook(`n${i}`, reference)), gaps: [] },
})
const ANSWERS = {
  DescribeKey: { KeyMetadata: KEY },
  GetKeyRotationStatus: { KeyRotationEnabled: true },
  GetKeyPolicy: { Policy: POLICY },
  ListGrants: {
    Grants: [{ GranteePrincipal: 'arn:aws:iam::111122223333:role/Train', Operations: ['Decrypt'] }],
  },
}

describe('KMS keys', () => {
  it('named in four ways are one key with four names', async () => {
    const { items, sent } = await collected(keys, ANSWERS, named(ID, ARN, 'alias/ml', ALIAS_ARN, ARN))
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      arn: ARN,
      keyId: ID,
      references: [ID, ARN, 'alias/ml', ALIAS_ARN],
      rotation: { value: true },
      policy: { value: { statements: [] } },
      grants: { value: [{ grantee: 'arn:aws:iam::111122223333:role/Train', operations: ['Decrypt'] }] },
    })
    expect(items[0]?.usedBy).toContain('notebook instance n0')
    const count = (name: string) => sent.filter(({ operation }) => operation === name).length
    expect([count('DescribeKey'), count('GetKeyRotationStatus'), count('GetKeyPolicy')]).toEqual([4, 1, 1])
  })

  it('of AWS rotate, and nobody reads their policy', async () => {
    const metadata = { ...KEY, KeyManager: 'AWS' }
    const { items } = await collected(
      keys,
      { DescribeKey: { KeyMetadata: metadata } },
      named('alias/aws/sagemaker'),
    )
    expect(items[0]).toMatchObject({
      manager: 'AWS',
      rotation: { value: true },
      policy: { gap: { cause: 'unsupported' } },
    })
  })

  it('that do not exist are absent, without a gap', async () => {
    const missing = throws('NotFoundException')
    expect(await collected(keys, { DescribeKey: missing }, named(ARN))).toMatchObject({ items: [], gaps: [] })
  })

  it('that may not be seen are gaps under the name that was used', async () => {
    const denied = throws('AccessDeniedException')
    const { gaps } = await collected(keys, { DescribeKey: denied }, named('alias/theirs'))
    expect(gaps).toMatchObject([{ cause: 'denied', resources: [{ name: 'alias/theirs' }] }])
  })

  it('have their grants read to the last page', async () => {
    const page = ({ Marker }: { Marker?: string }) =>
      Marker === 'more'
        ? { Grants: [{ GranteePrincipal: 'second' }] }
        : { Grants: [{ GranteePrincipal: 'first' }], NextMarker: 'more', Truncated: true }
    const { items } = await collected(keys, { ...ANSWERS, ListGrants: page }, named(ARN))
    expect(items[0]?.grants).toMatchObject({ value: [{ grantee: 'first' }, { grantee: 'second' }] })
  })

  it('that cannot rotate are said not to', async () => {
    const { items } = await collected(
      keys,
      {
        ...ANSWERS,
        GetKeyRotationStatus: throws('UnsupportedOperationException'),
      },
      named(ARN),
    )
    expect(items[0]?.rotation).toEqual({ value: false })
  })

  it('are incomplete where those who name them are', async () => {
    const gap = aGap({ kind: 'notebooks', call: 'ListNotebookInstances' })
    const { gaps } = await collected(keys, {}, { notebooks: { items: [], gaps: [gap] } })
    expect(gaps).toEqual([{ ...gap, kind: 'keys' }])
  })
})
