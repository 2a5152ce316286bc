import { afterEach, describe, expect, it, vi } from 'vitest'
import { tools } from '../../infra/run/tools.ts'

afterEach(() => vi.restoreAllMocks())

/** Runs the tools here; their exit status and what they wrote where. */
async function run(argv: readonly string[]) {
  const written = { out: '', error: '' }
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.error += String(text)
    return true
  })
  const status = await tools(argv)
  vi.restoreAllMocks()
  return { status, ...written }
}

describe('the tools on a terminal', () => {
  it.each([['help'], ['--help']])('explain themselves: %s', async (word) => {
    const { status, out, error } = await run([word])
    expect([status, error]).toEqual([0, ''])
    expect(out).toContain('cli -- verify')
    expect(out).toContain('cli -- prove NONCE')
  })

  it.each([[[]], [['verfy']], [['verify', 'a', 'b']], [['prove']], [['prove', 'a', 'b']]])(
    'say how they are used: %j',
    async (argv) => {
      const { status, out, error } = await run(argv)
      expect([status, out]).toEqual([2, ''])
      expect(error).toMatch(/^Usage:/)
    },
  )

  it.each(['short', 'with a blank in it, though long', '../../../../etc/passwd', 'x'.repeat(129)])(
    'sign nothing that is no text of a page: %j',
    async (nonce) => {
      const { status, out, error } = await run(['prove', nonce])
      expect([status, out]).toEqual([2, ''])
      expect(error).toContain('Copy the whole command')
    },
  )
})
