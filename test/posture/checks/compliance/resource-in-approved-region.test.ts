import { describe, expect, it } from 'vitest'
import { resourceInApprovedRegion } from '../../../../src/posture/checks/compliance/resource-in-approved-region.ts'
import { a, aGap, REGION, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aNotebook } from '../../../support/resources.ts'
import { aModel } from '../../../support/samples.ts'

const judged = (world: ReturnType<typeof snapshotOf>, ...approvedRegions: readonly string[]) =>
  verdicts(resourceInApprovedRegion, world, { approvedRegions })

describe('resource-in-approved-region', () => {
  it('does not apply without a list', () => {
    expect(judged(snapshotOf({}))).toEqual([`${REGION} not-applicable: No list of approved Regions is set.`])
  })

  it('passes an approved Region, whatever is in it', () => {
    expect(judged(snapshotOf({ notebooks: [aNotebook()] }), REGION)).toEqual([
      `${REGION} pass: ${REGION} is approved.`,
    ])
  })

  it('fails another one that holds something', () => {
    expect(judged(snapshotOf({ models: [aModel()] }), 'us-east-1')).toEqual([
      `${REGION} fail: ${REGION} is not approved and holds models churn.`,
    ])
  })

  it('fails it even where other kinds are hidden', () => {
    expect(judged(snapshotOf({ models: [aModel()] }, [aGap({ kind: 'notebooks' })]), 'us-east-1')).toEqual([
      expect.stringContaining('fail'),
    ])
  })

  it('passes another one that holds nothing', () => {
    expect(judged(snapshotOf({}), 'us-east-1')).toEqual([
      `${REGION} pass: ${REGION} holds no SageMaker resources.`,
    ])
  })

  it('is unknown where something could be hidden', () => {
    expect(judged(snapshotOf({}, [aGap({ kind: 'endpoints' })]), 'us-east-1')).toEqual([
      expect.stringContaining('unknown'),
    ])
  })

  it('looks at each Region for itself', () => {
    const world = snapshotOf({
      regions: [a('regions', { name: REGION }), a('regions', { name: 'us-west-2', region: 'us-west-2' })],
      notebooks: [aNotebook()],
    })
    expect(judged(world, 'us-east-1')).toEqual([
      expect.stringContaining(`${REGION} fail`),
      expect.stringContaining('us-west-2 pass'),
    ])
  })

  it('tells that Regions outside the audit are not judged', () => {
    expect(resourceInApprovedRegion.why).toContain('Regions that are not audited are not judged')
  })
})
