import { expect, it } from 'vitest'
import type { Collector, Reading } from '../../src/aws/collector.ts'
import { COLLECTOR_OF, type Collectors } from '../../src/aws/collectors/index.ts'
import { actionOf } from '../../src/aws/sdk.ts'
import { ALL_KINDS, sampleAccount } from './account.ts'

const aws = sampleAccount()

/** Asked only for customer-managed prefix lists, of which the sample company has none. */
const NEVER_NEEDED_HERE = ['ec2:GetManagedPrefixListEntries']

/** The collectors, and the actions that each one really needed. */
function watched() {
  const needed = new Map<string, Set<string>>(ALL_KINDS.map((kind) => [kind, new Set()]))
  const watch = (collector: Collector): Collector => ({
    ...collector,
    collect: (reading) => {
      const note = (action: string) => needed.get(collector.kind)?.add(action)
      const noting: Reading = {
        ...reading,
        read: (service, operation, input, map, at) => {
          note(actionOf(service, operation))
          return reading.read(service, operation, input, map, at)
        },
        pages: (service, operation, input, reader, at) => {
          note(actionOf(service, operation))
          return reading.pages(service, operation, input, reader, at)
        },
        // The bulk dump of IAM is read by whoever comes first, for all.
        once: (key, make) => {
          if (key === 'authorization-details') note('iam:GetAccountAuthorizationDetails')
          return reading.once(key, make)
        },
      }
      return collector.collect(noting)
    },
  })
  const collectors = Object.fromEntries(
    Object.entries(COLLECTOR_OF).map(([kind, collector]) => [kind, watch(collector)]),
  ) as Collectors
  return { collectors, needed }
}

it('every collector declares exactly the actions that it needs', async () => {
  const { collectors, needed } = watched()
  await aws.collector({ collectors })()
  aws.trouble.deny = (action) => action === 'sagemaker:Search'
  await aws.collector({ collectors })()
  for (const kind of ALL_KINDS) {
    const declared = COLLECTOR_OF[kind].actions.filter((action) => !NEVER_NEEDED_HERE.includes(action))
    const used = [...(needed.get(kind) ?? [])].filter((action) => !NEVER_NEEDED_HERE.includes(action))
    expect({ kind, actions: new Set(used) }).toEqual({ kind, actions: new Set(declared) })
  }
})
