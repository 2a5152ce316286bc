import type { Alert } from '../../src/watch/alert.ts'
import type { Alerting, Who } from '../../src/watch/alerting.ts'
import { DETECTIONS } from '../../src/watch/detections/index.ts'
import type { Expectation } from '../../src/watch/expected.ts'
import type { AlertChannel } from '../../src/watch/ports.ts'
import { ACCOUNT, AT, anEvent } from './trail.ts'

export const ALERT_ID = 'a1'.repeat(10)
export const TOPIC = 'b2'.repeat(10)

const { caller, name, from, region } = anEvent('StopLogging')

/** An alert about a trail that was stopped once, with one thing changed. */
export function anAlert(over: Partial<Alert> = {}): Alert {
  const event = { id: 'e1', name, at: AT, region, from, caller, on: null, more: 'StopLogging' }
  return {
    id: ALERT_ID,
    version: 1,
    face: 1,
    topic: TOPIC,
    detection: 'trail-tampered',
    subject: 'acme-audit',
    severity: 'critical',
    account: ACCOUNT,
    firstAt: AT,
    lastAt: AT,
    count: 1,
    newest: [event],
    counted: ['e1'],
    principals: [caller.principal],
    grantId: null,
    quiet: false,
    places: [],
    ...over,
  }
}

export function anExpectation(over: Partial<Expectation> = {}): Expectation {
  return {
    topic: TOPIC,
    detection: 'trail-tampered',
    subject: 'acme-audit',
    by: 'T1/U1',
    reason: 'Planned migration, change 4711',
    at: AT,
    until: AT + 3600,
    ...over,
  }
}

export function aWho(over: Partial<Who> = {}): Who {
  return { caller, person: null, grants: [], calls: [], trouble: null, ...over }
}

/** Alerts that the test holds: what is asked of them is noted, and answered from these. */
export function heldAlerts(given: {
  readonly alerts?: readonly Alert[]
  readonly channels?: readonly AlertChannel[]
  readonly who?: Who
  readonly refused?: Awaited<ReturnType<Alerting['expect']>>
  readonly expectations?: readonly Expectation[]
}) {
  const asked: unknown[] = []
  const { alerts = [], channels = [], who, refused, expectations = [] } = given
  const alerting: Alerting = {
    detections: DETECTIONS,
    channels: async () => channels,
    subscribe: async (...args) => {
      asked.push(['subscribe', ...args])
    },
    unsubscribe: async (...args) => {
      asked.push(['unsubscribe', ...args])
    },
    byId: async (id) => alerts.find((alert) => alert.id === id),
    recent: async () => alerts,
    expectations: async () => expectations,
    expect: async (alert, said) => {
      asked.push(['expect', alert.id, said])
      return refused ?? { ok: true, value: anExpectation({ reason: said.reason }) }
    },
    endExpectation: async (topic) => {
      asked.push(['endExpectation', topic])
      return expectations.length > 0
    },
    expectationOf: async () => expectations[0],
    who: async () => who,
    grantOf: async () => undefined,
    watched: async () => [
      { region: 'eu-west-1', readAt: AT, trouble: null },
      { region: 'us-east-1', readAt: null, trouble: 'LookupEvents was throttled.' },
    ],
  }
  return { alerting, asked }
}
