import { describe, expect, it } from 'vitest'
import { resourceTaggedChecks } from '../../../../src/posture/checks/compliance/resource-tagged.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aDomain, named } from '../../../support/samples.ts'

const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:resource/sample'
const WORLDS = {
  'domain-tagged': { domains: [aDomain({ name: 'sample', arn: ARN })] },
  'feature-group-tagged': { featureGroups: [a('featureGroups', { arn: ARN })] },
}

describe.each(Object.entries(WORLDS))('%s', (id, items) => {
  const check = named(resourceTaggedChecks, id)
  const judged = (tags: Readonly<Record<string, string>> | undefined, ...requiredTags: readonly string[]) =>
    verdicts(check, snapshotOf({ ...items, tags: tags ? [a('tags', { arn: ARN, tags })] : [] }), {
      requiredTags,
    })

  it.each<[Readonly<Record<string, string>> | undefined, readonly string[], string]>([
    [{ owner: 'ml' }, [], 'pass: Tags: 1.'],
    [undefined, [], 'fail: It has no tag.'],
    [{ 'aws:cloudformation:stack-name': 'x' }, [], 'fail: It has no tag.'],
    [{ owner: 'ml', cost: '1' }, ['owner', 'cost'], 'pass: Every required tag is there.'],
    [{ owner: 'ml' }, ['owner', 'cost', 'data'], 'fail: Missing tags: cost, data.'],
    [undefined, ['owner'], 'fail: Missing tags: owner.'],
  ])('tags %j, required %j: %s', (tags, required, expected) => {
    expect(judged(tags, ...required)).toEqual([`sample ${expected}`])
  })

  it('is unknown where tags are hidden', () => {
    const hidden = snapshotOf({ ...items, tags: [] }, [aGap({ kind: 'tags' })])
    expect(verdicts(check, hidden)).toEqual([expect.stringContaining('sample unknown')])
  })

  it('only informs', () => {
    expect(check.tier).toBe('advisory')
  })

  it('does not apply where there is none', () => {
    expect(verdicts(check, snapshotOf({ tags: [] }))).toEqual([expect.stringContaining('not-applicable')])
  })
})
