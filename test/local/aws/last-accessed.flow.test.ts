import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
} from '@aws-sdk/client-iam'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { NOW, nameOfError, startAcme } from './account.ts'
import { ADMIN, iamAs } from './people.ts'

const ROLE = 'arn:aws:iam::111122223333:role/sagemaker/fraud-training-exec'
let account: AwsAccount
beforeEach(async () => {
  account = await startAcme()
})
afterEach(() => account.close())

const generate = (Arn: string) =>
  iamAs(account, ADMIN).send(
    new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity: 'ACTION_LEVEL' }),
  )
const look = (JobId: string | undefined) =>
  iamAs(account, ADMIN).send(new GetServiceLastAccessedDetailsCommand({ JobId }))

describe('the report of last use', () => {
  it('is made in the background, and tells of each service that the policies name', async () => {
    const { JobId } = await generate(ROLE)
    expect((await look(JobId)).JobStatus).toBe('IN_PROGRESS')
    const { JobStatus, ServicesLastAccessed = [] } = await look(JobId)
    expect(JobStatus).toBe('COMPLETED')
    expect(ServicesLastAccessed.map(({ ServiceNamespace }) => ServiceNamespace)).toEqual([
      'kms',
      'logs',
      's3',
    ])
    const s3 = ServicesLastAccessed.at(-1)
    expect(s3?.LastAuthenticated).toEqual(new Date((NOW - 5 * 3600) * 1000))
    expect(s3?.TrackedActionsLastAccessed?.map(({ ActionName }) => ActionName)).toEqual([])
  })

  it('is refused for somebody who is not there, and for a job that nobody started', async () => {
    expect(await nameOfError(generate(`${ROLE}-not`))).toBe('NoSuchEntityException')
    const unknown = '00000000-0000-0000-0000-000000000000'
    expect(await nameOfError(look(unknown))).toBe('NoSuchEntityException')
  })
})
