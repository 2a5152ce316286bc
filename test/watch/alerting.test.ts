import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchIn } from '../../src/store/watch.ts'
import { createAlerting } from '../../src/watch/alerting.ts'
import { DETECTIONS } from '../../src/watch/detections/index.ts'
import { ANA, anAcmePolicy, BEN_CARTER } from '../support/access.ts'
import { anAlert } from '../support/alerts.ts'
import { active } from '../support/grants.ts'
import { aTable } from '../support/stores.ts'
import { AT, anEvent } from '../support/trail.ts'

let opened: Awaited<ReturnType<typeof aTable>>
beforeAll(async () => {
  opened = await aTable()
})
afterAll(() => opened.close())

const OF_ANA = 'arn:aws:iam::111122223333:user/ana'

function alertingAt(now: number, groups: readonly string[] = ['approvers']) {
  const store = watchIn(opened.table)
  const policy = anAcmePolicy({
    people: [
      { slack: ANA, principals: { '111122223333': { kind: 'iam-user', arn: OF_ANA, uniqueId: null } } },
    ],
    revokers: ['approvers'],
  })
  const alerting = createAlerting({
    detections: DETECTIONS,
    store,
    regions: ['eu-west-1', 'us-east-1'],
    clock: () => now * 1000,
    access: { policy: () => policy, groupsOf: async () => groups, openGrants: async () => [active()] },
    callsOf: async () => ({ events: [anEvent('A'), { ...anEvent('B'), at: AT + 9 }], trouble: null }),
  })
  return { store, alerting }
}

const said = { person: BEN_CARTER, reason: 'a planned change', seconds: 3600 }

describe('what is expected', () => {
  it('is kept until its end, and draws the message anew', async () => {
    const { alerting, store } = alertingAt(AT)
    const alert = anAlert({ id: 'c'.repeat(20), topic: 'd'.repeat(20) })
    await store.saveAlert(alert)
    expect((await alerting.expect(alert, said)).ok).toBe(true)
    expect(await store.alert(alert.id)).toMatchObject({ face: 2, version: 2 })
    expect(await alerting.expectationOf(alert)).toMatchObject({ until: AT + 3600, by: BEN_CARTER })
    expect(await alerting.expectations()).toHaveLength(1)

    const later = alertingAt(AT + 3600).alerting
    expect(await later.expectationOf(alert)).toBeUndefined()
    expect(await later.expectations()).toEqual([])
  })

  it('is heard again when somebody says so', async () => {
    const { alerting, store } = alertingAt(AT)
    const alert = anAlert({ id: 'e'.repeat(20), topic: 'f'.repeat(20) })
    await store.saveAlert(alert)
    await alerting.expect(alert, said)
    expect(await alerting.endExpectation(alert.topic)).toBe(true)
    expect(await alerting.endExpectation(alert.topic)).toBe(false)
    expect(await alerting.expectationOf(alert)).toBeUndefined()
  })

  it('changes nothing where it is refused', async () => {
    const { alerting } = alertingAt(AT, ['data-scientists'])
    const alert = anAlert({ id: '1'.repeat(20), topic: '2'.repeat(20) })
    expect(await alerting.expect(alert, said)).toEqual({ ok: false, error: ['not-in-charge'] })
    expect(await alerting.expectationOf(alert)).toBeUndefined()
  })
})

describe('who is behind an alert', () => {
  const withCaller = (principal: string) => {
    const [event] = anAlert().newest
    if (!event) throw new Error('no event')
    return anAlert({ newest: [{ ...event, caller: { ...event.caller, principal } }] })
  }

  it('is the person whom the access policy knows as the principal', async () => {
    const who = await alertingAt(AT).alerting.who(withCaller(OF_ANA))
    expect(who).toMatchObject({ person: ANA, grants: [] })
    expect(who?.calls.map(({ name }) => name)).toEqual(['B', 'A'])
  })

  it('is whoever has the grant whose role called', async () => {
    const grant = active()
    const who = await alertingAt(AT).alerting.who(withCaller(grant.role?.arn ?? ''))
    expect(who).toMatchObject({ person: grant.current.terms.requester, grants: [{ id: grant.id }] })
  })

  it('is nobody known otherwise', async () => {
    expect(await alertingAt(AT).alerting.who(withCaller('arn:x'))).toMatchObject({ person: null, grants: [] })
  })
})

describe('how far the watch sees', () => {
  it('is told for each Region', async () => {
    expect(await alertingAt(AT).alerting.watched()).toEqual([
      { region: 'eu-west-1', readAt: null, trouble: null },
      { region: 'us-east-1', readAt: null, trouble: null },
    ])
  })
})
