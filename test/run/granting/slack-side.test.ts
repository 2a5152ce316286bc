import { describe, expect, it } from 'vitest'
import { lateSlack, type SlackSide } from '../../../infra/run/granting/slack-side.ts'
import { aCloseOut } from '../../support/access.ts'
import { ANN, aPerson, aRequest, BEN, T0 } from '../../support/grants.ts'
import { aLinkTo, NINA } from '../../support/identity-links.ts'

const grant = aRequest()
const change = {
  change: 'added',
  factor: { id: 'key-1', method: 'passkey', label: 'Laptop', enrolledAt: T0 },
} as const

/** Every call that granting makes to Slack. */
const CALLS: ReadonlyArray<readonly [keyof SlackSide, (side: SlackSide) => Promise<unknown>]> = [
  ['show', (side) => side.show(grant)],
  ['seePerson', (side) => side.seePerson(ANN)],
  ['readUserGroups', (side) => side.readUserGroups(['S1'])],
  ['confirming', (side) => side.confirming(grant, BEN, T0)],
  ['remind', (side) => side.remind(grant)],
  ['closeOut', (side) => side.closeOut(grant, aCloseOut())],
  ['nameOf', (side) => side.nameOf(ANN)],
  ['announceFactor', (side) => side.announceFactor(ANN, change)],
  ['announceLink', (side) => side.announceLink(ANN, aLinkTo(NINA))],
  ['tellOnce', (side) => side.tellOnce([])],
]

/** A side that answers each call with what it was given. */
function echo(): SlackSide {
  const called: string[] = []
  const note = (name: string) => async () => void called.push(name)
  return {
    show: note('show'),
    seePerson: async (key) => aPerson(key),
    readUserGroups: async (ids) => new Map(ids.map((id) => [id, [ANN]])),
    confirming: note('confirming'),
    remind: note('remind'),
    closeOut: note('closeOut'),
    nameOf: async (person) => person,
    announceFactor: note('announceFactor'),
    announceLink: note('announceLink'),
    tellOnce: note('tellOnce'),
  }
}

describe('Slack as granting sees it', () => {
  it.each(CALLS)('takes nothing for done before it is connected: %s', async (_, call) => {
    await expect(call(lateSlack().side)).rejects.toThrow('Slack is not connected yet')
  })

  it.each(CALLS)('hands over once it is connected: %s', async (_, call) => {
    const late = lateSlack()
    late.attach(echo())
    expect(await call(late.side)).toEqual(await call(echo()))
  })
})
