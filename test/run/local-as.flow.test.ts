import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SampleAccount, startSampleAccount } from '../../infra/run/local-workspace.ts'
import { createClients } from '../../src/aws/clients.ts'
import { startProgram } from '../support/program.ts'

let state: string
let account: SampleAccount
beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'sagewarden-as-'))
  mkdirSync(join(state, 'local'))
  account = await startSampleAccount(undefined, join(state, 'local'))
})
afterEach(() => account.close())

async function as(...argv: readonly string[]) {
  const program = startProgram(['local:aws', 'as', ...argv], { SAGEWARDEN_STATE: state })
  return { status: await program.ended(), said: program.output() }
}

describe('acting as somebody in the sample account', () => {
  it('prints what a shell needs, which AWS takes for that user', async () => {
    const { status, said } = await as('alice.meyer')
    expect(status).toBe(0)
    const lines = said.trim().split('\n')
    expect(lines.filter((line) => !/^(export \w+='[^']*'|unset AWS_SESSION_TOKEN)$/.test(line))).toEqual([])
    // The AWS CLI of version 1 reads the second name alone.
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) expect(said).toContain(`${name}='eu-west-1'`)
    const [, accessKeyId = ''] = /AWS_ACCESS_KEY_ID='(\w+)'/.exec(said) ?? []
    const credentials = { accessKeyId, secretAccessKey: 'sample' }
    const clients = createClients({ endpoint: account.aws.endpoint, credentials })
    const { Arn } = await clients.send('sts', 'eu-west-1', 'GetCallerIdentity', {})
    clients.close()
    expect(Arn).toBe('arn:aws:iam::111122223333:user/alice.meyer')
  })

  it.each<readonly [readonly string[], RegExp]>([
    [[], /^Usage:/],
    [['a', 'b'], /^Usage:/],
    [['alice.meyer', '--rle', 'x'], /^Usage:/],
    [['nobody'], /has no user nobody/],
    [['alice.meyer', '--role', 'arn:aws:iam::111122223333:role/none'], /^That did not work/],
  ])('%j is refused in words', async (argv, words) => {
    const { status, said } = await as(...argv)
    expect(status).toBe(2)
    expect(said).toMatch(words)
    expect(said).not.toContain('export')
  })

  it('says so where the account does not run', async () => {
    state = mkdtempSync(join(tmpdir(), 'sagewarden-as-'))
    expect(await as('alice.meyer')).toEqual({
      status: 2,
      said: 'The sample account does not run: "npm start" starts it.\n',
    })
  })
})
