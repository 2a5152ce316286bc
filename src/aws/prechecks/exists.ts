import { arnName } from '../../base/arn.ts'
import { RESOURCE_KINDS, type ResourceKind } from '../../grants/resource-kind.ts'
import { type Answer, required } from '../call.ts'
import { DESCRIBE_ACTIONS, describeChosen, type SageMakerKind } from './described.ts'
import { answered, type Finding, type Look, notSo, so } from './look.ts'

type Find = (look: Look, arn: string) => Promise<Answer<string>>

const OTHERS: Readonly<
  Record<Exclude<ResourceKind, SageMakerKind>, { actions: readonly string[]; find: Find }>
> = {
  iamRoles: {
    actions: ['iam:GetRole'],
    find: ({ reading }, arn) =>
      reading.read('iam', 'GetRole', { RoleName: arnName(arn) }, (raw) => required(raw.Role?.Arn, 'Arn')),
  },
  keys: {
    actions: ['kms:DescribeKey'],
    find: ({ reading }, arn) =>
      reading.read('kms', 'DescribeKey', { KeyId: arn }, (raw) => required(raw.KeyMetadata?.Arn, 'Arn')),
  },
  // The credentials are this account's, or nothing is looked at.
  accounts: {
    actions: [],
    find: async ({ reading }) => ({
      outcome: 'value',
      value: `arn:${reading.partition}:iam::${reading.account}:root`,
    }),
  },
}

const isOther = (kind: ResourceKind): kind is Exclude<ResourceKind, SageMakerKind> => kind in OTHERS

/** The IAM actions that it takes to find something of a kind. */
export function existsActions(kind: ResourceKind): readonly string[] {
  return isOther(kind) ? OTHERS[kind].actions : DESCRIBE_ACTIONS[kind]
}

/**
 * Whether the resource of a parameter is there under exactly the ARN of the request: a policy compares ARNs letter by
 * letter. `arn`: the one that AWS returned; null where it is not there or could not be seen.
 */
export async function exists(
  look: Look,
  kind: ResourceKind,
  about: string,
): Promise<{ readonly finding: Finding; readonly arn: string | null }> {
  const asked = look.parameters[about] ?? ''
  const noun = `${RESOURCE_KINDS[kind].noun} ${arnName(asked)}`
  const answer = await find(look, kind, about)
  if (answer.outcome === 'gone') return { finding: notSo(`There is no ${noun}.`), arn: null }
  const arn = answered(answer)
  const finding =
    arn === asked ? so(`There is ${noun}.`) : notSo(`AWS writes ${noun} as ${arn}: ask for that.`)
  return { finding, arn }
}

async function find(look: Look, kind: ResourceKind, about: string): Promise<Answer<string>> {
  if (isOther(kind)) return OTHERS[kind].find(look, look.parameters[about] ?? '')
  const answer = await describeChosen(look, kind, about)
  return answer.outcome === 'value' ? { outcome: 'value', value: answer.value.arn } : answer
}
