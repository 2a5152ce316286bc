import { EU } from '../acme/company.ts'
import { accessKeyOf } from '../acme/people.ts'
import type { Acting } from './change.ts'

/** Acts in the account that listens there. */
export const actingIn = (endpoint: string, suffix: string): Acting => ({
  suffix,
  as: (user) => ({
    endpoint,
    region: EU,
    credentials: { accessKeyId: accessKeyOf(user), secretAccessKey: 'sample' },
    maxAttempts: 2,
  }),
  happen: async (events) => {
    const answer = await fetch(`${endpoint}/_local/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(events),
    })
    if (!answer.ok) throw new Error(`The account did not take the events: ${await answer.text()}`)
  },
})
