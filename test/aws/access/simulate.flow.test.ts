import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSimulate } from '../../../src/aws/access/simulate.ts'
import type { TriedCall } from '../../../src/aws/access/simulation-batches.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import { prove } from '../../../src/grants/proof/proof.ts'
import { BOUNDARY, rendered } from '../../support/grant-orders.ts'
import { startWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

const simulate = (
  calls: readonly TriedCall[],
  permissions: unknown = rendered('start-stop-notebook').permissions,
) =>
  createSimulate({ ...world.waiting, clients: world.clients, region: 'us-east-1' })(
    JSON.stringify(permissions),
    JSON.stringify(BOUNDARY),
    calls,
  )

const questionsOf = (id: string): readonly TriedCall[] => {
  const proven = prove(rendered(id), BOUNDARY)
  if (!proven.ok) throw new Error(proven.error.sentence)
  return proven.value.matrix
}

describe('the simulator', () => {
  it.each(ENTITLEMENTS.map(({ id }) => id))('agrees with the proof of %s', async (id) => {
    const questions = questionsOf(id)
    expect(await simulate(questions, rendered(id).permissions)).toEqual({
      outcome: 'agrees',
      calls: questions.length,
    })
  })

  it('is asked in few calls', async () => {
    const questions = questionsOf('start-stop-notebook')
    await simulate(questions)
    expect(world.account.calls().byOperation['iam:SimulateCustomPolicy']).toBeLessThan(questions.length / 3)
  })

  it('names the first call that it decides otherwise', async () => {
    const [first, second, ...rest] = questionsOf('start-stop-notebook')
    if (!first || !second) throw new Error('no questions')
    const wrong: TriedCall = { ...second, expected: 'denied' }
    expect(await simulate([first, wrong, ...rest])).toEqual({
      outcome: 'disagrees',
      call: wrong,
      decision: 'allowed',
    })
  })

  it('reads every page of an answer', async () => {
    const context = questionsOf('start-stop-notebook')[0]?.context ?? []
    const calls = Array.from({ length: 120 }, (_, i) => i).flatMap((i): TriedCall[] =>
      ['a', 'b', 'c', 'd', 'e'].map((x) => ({
        action: `sagemaker:Delete${x}${i}`,
        resource: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/churn-lab',
        context,
        expected: 'denied',
      })),
    )
    expect(await simulate(calls)).toEqual({ outcome: 'agrees', calls: 600 })
  })

  it.each([
    ['is busy', { kind: 'error', code: 'Throttling', status: 400 }],
    ['cuts the line', { kind: 'cut' }],
  ] as const)('is asked again where it %s', async (_what, fault) => {
    let left = 2
    world.trouble.fault = () => (left-- > 0 ? fault : undefined)
    expect(await simulate(questionsOf('start-stop-notebook'))).toMatchObject({ outcome: 'agrees' })
  })

  it.each([
    [
      'may not be asked',
      { kind: 'error', code: 'AccessDenied', status: 403 },
      'permission iam:SimulateCustomPolicy missing',
    ],
    [
      'stays busy',
      { kind: 'error', code: 'Throttling', status: 400, message: 'Rate exceeded' },
      'Rate exceeded',
    ],
    ['makes no sense', { kind: 'nonsense' }, 'the answer to SimulateCustomPolicy is not one of AWS'],
  ] as const)('never counts as passed where it %s', async (_what, fault, problem) => {
    world.trouble.fault = () => fault
    expect(await simulate(questionsOf('start-stop-notebook'))).toEqual({ outcome: 'not-simulated', problem })
  })

  it('never counts as passed where nothing was asked', async () => {
    expect(await simulate([])).toMatchObject({ outcome: 'not-simulated' })
  })
})
