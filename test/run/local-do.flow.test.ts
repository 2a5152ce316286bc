import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startProgram } from '../support/program.ts'

const run = (...argv: readonly string[]) =>
  startProgram(['local:aws', 'do', ...argv], {
    SAGEWARDEN_STATE: mkdtempSync(join(tmpdir(), 'sagewarden-do-')),
  })

describe('npm run local:aws -- do', () => {
  it.each([
    ['nothing', [], 'The changes:'],
    ['a misspelt change', ['stop-trial'], 'Did you mean stop-trail'],
    ['more than one', ['stop-trail', 'root-login'], 'The changes:'],
    ['a change while no account runs', ['stop-trail'], '"npm start" starts it'],
  ])('says what to do with %s', async (_, argv, words) => {
    const program = run(...argv)
    expect(await program.ended()).toBe(2)
    expect(program.output()).toContain(words)
  })
})
