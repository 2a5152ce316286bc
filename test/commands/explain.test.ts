import { describe, expect, it } from 'vitest'
import { explain } from '../../commands/explain.ts'
import { fakeTalk, told } from '../slack/talk.ts'
import { aCheck } from '../support/report.ts'

const checks = [
  aCheck({ with: ['subnets', 'routeTables'] }),
  ...Array.from({ length: 7 }, (_, i) =>
    aCheck({
      id: `role-rule-${i}`,
      title: `Roles should keep rule ${i}`,
      practice: 'identity',
      severity: 'low',
    }),
  ),
]

async function said(...words: readonly string[]): Promise<string> {
  const { talk, whispers } = fakeTalk(checks)
  await explain.answer(words, talk)
  return told(whispers)
}

describe('/sagemaker explain', () => {
  it('says why, what is read, how to fix it, what the fix does and which controls it answers to', async () => {
    const words = await said('notebook-no-direct-internet')
    for (const part of [
      'Anything on the notebook can send data anywhere.',
      'Every notebook instance. Looks besides at subnets and route tables.',
      'Create it again in a VPC without direct internet access.',
      'the resource must be created anew',
      'Notebook instances, Create.',
      'aws sagemaker create-notebook-instance',
      'AWS Foundational Security Best Practices',
      'SageMaker.2',
      '*High* · core check · 3a VPC and network isolation',
      '"value":"audit notebook-no-direct-internet"',
    ])
      expect(words).toContain(part)
  })

  it.each([
    [[], '8 checks in 2 practices'],
    [[], 'and 4 more'],
    [['identity'], 'Roles should keep rule 6'],
    [['1a'], 'Roles should keep rule 6'],
    [['Notebook-No-Direct-Internet'], 'Why it matters'],
    [['notebook', 'no', 'direct', 'internet'], 'Why it matters'],
    [['notebok-no-direct-internet'], '"value":"explain notebook-no-direct-internet"'],
    [['zzzzzz'], 'There is no check `zzzzzz`.'],
    [['<!channel>'], 'There is no check `&lt;!channel&gt;`.'],
  ])('%j is answered with %s', async (words, answer) => {
    expect(await said(...words)).toContain(answer)
  })

  it('opens the same in a modal at once, for a check that exists', () => {
    const { services } = fakeTalk(checks)
    const [button] = explain.actions
    expect(JSON.stringify(button?.press('notebook-no-direct-internet', services)?.opens)).toContain(
      'Why it matters',
    )
    for (const value of ['', 'no-such-check', '../etc', 'a'.repeat(200), '__proto__'])
      expect(button?.press(value, services)).toBeUndefined()
  })
})
