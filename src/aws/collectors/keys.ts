import type { KeyMetadata } from '@aws-sdk/client-kms'
import { parseArn } from '../../base/arn.ts'
import { type PolicyDocument, parsePolicy } from '../../base/policy/document.ts'
import type { Resource } from '../../posture/inventory/resource.ts'
import type { Key, KeyGrant } from '../../posture/inventory/storage.ts'
import type { Part } from '../../posture/snapshot.ts'
import { Nonsense, required } from '../call.ts'
import { defineCollector, type Reading } from '../collector.ts'
import { mapAll, texts } from '../fields.ts'
import { NAMING, namings, Users } from '../names.ts'

/** A way in which a key is named, in the Region where it was named. */
interface Reference {
  readonly region: string
  readonly text: string
}

/**
 * The KMS keys that something read in this audit names. Every form of name is resolved by KMS itself. Rotation,
 * policy and grants are asked for customer keys of this account only: AWS rotates its own, and nobody else's can be read.
 */
export const keys = defineCollector({
  kind: 'keys',
  actions: ['kms:DescribeKey', 'kms:GetKeyRotationStatus', 'kms:GetKeyPolicy', 'kms:ListGrants'],
  uses: NAMING.keys,
  also: NAMING.keysBesides,
  regional: false,
  async collect(reading) {
    const users = new Users()
    const references = new Map<string, Reference>()
    for (const { by, names } of await namings(reading, [...NAMING.keys, ...NAMING.keysBesides])) {
      for (const text of texts(names.keys ?? [])) {
        const region = parseArn(text)?.region || by.region
        references.set(`${region} ${text}`, { region, text })
        users.add(`${region} ${text}`, by)
      }
    }
    const described = await mapAll([...references.values()], (reference) => describe(reading, reference))
    const byArn = Map.groupBy(
      described.filter((one) => one !== undefined),
      ({ arn }) => arn,
    )
    return mapAll([...byArn.values()], async (same) => {
      const named = same.map(({ reference }) => reference)
      const usedBy = texts(named.flatMap(({ region, text }) => users.of(`${region} ${text}`))).slice(0, 5)
      return keyOf(reading, same, texts(named.map(({ text }) => text)), usedBy)
    })
  },
})

interface Described {
  readonly reference: Reference
  readonly arn: string
  readonly raw: KeyMetadata
}

/** What KMS knows under a name; `undefined` where there is no such key (or it is a gap). */
async function describe(reading: Reading, reference: Reference): Promise<Described | undefined> {
  const { region, text } = reference
  const answer = await reading.read(
    'kms',
    'DescribeKey',
    { KeyId: text },
    ({ KeyMetadata: raw }) => {
      const key = required(raw, 'KeyMetadata')
      return { reference, arn: required(key.Arn, 'Arn'), raw: key }
    },
    region,
  )
  if (answer.outcome === 'value') return answer.value
  if (answer.outcome === 'refused') reading.gap(answer.refusal, named(reading, reference))
  return undefined
}

/** Who a key is that may not be seen: the name that was used, in the account that stands in it. */
function named(reading: Reading, { region, text }: Reference): Resource {
  return {
    ...reading.identity(text, text, undefined, region),
    account: parseArn(text)?.account || reading.account,
  }
}

async function keyOf(
  reading: Reading,
  same: readonly Described[],
  names: readonly string[],
  usedBy: readonly string[],
): Promise<Key> {
  const [first] = same
  const { arn, raw, reference } = required(first, 'key')
  const id = required(raw.KeyId, 'KeyId')
  const { region } = reference
  const identity = {
    ...reading.identity(id, arn, raw.CreationDate, region),
    account: raw.AWSAccountId ?? reading.account,
  }
  const manager = raw.KeyManager ?? 'CUSTOMER'
  const own = manager === 'CUSTOMER' && identity.account === reading.account
  const [rotation, policy, grants] = await Promise.all([
    own ? rotationOf(reading, identity) : notOurs(reading, identity, 'GetKeyRotationStatus', manager),
    own ? policyOf(reading, identity) : notOurs(reading, identity, 'GetKeyPolicy', manager),
    own ? grantsOf(reading, identity) : undefined,
  ])
  return {
    ...identity,
    keyId: id,
    references: texts([...names, id, arn]),
    manager,
    state: raw.KeyState ?? 'Unknown',
    symmetric: (raw.KeySpec ?? raw.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT') === 'SYMMETRIC_DEFAULT',
    origin: raw.Origin ?? 'AWS_KMS',
    usedBy,
    // AWS rotates its managed keys every year. Source: KMS Developer Guide, "Rotate AWS KMS keys".
    rotation: manager === 'AWS' ? { value: true } : rotation,
    policy,
    ...(grants && { grants }),
  }
}

async function rotationOf(reading: Reading, key: Resource): Promise<Part<boolean>> {
  const answer = await reading.read(
    'kms',
    'GetKeyRotationStatus',
    { KeyId: key.arn },
    (raw) => required(raw.KeyRotationEnabled, 'KeyRotationEnabled'),
    key.region,
  )
  if (answer.outcome === 'value') return { value: answer.value }
  // Asymmetric, imported and pending-deletion keys do not rotate, and KMS refuses to answer for them.
  if (answer.outcome === 'gone' || answer.refusal.cause === 'unsupported') return { value: false }
  return reading.partGap(answer.refusal, key)
}

async function policyOf(reading: Reading, key: Resource): Promise<Part<PolicyDocument>> {
  const answer = await reading.read(
    'kms',
    'GetKeyPolicy',
    { KeyId: key.arn, PolicyName: 'default' },
    (raw) => {
      const policy = parsePolicy(required(raw.Policy, 'Policy'))
      if (!policy) throw new Nonsense('the key policy does not parse')
      return policy
    },
    key.region,
  )
  if (answer.outcome === 'value') return { value: answer.value }
  if (answer.outcome === 'refused') return reading.partGap(answer.refusal, key)
  return notOurs(reading, key, 'GetKeyPolicy', 'CUSTOMER')
}

async function grantsOf(reading: Reading, key: Resource): Promise<Part<readonly KeyGrant[]>> {
  const { text, list } = reading.intern
  const listed = await reading.pages(
    'kms',
    'ListGrants',
    { KeyId: key.arn, Limit: 100 },
    {
      items: (page) => page.Grants,
      map: (grant) => ({
        grantee: text(grant.GranteePrincipal ?? ''),
        operations: list(grant.Operations ?? []),
      }),
    },
    key.region,
  )
  return listed.refusal ? reading.partGap(listed.refusal, key) : { value: listed.items }
}

function notOurs(reading: Reading, key: Resource, call: string, manager: string) {
  const whose = manager === 'AWS' ? 'the key is managed by AWS' : 'the key is not one of this account'
  const refusal = {
    call,
    action: `kms:${call}`,
    region: key.region,
    cause: 'unsupported',
    detail: whose,
  } as const
  return reading.partGap(refusal, key)
}
