import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { localAccess, makeBoundary } from '../../infra/run/local-access.ts'
import { startSampleAccount } from '../../infra/run/local-workspace.ts'
import { createClients } from '../../src/aws/clients.ts'

describe('temporary access in the local workspace', () => {
  it('keeps one sealing key, for its owner alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sagewarden-local-'))
    const [first, second] = [await localAccess(folder), await localAccess(folder)]
    expect(first.sealingKey).toHaveLength(32)
    expect(Buffer.compare(first.sealingKey, second.sealingKey)).toBe(0)
    expect(statSync(join(folder, 'sealing.key')).mode & 0o777).toBe(0o600)
    expect(first.pages?.url).toMatch(/^http:\/\/localhost:\d+$/)
  })

  it('has the boundary that the cloud stack makes, also where it is there already', async () => {
    const account = await startSampleAccount()
    await makeBoundary(account)
    await makeBoundary(account)
    const clients = createClients(account.aws)
    const PolicyArn = 'arn:aws:iam::111122223333:policy/sagewarden-grant-boundary'
    expect((await clients.send('iam', 'us-east-1', 'GetPolicy', { PolicyArn })).Policy?.Arn).toBe(PolicyArn)
    clients.close()
    await account.close()
  })
})
