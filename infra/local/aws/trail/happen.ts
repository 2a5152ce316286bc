import { randomUUID } from 'node:crypto'
import type { Estate, Rec } from '../estates/estate.ts'
import { textOf } from '../iam/fields.ts'
import type { Live } from '../state/live.ts'
import { isRec } from '../wire/json.ts'

/** An event for the trail that no call here makes: a sign-in, root at work, a call from elsewhere. */
export interface Happening {
  readonly name: string
  /** e.g. `signin.amazonaws.com`. */
  readonly source: string
  readonly region: string
  /** Whose event LookupEvents says it is. */
  readonly userName: string
  readonly sourceIp: string
  /** Members of the record: `userIdentity`, `requestParameters`, `responseElements`, `errorCode`, … */
  readonly record: Rec
}

/** Puts events on the trail now. Returns their ids. Throws what is wrong with them. */
export const happen = (given: unknown, { account }: Estate, { trail, clock }: Live): readonly string[] => {
  if (!Array.isArray(given) || !given.every(isRec)) throw new Error('Send a list of events.')
  return given.map((event: Rec) => {
    const id = randomUUID()
    const userName = textOf(event, 'userName')
    trail.record({
      id,
      requestId: randomUUID(),
      at: clock.seconds(),
      region: textOf(event, 'region'),
      source: textOf(event, 'source'),
      name: textOf(event, 'name'),
      identity: {
        kind: 'trusted',
        principal: { arn: `arn:aws:iam::${account}:user/${userName}`, userId: userName },
      },
      accessKeyId: '',
      sourceIp: textOf(event, 'sourceIp'),
      userAgent: 'Mozilla/5.0',
      input: {},
      output: undefined,
      resources: [],
      error: undefined,
      userName,
      over: isRec(event.record) ? event.record : {},
    })
    return id
  })
}
