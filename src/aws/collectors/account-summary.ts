import { Nonsense } from '../call.ts'
import { defineCollector, partOf, type Reading } from '../collector.ts'
import { present } from '../fields.ts'

/** The root user's switches, and whether its MFA device is a virtual one. */
export const accountSummary = defineCollector({
  kind: 'accountSummary',
  actions: ['iam:GetAccountSummary', 'iam:ListVirtualMFADevices'],
  regional: false,
  async collect(reading) {
    const root = `arn:${reading.partition}:iam::${reading.account}:root`
    const identity = reading.identity(reading.account, root)
    const [summary, devices] = await Promise.all([
      reading.read('iam', 'GetAccountSummary', {}, ({ SummaryMap: counts }) => ({
        rootMfaEnabled: count(counts, 'AccountMFAEnabled') > 0,
        rootAccessKeys: count(counts, 'AccountAccessKeysPresent') > 0,
        rootPassword: counts?.AccountPasswordPresent,
      })),
      virtualDevices(reading, root),
    ])
    if (summary.outcome !== 'value') {
      reading.gap(summary.refusal)
      return []
    }
    const { rootPassword, ...switches } = summary.value
    return [
      present({
        ...identity,
        ...switches,
        rootPassword: rootPassword === undefined ? undefined : rootPassword > 0,
        rootMfaVirtual: partOf(reading, devices, identity),
      }),
    ]
  },
})

function count(counts: Readonly<Record<string, number>> | undefined, name: string): number {
  const value = counts?.[name]
  if (value === undefined) throw new Nonsense(`the account summary has no ${name}`)
  return value
}

async function virtualDevices(reading: Reading, root: string) {
  const listed = await reading.pages(
    'iam',
    'ListVirtualMFADevices',
    { AssignmentStatus: 'Assigned', MaxItems: 1000 },
    { items: (page) => page.VirtualMFADevices, map: (device) => device.User?.Arn === root },
  )
  return listed.refusal
    ? ({ outcome: 'refused', refusal: listed.refusal } as const)
    : ({ outcome: 'value', value: listed.items.includes(true) } as const)
}
