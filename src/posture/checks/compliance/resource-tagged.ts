import { type Check, defineCheck, fail, pass } from '../../check.ts'

interface Row {
  readonly of: 'domains' | 'featureGroups'
  readonly id: string
  readonly title: string
}

const ROWS: readonly Row[] = [
  { of: 'domains', id: 'domain-tagged', title: 'Studio domains must carry required tags' },
  { of: 'featureGroups', id: 'feature-group-tagged', title: 'Feature groups must carry required tags' },
]

/** The same rule for kinds whose owners and costs people ask for. */
export const resourceTaggedChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck<Row['of'], 'tags'>({
    ...row,
    practice: 'compliance',
    severity: 'low',
    tier: 'advisory',
    controls: {},
    why: 'Without tags nobody knows whom to ask about a resource, and policies that decide by tag do not see it.',
    fix: {
      summary: 'Add the required tags.',
      console: 'SageMaker AI console › the resource › Tags › Manage tags.',
      cli: 'aws sagemaker add-tags --resource-arn ARN --tags Key=KEY,Value=VALUE',
      effect: 'in-place',
    },
    with: ['tags'],
    evaluate: ({ arn }, see) => {
      const tags = see.tags.find((set) => set.arn === arn, arn)?.tags ?? {}
      const keys = Object.keys(tags).filter((key) => !key.startsWith('aws:'))
      const { requiredTags } = see.baseline
      const missing = requiredTags.filter((key) => !keys.includes(key))
      if (missing.length > 0) return fail(`Missing tags: ${missing.join(', ')}.`)
      if (requiredTags.length > 0) return pass('Every required tag is there.')
      return keys.length > 0 ? pass(`Tags: ${keys.length}.`) : fail('It has no tag.')
    },
  }),
)
