import { createServer } from 'node:net'
import { ListDomainsCommand } from '@aws-sdk/client-sagemaker'
import { describe, expect, it } from 'vitest'
import { runLocalAws } from '../../../infra/local/aws/main.ts'
import { nameOfError, sagemakerOf } from './account.ts'

/** A terminal that keeps its lines; `ready` resolves with the address once it is printed. */
const terminal = () => {
  const said: string[] = []
  const complained: string[] = []
  const ready = Promise.withResolvers<string>()
  const stop = Promise.withResolvers<void>()
  return {
    said,
    complained,
    ready: ready.promise,
    stop: () => stop.resolve(),
    io: {
      say: (line: string): void => {
        said.push(line)
        const url = /AWS_ENDPOINT_URL=(\S+)/.exec(line)?.[1]
        if (url !== undefined) ready.resolve(url)
      },
      complain: (line: string): void => {
        complained.push(line)
      },
      stopped: stop.promise,
    },
  }
}

describe('local:aws', () => {
  it('prints how to use it, answers, and stops when asked', async () => {
    const { io, ready, said, stop } = terminal()
    const status = runLocalAws(['--port', '0', '--deny', 'sagemaker:ListDomains'], io)
    const url = await ready
    expect(await nameOfError(sagemakerOf({ url }).send(new ListDomainsCommand({})))).toBe(
      'AccessDeniedException',
    )
    expect(said.join('\n')).toContain('AWS_ACCESS_KEY_ID=')
    expect(said[0]).toContain('eu-west-1, us-east-1')
    stop()
    expect(await status).toBe(0)
  })

  it('tells of a user, whose second factor it shows, and moves its clock', async () => {
    const { io, ready, said, stop } = terminal()
    const status = runLocalAws(['--port', '0', '--iam-delay', '5000'], io)
    const url = await ready
    const device: unknown = await (await fetch(`${url}/_local/mfa/alice.meyer`)).json()
    expect(device).toMatchObject({
      serialNumber: 'arn:aws:iam::111122223333:mfa/alice.meyer',
      tokenCode: expect.stringMatching(/^\d{6}$/),
    })
    const time = async (init?: RequestInit): Promise<number> => {
      const shown: unknown = await (await fetch(`${url}/_local/clock`, init)).json()
      return Date.parse(String(Reflect.get(Object(shown), 'now')))
    }
    const before = await time()
    const after = await time({ method: 'POST', body: JSON.stringify({ advanceMs: 3_600_000 }) })
    expect(after - before).toBeGreaterThanOrEqual(3_600_000)
    expect((await fetch(`${url}/_local/clock`, { method: 'POST', body: '{}' })).status).toBe(400)
    expect((await fetch(`${url}/_local/mfa/svc-webshop`)).status).toBe(404)
    expect((await fetch(`${url}/_local/elsewhere`)).status).toBe(404)
    stop()
    expect(await status).toBe(0)
    expect(said.join('\n')).toContain('alice.meyer: AWS_ACCESS_KEY_ID=AKIAALICEMEYER000000')
  })

  it('prints the truth about a generated estate', async () => {
    const { io, ready, said, stop } = terminal()
    const status = runLocalAws(['--port', '0', '--estate', 'generated:300', '--truth'], io)
    await ready
    expect(said.find((line) => line.startsWith('notebook-root-access'))).toMatch(/\d+ +\d+$/)
    stop()
    expect(await status).toBe(0)
  })

  it('says that a port is taken and takes the next', async () => {
    const taken = createServer()
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
    const { io, ready, complained, stop } = terminal()
    const status = runLocalAws(['--port', String(port)], io)
    expect(await ready).not.toContain(`:${port}`)
    expect(complained[0]).toBe(`Port ${port} is taken; trying ${port + 1}.`)
    stop()
    expect(await status).toBe(0)
    taken.close()
  })

  it.each([
    [['--port', '99999'], '--port takes a number from 0 to 65535.'],
    [['--latency', 'fast'], '--latency takes milliseconds from 0 to 600000.'],
    [['--iam-delay', 'long'], '--iam-delay takes milliseconds from 0 to 600000.'],
    [['--throttle', '2'], '--throttle takes a share from 0 to 1.'],
    [['--estate', 'umbrella'], '--estate takes acme, bench or generated:N with N from 1 to 9999999.'],
    [['--estate', 'generated:0'], '--estate takes acme, bench or generated:N with N from 1 to 9999999.'],
    [
      ['--deny', 'everything'],
      '--deny takes IAM actions such as sagemaker:ListDomains; "everything" is none.',
    ],
    [['--truth'], '--truth is known for bench and generated:N only.'],
    [['--colour'], "Unknown option '--colour'"],
  ])('refuses %j', async (argv, words) => {
    const { io, complained, said } = terminal()
    expect(await runLocalAws(argv, io)).toBe(2)
    expect(complained[0]).toContain(words)
    expect(said).toEqual([])
  })

  it('names everything that is wrong at once', async () => {
    const { io, complained } = terminal()
    await runLocalAws(['--port', 'x', '--throttle', '-1'], io)
    expect(complained).toHaveLength(2)
  })

  it('explains itself', async () => {
    const { io, said } = terminal()
    expect(await runLocalAws(['--help'], io)).toBe(0)
    expect(said.join('\n')).toContain('generated:N')
  })
})
