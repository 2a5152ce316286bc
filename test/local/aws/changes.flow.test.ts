import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actingIn } from '../../../infra/local/aws/changes/acting.ts'
import { CHANGES } from '../../../infra/local/aws/changes/index.ts'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { createClients } from '../../../src/aws/clients.ts'
import { createExecutionRoles } from '../../../src/aws/watch/execution-roles.ts'
import { createReadEvents } from '../../../src/aws/watch/read-events.ts'
import { DETECTIONS } from '../../../src/watch/detections/index.ts'
import { judgeEvents } from '../../../src/watch/judge.ts'
import { aContext } from '../../support/trail.ts'
import { clientOf, NOW, startAcme } from './account.ts'

/** What each change is seen as; nothing: nobody needs to hear of it. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  'open-notebook': ['opened-to-internet'],
  'stop-trail': ['trail-tampered'],
  'start-trail': [],
  'schedule-key-deletion': ['key-disabled'],
  'cancel-key-deletion': ['key-disabled'],
  'disable-key': ['key-disabled'],
  'change-role-policy': ['execution-role-policy'],
  'deny-burst': ['denied-calls'],
  'presign-for-other': ['presigned-for-another'],
  enumerate: ['enumeration'],
  'root-login': ['root-used'],
  'failed-logins': ['failed-sign-ins'],
  'presign-new-address': ['presigned-new-address'],
  'lifecycle-script': ['lifecycle-config'],
  'open-domain': ['opened-to-internet'],
  'capture-elsewhere': ['inference-output'],
  'remote-debug': ['remote-access'],
  'role-outside': ['execution-role-outside'],
  'guardduty-off': ['detection-off'],
  'policy-version': ['execution-role-policy'],
  'tamper-grant': ['grant-path'],
}

let account: AwsAccount
beforeEach(async () => {
  account = await startAcme()
})
afterEach(() => account.close())

const changeOf = (id: string) => {
  const change = CHANGES.find((each) => each.id === id)
  if (!change) throw new Error(`There is no change ${id}`)
  return change
}

/** What the detections see in the account's trail. */
async function seen(): Promise<readonly string[]> {
  const { endpoint, credentials } = clientOf(account)
  const clients = createClients({ endpoint, credentials })
  try {
    const clock = () => NOW * 1000
    const readEvents = createReadEvents({ clients, clock, sleep: async () => undefined, random: () => 0 })
    const span = { from: NOW - 600, to: NOW }
    const read = await Promise.all(['eu-west-1', 'us-east-1'].map((region) => readEvents(region, span)))
    const context = aContext({
      bot: 'arn:aws:iam::111122223333:role/OrganizationSecurityAudit',
      ...(await createExecutionRoles(clients, 'us-east-1', clock)()),
    })
    const events = read.flatMap((each) => each.events)
    const { sightings } = judgeEvents(DETECTIONS, events, {}, context)
    return [...new Set(sightings.map(({ detection }) => detection.id))]
  } finally {
    clients.close()
  }
}

describe('a change of the sample account', () => {
  it('is listed with what it is seen as', () => {
    expect(CHANGES.map(({ id }) => id)).toEqual(Object.keys(SEEN))
  })

  it('shows every detection', () => {
    expect(new Set(Object.values(SEEN).flat())).toEqual(new Set(DETECTIONS.map(({ id }) => id)))
  })

  it.each(Object.entries(SEEN))('is seen as what it is: %s', async (id, detections) => {
    const acting = actingIn(account.url, 'test')
    if (id === 'cancel-key-deletion') await changeOf('schedule-key-deletion').make(acting)
    await changeOf(id).make(acting)
    expect(await seen()).toEqual(detections)
  })

  it('is seen nowhere where nothing was done', async () => {
    expect(await seen()).toEqual([])
  })
})

describe('events that no call makes', () => {
  it.each([
    ['another type, which a page of another site may send', 'text/plain', '[]', 405],
    ['no list', 'application/json', '{}', 400],
    ['no JSON', 'application/json', 'x', 400],
  ])('are not taken as %s', async (_, type, body, status) => {
    const answer = await fetch(`${account.url}/_local/events`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    expect(answer.status).toBe(status)
  })
})
