import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort } from '../../infra/run/free-port.ts'

const taken: Server[] = []
afterEach(() => {
  for (const server of taken.splice(0)) server.close()
})

async function take(port: number): Promise<number> {
  const server = createServer()
  taken.push(server)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

describe('a free port', () => {
  it('is the one that was wanted, and can be listened on', async () => {
    const port = await freePort(await freePort(0))
    expect(await take(port)).toBe(port)
  })

  it('is a later one where that is taken', async () => {
    const port = await take(0)
    const found = await freePort(port)
    expect(found).toBeGreaterThan(port)
    expect(await take(found)).toBe(found)
  })

  it('is not looked for where the address is not ours', async () => {
    await expect(freePort(0, '192.0.2.1')).rejects.toThrow()
  })
})
