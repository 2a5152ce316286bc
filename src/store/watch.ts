import { DAY_S } from '../base/time.ts'
import type { Alert } from '../watch/alert.ts'
import type { Position } from '../watch/coverage.ts'
import type { Expectation } from '../watch/expected.ts'
import type { AlertChannel, WatchStore } from '../watch/ports.ts'
import type { StoredItem, Table } from './table.ts'

const POSITIONS = 'watch#positions'
const ALERTS = 'alerts'
const BY_TIME = 'alerts#by-time'
const EXPECTED = 'alerts#expected'
const CHANNELS = 'alerts#channels'

/** Alerts may be tidied away this long after their last event. */
const KEPT_S = 90 * DAY_S
/** Alerts on one topic that an event may belong to. */
const PER_TOPIC = 5

/**
 * The watch in the table. An alert is one item, moved by its version. Beside it stand lists by topic and by time; they are
 * written first and read through the alert: a process that is killed in between leaves an entry that leads nowhere until
 * the next look makes its alert.
 */
export function watchIn(table: Table): WatchStore {
  const alert = async (id: string): Promise<Alert | undefined> => read<Alert>(await table.get(ALERTS, id))

  return {
    position: async (region) => read<Position>(await table.get(POSITIONS, region)),
    savePosition: (region, position) =>
      table.putOver(
        { pk: POSITIONS, sk: region, rev: position.version, text: JSON.stringify(position) },
        before(position.version),
      ),
    alert,
    async onTopic(topic) {
      const found: Alert[] = []
      for await (const { text = '' } of table.query(topicOf(topic), { newestFirst: true })) {
        const each = await alert(text)
        if (each) found.push(each)
        if (found.length >= PER_TOPIC) break
      }
      return found
    },
    async saveAlert(saved) {
      const { id, topic, version, lastAt } = saved
      const expiresAt = lastAt + KEPT_S
      if (version === 1) {
        await table.put({ pk: BY_TIME, sk: byTime(saved), text: id, expiresAt })
        await table.put({ pk: topicOf(topic), sk: byTime(saved), text: id, expiresAt })
      }
      const item = { pk: ALERTS, sk: id, rev: version, text: JSON.stringify(saved), expiresAt }
      return table.putOver(item, before(version))
    },
    async since(at) {
      const found: Alert[] = []
      for await (const { text = '' } of table.query(BY_TIME, { newestFirst: true })) {
        const each = await alert(text)
        if (each && each.lastAt >= at) found.push(each)
        // An alert goes on for as long as its events follow each other; those that began long before are over.
        if (each && each.firstAt < at - DAY_S) break
      }
      return found.toSorted((a, b) => b.lastAt - a.lastAt)
    },
    expectation: async (topic) => read<Expectation>(await table.get(EXPECTED, topic)),
    async expectations(at) {
      const all: Expectation[] = []
      for await (const item of table.query(EXPECTED)) {
        const each = read<Expectation>(item)
        if (each && each.until > at) all.push(each)
      }
      return all
    },
    expect: (expectation) =>
      table.put({
        pk: EXPECTED,
        sk: expectation.topic,
        text: JSON.stringify(expectation),
        expiresAt: expectation.until + DAY_S,
      }),
    endExpectation: (topic) => table.remove(EXPECTED, topic),
    async channels() {
      const all: AlertChannel[] = []
      for await (const item of table.query(CHANNELS)) {
        const each = read<AlertChannel>(item)
        if (each) all.push(each)
      }
      return all
    },
    addChannel: (channel) => table.put({ pk: CHANNELS, sk: channel.channel, text: JSON.stringify(channel) }),
    removeChannel: (channel) => table.remove(CHANNELS, channel),
  }
}

function read<T>(item: StoredItem | undefined): T | undefined {
  return item?.text === undefined ? undefined : (JSON.parse(item.text) as T)
}

/** The version that this one replaces; `undefined`: none. */
function before(version: number): number | undefined {
  return version === 1 ? undefined : version - 1
}

/** Epoch seconds have ten digits until the year 2286, so that keys are in order of time. */
function byTime({ firstAt, id }: Alert): string {
  return `${String(firstAt).padStart(12, '0')}#${id}`
}

function topicOf(topic: string): string {
  return `alerts#topic#${topic}`
}
