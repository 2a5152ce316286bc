import { MINUTE_S } from '../../base/time.ts'
import { defineDetection, isBot, type WatchContext } from '../detection.ts'
import type { TrailEvent } from '../event.ts'
import { countWords, valuesSince } from '../memory.ts'

/** The console shows a page with some ten of these calls; who works does not list this many kinds of things. */
const MOST = 19
const WITHIN_S = 10 * MINUTE_S

/** One principal that lists everything there is. */
export const enumeration = defineDetection({
  id: 'enumeration',
  title: 'Somebody lists everything in SageMaker',
  severity: 'low',
  why: 'Twenty kinds of List and Describe calls in ten minutes is how tools find out what there is to take. Scanners do it as well.',
  respond:
    'Find out whose tool it is. Mark it as expected if it is a scanner of yours; look at its other calls if it is not.',
  practice: 'monitoring',
  audit: 'identity',
  rate: true,
  of: { sources: ['sagemaker.amazonaws.com'] },
  remember: (event, context) =>
    counts(event, context) ? { key: keyOf(event), value: event.name } : undefined,
  detect: (event, memory, context) => {
    if (!counts(event, context)) return undefined
    const kinds = new Set([...valuesSince(memory, keyOf(event), event.at - WITHIN_S), event.name])
    if (kinds.size <= MOST) return undefined
    return {
      subject: event.caller.principal,
      more: `${countWords(kinds.size)} kinds of calls within 10 minutes`,
    }
  },
})

const counts = (event: TrailEvent, context: WatchContext): boolean =>
  /^(List|Describe|Search)/.test(event.name) && event.caller.service === null && !isBot(event, context)

const keyOf = ({ caller }: TrailEvent): string => `enumeration ${caller.principal}`
