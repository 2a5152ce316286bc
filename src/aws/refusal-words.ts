import type { Gap } from '../posture/snapshot.ts'

/** Why a call gave no answer: `DescribeDomain was denied (needs sagemaker:DescribeDomain).` */
export function refusalWords({
  call,
  action,
  cause,
  detail,
}: Pick<Gap, 'call' | 'action' | 'cause' | 'detail'>): string {
  const ended = {
    denied: `was denied (needs ${action})`,
    throttled: 'was throttled',
    unsupported: 'is not offered here',
    unavailable: `gave no answer: ${detail.replace(/\.$/, '')}`,
  } as const
  return `${call} ${ended[cause]}.`
}
