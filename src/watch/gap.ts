import type { EpochSeconds } from '../base/time.ts'
import { type Detection, defineDetection } from './detection.ts'
import type { TrailEvent } from './event.ts'

/** What is said where the watch itself cannot see. It looks at no event: the watch raises it. */
export const WATCH_GAP: Detection = defineDetection({
  id: 'watch-gap',
  title: 'The watch over CloudTrail has a gap',
  severity: 'high',
  why: 'What could not be read was not judged: alerts about it are missing, and silence means nothing.',
  respond:
    'Give the bot cloudtrail:LookupEvents in this Region, or find out who else uses up its two requests a second. What is still kept is caught up with.',
  practice: 'monitoring',
  audit: 'logging',
  of: { sources: ['sagewarden'] },
  detect: () => undefined,
})

/** The watch's own event about a gap. `about` tells gaps apart: the same again has the same id. */
export function gapEvent(gap: {
  readonly region: string
  readonly account: string
  readonly at: EpochSeconds
  readonly about: string
}): TrailEvent {
  const { region, account, at, about } = gap
  return {
    id: `gap ${region} ${about}`,
    name: 'LookupEvents',
    source: 'sagewarden',
    at,
    region,
    account,
    caller: { type: 'Sagewarden', principal: 'Sagewarden', name: null, accessKeyId: null, service: null },
    from: null,
    viaVpcEndpoint: false,
    errorCode: null,
    asked: {},
    answered: {},
  }
}
