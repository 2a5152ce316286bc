import { MINUTE_S } from '../../base/time.ts'
import { defineDetection, isBot, type WatchContext } from '../detection.ts'
import { isDenied, type TrailEvent } from '../event.ts'
import { countWords, valuesSince } from '../memory.ts'

const MOST = 9
const WITHIN_S = 10 * MINUTE_S

/** Refused calls on SageMaker above a rate. */
export const deniedCalls = defineDetection({
  id: 'denied-calls',
  title: 'SageMaker refused many calls of one principal',
  severity: 'medium',
  why: 'Somebody who tries what they may not do either has broken software or is finding out what stolen credentials are good for.',
  respond:
    'Ask whose session it is and what they wanted. If nobody knows, disable the access key or end the role’s sessions.',
  practice: 'identity',
  audit: 'identity',
  rate: true,
  of: { sources: ['sagemaker.amazonaws.com'] },
  remember: (event, context) => (counts(event, context) ? { key: keyOf(event), value: event.id } : undefined),
  detect: (event, memory, context) => {
    if (!counts(event, context)) return undefined
    const before = valuesSince(memory, keyOf(event), event.at - WITHIN_S).filter((id) => id !== event.id)
    if (before.length < MOST) return undefined
    return {
      subject: event.caller.principal,
      more: `${countWords(before.length + 1)} refused calls within 10 minutes`,
    }
  },
})

const counts = (event: TrailEvent, context: WatchContext): boolean =>
  isDenied(event) && !isBot(event, context)

const keyOf = ({ caller }: TrailEvent): string => `denied-calls ${caller.principal}`
