import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import dynalite from 'dynalite'
import { err, ok, type Result } from '../base/result.ts'
import { lockFolder } from './lock.ts'
import type { TableOptions } from './table.ts'

/** A DynamoDB in this process, on loopback, for this process alone. */
export interface EmbeddedDynamo {
  /** What `openStore` needs to use it. */
  readonly table: TableOptions
  /** Close the store first. Then every acknowledged write is in the folder. */
  close(): Promise<void>
}

/** The table of an embedded store that another process has open over this folder; undefined where none does. */
export async function tableOfOther(folder: string): Promise<TableOptions | undefined> {
  const port = Number(await readFile(portFile(folder), 'utf8').catch(() => ''))
  return Number.isInteger(port) && port > 0 ? tableAt(port) : undefined
}

function portFile(folder: string): string {
  return join(folder, 'port')
}

function tableAt(port: number): TableOptions {
  return {
    tableName: 'sagewarden',
    createIfMissing: true,
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'embedded', secretAccessKey: 'embedded' },
  }
}

/**
 * Starts the embedded store over a folder, or in memory without one. The error is one sentence: another process has the
 * folder. A process that is killed loses no acknowledged write.
 */
export async function openEmbedded(options: {
  readonly folder?: string
}): Promise<Result<EmbeddedDynamo, string>> {
  const { folder } = options
  const lock = folder === undefined ? undefined : await lockFolder(folder)
  if (lock && !lock.ok) {
    return err(
      `Another Sagewarden (process ${lock.error}) uses ${folder}. Stop it, or start this one in another folder.`,
    )
  }
  const server = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    ...(folder !== undefined && { path: join(folder, 'dynamodb') }),
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  if (folder !== undefined) await writeFile(portFile(folder), String(port), { mode: 0o600 })
  return ok({
    table: tableAt(port),
    async close() {
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
      })
      await lock?.value.release()
    },
  })
}
