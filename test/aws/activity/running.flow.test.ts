import { expect, it } from 'vitest'
import { createSeeRemaining, RUNNING_ACTIONS } from '../../../src/aws/activity/running.ts'
import type { Remaining } from '../../../src/grants/request/looking.ts'
import { clientOf, NOW, startAcme } from '../../local/aws/account.ts'
import { change, sm } from '../prechecks/request.ts'

const MIXED = change('Endpoint', 'EndpointName', 'fraud-scoring', { EndpointName: 'Fraud-Scoring' })

async function became(arn: string, deny: readonly string[] = []): Promise<Remaining | undefined> {
  const account = await startAcme({ deny })
  MIXED(account.estate)
  try {
    const { endpoint, credentials } = clientOf(account)
    const aws = { endpoint, credentials }
    const ask = createSeeRemaining({ clock: () => NOW * 1000, sleep: async () => {}, random: () => 0, aws })
    return (await ask([arn]))[0]
  } finally {
    await account.close()
  }
}

it.each<readonly [Remaining['state'], string, string, string]>([
  ['running', 'InProgress', 'a job at work', sm('training-job/churn-torch-debugging')],
  ['over', 'Completed', 'a job that is done', sm('training-job/pricing-baseline')],
  ['gone', 'not there', 'a job that is not there', sm('training-job/nobody')],
  ['running', 'InService', 'a notebook', sm('notebook-instance/fraud-research')],
  ['stays', 'Stopped', 'a notebook that stands still', sm('notebook-instance/pricing-archive')],
  ['running', 'InService', 'an endpoint', sm('endpoint/credit-limits')],
  [
    'running',
    'InService',
    'an endpoint whose name the ARN has in another case',
    sm('endpoint/fraud-scoring'),
  ],
  ['stays', 'Failed', 'an endpoint that failed', sm('endpoint/shared-lab-pool')],
  ['stays', 'there', 'a configuration', sm('endpoint-config/credit-limits')],
  ['stays', 'there', 'a model', sm('model/credit-limits-v1')],
  ['unknown', 'knows how', 'something of a kind that nobody knows', sm('app/d-1/ann/x')],
  ['unknown', 'knows how', 'something of another service', 'arn:aws:s3:::bucket'],
  [
    'unknown',
    'not of 999988887777',
    'something of another account',
    sm('model/a').replace('111122223333', '999988887777'),
  ],
])('is %s (%s): %s', async (state, words, _what, arn) => {
  expect(await became(arn)).toMatchObject({ arn, state, words: expect.stringContaining(words) })
})

it('is unknown, never gone, where AWS may not be asked', async () => {
  const arn = sm('endpoint/fraud-scoring')
  for (const denied of ['sagemaker:DescribeEndpoint', 'sagemaker:ListEndpoints']) {
    expect(await became(arn, [denied])).toMatchObject({
      state: 'unknown',
      words: expect.stringContaining(denied),
    })
    expect(RUNNING_ACTIONS).toContain(denied)
  }
})
