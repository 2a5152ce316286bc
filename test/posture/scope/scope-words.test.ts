import { describe, expect, it } from 'vitest'
import { parseScope } from '../../../src/posture/scope/scope-words.ts'
import { aCheck } from '../../support/checks.ts'

const CHECKS = [
  aCheck({
    id: 'notebook-in-vpc',
    practice: 'network-isolation',
    severity: 'high',
    controls: { hipaa: ['x'] },
  }),
  aCheck({ id: 'notebook-root', practice: 'network-access', severity: 'medium' }),
  aCheck({ id: 'training-in-vpc', practice: 'network-isolation', severity: 'medium', of: 'trainingJobs' }),
  aCheck({ id: 'root-mfa', practice: 'mfa', severity: 'critical', of: 'accountSummary' }),
]

function ids(line: string): readonly string[] {
  const scope = parseScope(line.split(' ').filter(Boolean), CHECKS, ['eu-west-1', 'us-east-1'])
  return scope.ok
    ? scope.value.checks.map((c) => c.id)
    : scope.error.map((p) => `${p.word}: ${p.suggestions.join(' ')}`)
}

describe('the scope of an audit', () => {
  it.each([
    ['', ['notebook-in-vpc', 'notebook-root', 'training-in-vpc', 'root-mfa']],
    ['network-isolation', ['notebook-in-vpc', 'training-in-vpc']],
    ['3a', ['notebook-in-vpc', 'training-in-vpc']],
    ['3', ['notebook-in-vpc', 'notebook-root', 'training-in-vpc']],
    ['3a mfa', ['notebook-in-vpc', 'training-in-vpc', 'root-mfa']],
    ['notebooks', ['notebook-in-vpc', 'notebook-root']],
    ['notebook', ['notebook-in-vpc', 'notebook-root']],
    ['Notebook-Instances', ['notebook-in-vpc', 'notebook-root']],
    ['training-job', ['training-in-vpc']],
    ['notebooks 3a', ['notebook-in-vpc']],
    ['3a notebooks', ['notebook-in-vpc']],
    ['notebook-root', ['notebook-root']],
    ['notebook-*', ['notebook-in-vpc', 'notebook-root']],
    ['*-in-vpc severity:high', ['notebook-in-vpc']],
    ['severity:high', ['notebook-in-vpc', 'root-mfa']],
    ['framework:hipaa', ['notebook-in-vpc']],
    ['framework:HIPAA', ['notebook-in-vpc']],
    ['churn-explorer 3a', ['notebook-in-vpc', 'training-in-vpc']],
  ])('understands «%s»', (line, expected) => {
    expect(ids(line)).toEqual(expected)
  })

  it.each([
    ['notbooks', ['notbooks: notebooks']],
    ['network-isolaton', ['network-isolaton: network-isolation']],
    ['region:mars-1', ['region:mars-1: region:eu-west-1 region:us-east-1']],
    [
      'severity:huge',
      ['severity:huge: severity:critical severity:high severity:medium severity:low severity:informational'],
    ],
    ['tag:team', ['tag:team: ']],
    ['name:', ['name:: ']],
    ['mfa notebooks', ['mfa notebooks: ']],
    ['notbooks severity:huge tag:x', 3],
  ])('refuses «%s» and says what would work', (line, expected) => {
    const problems = ids(line)
    if (typeof expected === 'number') expect(problems).toHaveLength(expected)
    else expect(problems).toEqual(expected)
  })

  it('takes a word that nothing knows for the name of a resource', () => {
    const scope = parseScope(
      ['churn-explorer', 'name:notbooks', 'arn:aws:sagemaker:eu-west-1:1:model/m'],
      CHECKS,
    )
    expect(scope.ok && scope.value.resources).toEqual([
      'churn-explorer',
      'notbooks',
      'arn:aws:sagemaker:eu-west-1:1:model/m',
    ])
  })

  it('reads only the kinds that the chosen checks need', () => {
    const scope = parseScope(['notebooks', 'tag:team=fraud', 'region:eu-west-1'], CHECKS, ['eu-west-1'])
    expect(scope.ok && scope.value.kinds).toEqual(['accounts', 'regions', 'tags', 'notebooks'])
    expect(scope.ok && scope.value.tags).toEqual([{ key: 'team', value: 'fraud' }])
    expect(scope.ok && scope.value.regions).toEqual(['eu-west-1'])
  })

  it('is the same scope whatever the order of its words', () => {
    const [one, two] = [
      ['3a', 'notebooks'],
      ['notebooks', '3a'],
    ].map((words) => parseScope(words, CHECKS))
    expect(one).toEqual(two)
  })
})
