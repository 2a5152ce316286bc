import { fieldsIn, type TrailEvent, trailEvent } from './event.ts'

/** The kinds of events that carry a record of CloudTrail. */
export const DETAIL_TYPES = ['AWS API Call via CloudTrail', 'AWS Console Sign In via CloudTrail']

/**
 * The CloudTrail event in the body of a message that EventBridge sent to a queue; `undefined` where it holds none.
 * Source: EventBridge User Guide, "AWS service events delivered via CloudTrail".
 */
export function eventOfEnvelope(body: string): TrailEvent | undefined {
  try {
    const { 'detail-type': type, detail } = fieldsIn(JSON.parse(body))
    return DETAIL_TYPES.includes(String(type)) ? trailEvent(fieldsIn(detail)) : undefined
  } catch {
    return undefined
  }
}
