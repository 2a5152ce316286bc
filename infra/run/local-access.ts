import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClients } from '../../src/aws/clients.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import { grantBoundary } from '../../src/grants/policy/boundary.ts'
import type { AccessConfig } from './config.ts'
import { freePort } from './free-port.ts'
import type { SampleAccount } from './local-workspace.ts'

/** The port from which a free one is looked for the one-time pages. */
const PAGES_PORT = 4646

/** Temporary access in the local workspace: the commented example of a policy, and pages on this machine. */
export async function localAccess(folder: string): Promise<AccessConfig> {
  const port = await freePort(PAGES_PORT)
  return {
    file: join(import.meta.dirname, '..', 'local', 'sagewarden.yml'),
    // Passkeys are made for a domain, and not for an address.
    pages: { url: `http://localhost:${port}`, port, host: '127.0.0.1' },
    sealingKey: keptKey(join(folder, 'sealing.key')),
  }
}

/** A key of the sample workspace alone: a real one comes from the environment and lies on no disk. */
function keptKey(file: string): Uint8Array {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

/** Makes what the cloud stack makes in a real account: the boundary below which grants are made. */
export async function makeBoundary({ aws, regions }: SampleAccount): Promise<void> {
  const clients = createClients(aws)
  const region = regions[0] ?? 'us-east-1'
  try {
    const { Account: account = '' } = await clients.send('sts', region, 'GetCallerIdentity', {})
    const document = grantBoundary(ENTITLEMENTS, { partition: 'aws', account, regions })
    await clients.send('iam', region, 'CreatePolicy', {
      PolicyName: 'sagewarden-grant-boundary',
      PolicyDocument: JSON.stringify(document),
    })
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith('EntityAlreadyExists'))) throw error
  } finally {
    clients.close()
  }
}
