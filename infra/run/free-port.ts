import { once } from 'node:events'
import { createServer } from 'node:net'

const PORTS_TO_TRY = 20

/** The first port from this one on that nothing listens on; 0 takes any. Throws where twenty are taken. */
export async function freePort(from: number, host = '127.0.0.1'): Promise<number> {
  for (let port = from; port < from + PORTS_TO_TRY; port++) {
    const server = createServer()
    try {
      const listening = once(server, 'listening')
      server.listen(port, host)
      await listening
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : port
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    } finally {
      server.close()
    }
  }
  throw new Error(`No free port from ${from} to ${from + PORTS_TO_TRY - 1}`)
}
