import { describe, expect, it } from 'vitest'
import { checkMessage } from '../../../src/slack/blocks/check-limits.ts'
import { anchorPublished, driftFound, factorChanged } from '../../../src/slack/views/announcements.ts'
import { BEN } from '../../support/grants.ts'
import { told } from '../talk.ts'

describe('the announcement of a factor', () => {
  it.each([
    ['added', 'enrolled'],
    ['removed', 'removed'],
  ] as const)('%s says who %s what, and what to do if it was not them', (change, words) => {
    const said = told([factorChanged(BEN, change, { method: 'totp', label: 'Phone' })])
    expect(said).toContain(`<@BEN> ${words}`)
    expect(said).toContain('an authenticator app (`Phone`)')
    expect(said).toContain('If this was not them')
  })

  it('says that a factor which was added can approve, and not that one which was removed can', () => {
    const of = (change: 'added' | 'removed') =>
      told([factorChanged(BEN, change, { method: 'passkey', label: 'Laptop' })])
    expect(of('added')).toContain('with it somebody can approve')
    expect(of('removed')).not.toContain('can approve')
  })

  it('shows a label as text, whatever it is, within Slack’s limits', () => {
    const label = `<!channel> \`*_\u202E${'x'.repeat(3000)}`
    const message = factorChanged(BEN, 'added', { method: 'passkey', label })
    expect(told([message])).not.toMatch(/<!channel>|\u202E/)
    expect(checkMessage(message)).toEqual([])
  })
})

describe('the announcement of drift', () => {
  it('shows its words as text, within Slack’s limits', () => {
    const message = driftFound(
      `arn:aws:iam::111122223333:role/sagewarden/<@U1>${'x'.repeat(3000)} \`is\` gone`,
    )
    expect(told([message])).not.toContain('<@U1>')
    expect(checkMessage(message)).toEqual([])
  })
})

it('an anchor is said with the command that holds the record to it', () => {
  const hash = 'a'.repeat(64)
  const message = anchorPublished({ seq: 7, hash })
  expect(told([message])).toContain(`npm run -s cli -- verify ${hash}`)
  expect(checkMessage(message)).toEqual([])
})
