import { grantRoles } from '../grant-role.ts'
import { askedActions } from './proof-asked.ts'
import { type Claim, type Question, timeItem } from './proof-claim.ts'
import type { ContextItem } from './proof-context.ts'
import type { Asked } from './proof-permissions.ts'
import { rightArns } from './proof-resources.ts'
import { NEVER } from './proof-strangers.ts'

const LAYERS = ['boundary'] as const
const TO_SAGEMAKER: ContextItem = {
  key: 'iam:PassedToService',
  type: 'string',
  values: ['sagemaker.amazonaws.com'],
}
const TO_EC2: ContextItem = { key: 'iam:PassedToService', type: 'string', values: ['ec2.amazonaws.com'] }

/** What is claimed of the boundary where the grant's own policy allows everything: it holds by itself. */
export function boundaryClaims({ asked, place, window }: Asked): readonly Claim[] {
  const { partition, account } = place
  const ask = (action: string, resource: string, ...more: readonly ContextItem[]): Question => ({
    action,
    resource,
    context: [timeItem(window.startsAt), regionItem(place.region), ...more],
    expected: 'denied',
  })
  const resources = ['*', ...asked.flatMap((permission) => permission.resources.flatMap(rightArns))]
  const granted = [...askedActions(asked)].filter((action) => action !== 'iam:PassRole')
  const role = `arn:${partition}:iam::${account}:role/service`
  const grantRole = grantRoles(partition, account).replace('*', 'grant-g0')
  return [
    {
      sentence: 'The boundary by itself denies IAM, STS, Organizations, tagging and Search.',
      layers: LAYERS,
      questions: [
        ...NEVER.flatMap((action) =>
          action === 'iam:PassRole' ? [] : resources.map((resource) => ask(action, resource)),
        ),
        ask('iam:PassRole', role),
        ask('iam:PassRole', role, TO_EC2),
        ask('iam:PassRole', grantRole, TO_SAGEMAKER),
      ],
    },
    {
      sentence: 'The boundary by itself denies other Regions.',
      layers: LAYERS,
      questions: granted.map((action) => ({
        action,
        resource: '*',
        context: [timeItem(window.startsAt), regionItem('xx-nowhere-1')],
        expected: 'denied',
      })),
    },
  ]
}

function regionItem(region: string): ContextItem {
  return { key: 'aws:RequestedRegion', type: 'string', values: [region] }
}
