import { openEmbedded } from '../../src/store/embedded.ts'
import { openStore } from '../../src/store/store.ts'
import { STORE_OPTIONS } from './stores.ts'

/** A process that writes job after job into the folder it is given, and prints the number of each acknowledged one. */
const folder = process.argv[2]
if (folder === undefined) throw new Error('Which folder?')
const dynamo = await openEmbedded({ folder })
if (!dynamo.ok) {
  process.stdout.write(`${dynamo.error}\n`)
  process.exit(1)
}
const store = await openStore({ ...dynamo.value.table, ...STORE_OPTIONS })
if (!store.ok) throw new Error(store.error)
for (let n = 0; ; n++) {
  const id = String(n)
  await store.value.openJobs.open({ id, text: '', userId: '', channelId: '', messageTs: '', startedAt: n })
  process.stdout.write(`${id}\n`)
}
